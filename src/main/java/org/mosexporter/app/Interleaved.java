package org.mosexporter.app;

import java.nio.ByteBuffer;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/** A sink that lets the thread do its other work after each packet of a growing file. */
record Interleaved(PacketSink sink, PacketSource.Between between) implements PacketSink {
  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {
    sink.onObservationPoint(observationPoint, place);
  }

  @Override
  public void onPacket(
      ByteBuffer window,
      int offset,
      int length,
      int wireLength,
      long atNs,
      int observationPoint,
      int flags) {
    sink.onPacket(window, offset, length, wireLength, atNs, observationPoint, flags);
    between.work();
  }

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {
    sink.onDrops(observationPoint, fromNs, toNs, packets);
  }

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {
    sink.onClockStep(fromNs, withinNs, stepNs);
  }

  @Override
  public void flush() {
    sink.flush();
  }
}
