package org.mosexporter.simulator;

import java.nio.ByteBuffer;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/** Shows two sinks the same packets. */
record Both(PacketSink first, PacketSink second) implements PacketSink {
  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {
    first.onObservationPoint(observationPoint, place);
    second.onObservationPoint(observationPoint, place);
  }

  @Override
  public void onPacket(
      ByteBuffer window, int offset, int length, int wireLength, long atNs, int point, int flags) {
    first.onPacket(window, offset, length, wireLength, atNs, point, flags);
    second.onPacket(window, offset, length, wireLength, atNs, point, flags);
  }

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {
    first.onDrops(observationPoint, fromNs, toNs, packets);
    second.onDrops(observationPoint, fromNs, toNs, packets);
  }

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {
    first.onClockStep(fromNs, withinNs, stepNs);
    second.onClockStep(fromNs, withinNs, stepNs);
  }

  @Override
  public void flush() {
    first.flush();
    second.flush();
  }
}
