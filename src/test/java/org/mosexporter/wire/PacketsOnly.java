package org.mosexporter.wire;

/** A sink for tests that want packets, and nothing of what else there is to tell. */
public abstract class PacketsOnly implements PacketSink {
  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {}

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {}

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {}

  @Override
  public void flush() {}
}
