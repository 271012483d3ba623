package org.mosexporter.capture;

import org.mosexporter.wire.PacketSink;

/** Packets in the order of their times, some of which are ready. */
interface PacketQueue {
  /** Whether more may come at all. */
  boolean isOpen();

  boolean hasPacket();

  /** When the next packet was captured; only after {@link #hasPacket} said that there is one. */
  long nextNs();

  /**
   * Hands on some packets, none of them younger than {@code untilNs}.
   *
   * @return how many
   */
  int handOn(PacketSink sink, long untilNs);
}
