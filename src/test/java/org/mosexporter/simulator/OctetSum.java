package org.mosexporter.simulator;

import java.nio.ByteBuffer;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/** A sum of every octet, in order, and of when it came. */
final class OctetSum implements PacketSink {
  private long sum = 1;

  long sum() {
    return sum;
  }

  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {}

  @Override
  public void onPacket(
      ByteBuffer window, int offset, int length, int wireLength, long atNs, int point, int flags) {
    sum = 31 * sum + atNs;
    for (int i = offset; i < offset + length; i++) {
      sum = 31 * sum + window.get(i);
    }
  }

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {
    sum = 31 * sum + packets;
  }

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {}

  @Override
  public void flush() {}
}
