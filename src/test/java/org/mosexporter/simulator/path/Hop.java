package org.mosexporter.simulator.path;

/** Something on the way that takes time, changes packets or loses them. */
@FunctionalInterface
public interface Hop {
  /** What {@link #pass} returns for a packet that goes no further. */
  long LOST = Long.MIN_VALUE;

  /**
   * A packet is here. Packets come in order of time.
   *
   * @return when it leaves, at least {@code nowNs}, or {@link #LOST}. Where the packet {@link
   *     Packet#stay}s, it is handed in again then.
   */
  long pass(Packet packet, long nowNs);
}
