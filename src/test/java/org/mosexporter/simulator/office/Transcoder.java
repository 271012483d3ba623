package org.mosexporter.simulator.office;

import org.mosexporter.simulator.path.Ear;
import org.mosexporter.simulator.path.Packet;
import org.mosexporter.simulator.path.Segment;

/**
 * A server between two legs of different codecs: it decodes what comes, conceals what does not, and
 * encodes again on its own clock. What was lost is hidden in what it sends.
 */
final class Transcoder implements Ear, Source {
  private static final long TAKES_NS = 60_000_000;

  private final Listener listener;
  private final Talker onward;
  private boolean started;

  Transcoder(Listener listener, Talker onward) {
    this.listener = listener;
    this.onward = onward;
    onward.delay(TAKES_NS);
  }

  @Override
  public void hear(Packet packet, long nowNs) {
    listener.hear(packet, nowNs);
    if (!started && packet.octets() == null) {
      started = true;
      onward.start();
    }
  }

  @Override
  public void miss(boolean seen, Segment where) {
    listener.miss(seen, where);
  }

  @Override
  public void stop() {
    onward.stop();
  }

  @Override
  public long packets() {
    return onward.packets();
  }

  @Override
  public int units() {
    return onward.units();
  }
}
