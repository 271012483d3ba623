package org.mosexporter.simulator;

import org.mosexporter.simulator.path.Background;
import org.mosexporter.simulator.path.Link;

/** Other traffic that fills a line and the queue before it. */
final class Congestion {
  private static final double QUIET = 0.2;

  private final double demand;
  private final double insists;
  private final double depthMs;

  Congestion(Draw draw) {
    demand = draw.bySeverity(1.02, 1.7);
    insists = draw.bySeverity(0.5, 0.72);
    depthMs = draw.bySeverity(70, 450);
  }

  /**
   * Fills it.
   *
   * @param level 0 as on a quiet day
   */
  void fill(Background traffic, Link link, double level) {
    traffic.demand(QUIET + (demand - QUIET) * level);
    traffic.insists(insists);
    link.depth(Math.max(16.0 * Link.MOST_PACKET_BYTES, link.bitsPerSecond() / 8e3 * depthMs));
  }
}
