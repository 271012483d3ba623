package org.mosexporter.capture;

import org.mosexporter.wire.PacketSink;

/**
 * When an interface did not show what passed it, for {@link PacketSink#onDrops}. All times are
 * capture times.
 */
final class UnseenStretches {
  private final int observationPoint;
  private long seenUntilNs;
  private long lookedNs;
  private boolean down;
  private long downFromNs;

  UnseenStretches(int observationPoint, long openedNs) {
    this.observationPoint = observationPoint;
    seenUntilNs = openedNs;
    lookedNs = openedNs;
  }

  /** A packet of that time was handed on. */
  void seen(long atNs) {
    seenUntilNs = atNs;
  }

  /** A packet of that time is to be handed on: whatever was down is up. */
  void sees(PacketSink sink, long atNs) {
    if (down && atNs > downFromNs) {
      down = false;
      tell(sink, downFromNs, atNs, 0);
    }
  }

  /**
   * The ring was full before the next packet.
   *
   * @param freezes how often it became full since this was last asked; more than once, and nobody
   *     knows how much further on the others are
   */
  void ringWasFull(PacketSink sink, long packets, long freezes, long nextNs, long nowNs) {
    tell(sink, seenUntilNs, freezes > 1 ? Math.max(nextNs, nowNs) : nextNs, packets);
  }

  /** The ring was full after the last packet that was handed on, and holds no later one. */
  void ringWasFull(PacketSink sink, long packets, long nowNs) {
    tell(sink, seenUntilNs, nowNs, packets);
  }

  /** The network card lost packets since the last look. */
  void cardLost(PacketSink sink, long packets, long nowNs) {
    tell(sink, lookedNs, nowNs, packets);
  }

  /**
   * Looks whether the interface is up.
   *
   * @param stayedUp also all the time since the last look
   */
  void look(PacketSink sink, boolean up, boolean stayedUp, long nowNs) {
    if (!down && !stayedUp) {
      down = true;
      downFromNs = Math.max(seenUntilNs, lookedNs);
    }
    if (down) {
      tell(sink, downFromNs, nowNs, 0);
      downFromNs = nowNs;
    }
    down &= !up;
    lookedNs = nowNs;
  }

  /** The clock may have been set back meanwhile. */
  private void tell(PacketSink sink, long fromNs, long toNs, long packets) {
    sink.onDrops(observationPoint, Math.min(fromNs, toNs), toNs, packets);
  }
}
