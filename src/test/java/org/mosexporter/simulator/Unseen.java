package org.mosexporter.simulator;

import java.nio.ByteBuffer;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/** Takes no notice of packets. */
enum Unseen implements PacketSink {
  SINK;

  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {}

  @Override
  public void onPacket(
      ByteBuffer window, int offset, int length, int wireLength, long atNs, int point, int flags) {}

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {}

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {}

  @Override
  public void flush() {}
}
