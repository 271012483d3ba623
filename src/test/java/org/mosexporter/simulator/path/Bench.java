package org.mosexporter.simulator.path;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** A flow through one hop, and what came out of it. */
final class Bench implements Ear {
  static final int BYTES = Link.MOST_PACKET_BYTES;

  final Timeline timeline = new Timeline();
  final Flow flow;
  long sent;
  long heard;
  long missed;
  double delaySumNs;
  double mostDelayNs;

  Bench(Hop hop) {
    flow = new Flow.Way().through(Segment.WAN, hop).flow(timeline, (_, _, _) -> 0, this);
  }

  /** Packets of one size at such distances. */
  void send(int dscp, int bytes, DoubleSupplier distancesNs) {
    Event event =
        new Event() {
          @Override
          public void happen(long nowNs) {
            flow.send(sent++, false, dscp, bytes, nowNs, nowNs);
            timeline.at(nowNs + (long) distancesNs.getAsDouble(), this);
          }
        };
    timeline.at(0, event);
  }

  static DoubleSupplier poisson(SplittableRandom random, double perSecond) {
    return () -> random.nextExponential() * 1e9 / perSecond;
  }

  @Override
  public void hear(Packet packet, long nowNs) {
    heard++;
    double delayNs = nowNs - packet.sentNs();
    delaySumNs += delayNs;
    mostDelayNs = Math.max(mostDelayNs, delayNs);
  }

  @Override
  public void miss(boolean seen, Segment where) {
    missed++;
  }

  double meanDelayNs() {
    return delaySumNs / heard;
  }

  double lostShare() {
    return (double) missed / (missed + heard);
  }
}
