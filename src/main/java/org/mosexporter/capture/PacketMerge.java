package org.mosexporter.capture;

import java.util.List;
import org.mosexporter.wire.PacketSink;

/**
 * Several queues as one, in order of time. While one of them has nothing ready, what is younger
 * than the look-back waits: the kernel gives a block away late, and there may be older packets in
 * it.
 */
final class PacketMerge {
  /** Time in which the kernel has given away a block, however empty it is. */
  static final long LOOK_BACK_NS = 20_000_000;

  private static final long CLOCK_STEP_NS = 1_000_000_000;

  private final List<? extends PacketQueue> queues;

  /** Until the packet that waits is handed on; nothing waits when it is 0. */
  private long waitNs;

  PacketMerge(List<? extends PacketQueue> queues) {
    this.queues = List.copyOf(queues);
  }

  /**
   * Hands on what is ready and in order.
   *
   * @param enough when to stop, about
   * @return how many packets
   */
  int handOn(PacketSink sink, int enough, long nowNs) {
    int handedOn = 0;
    waitNs = 0;
    while (handedOn < enough) {
      PacketQueue first = null;
      long firstNs = Long.MAX_VALUE;
      long untilNs = Long.MAX_VALUE;
      for (int i = 0; i < queues.size(); i++) {
        PacketQueue queue = queues.get(i);
        if (queue.hasPacket()) {
          long nextNs = queue.nextNs();
          if (nextNs < firstNs) {
            untilNs = Math.min(untilNs, firstNs);
            firstNs = nextNs;
            first = queue;
          } else {
            untilNs = Math.min(untilNs, nextNs);
          }
        } else if (queue.isOpen()) {
          untilNs = Math.min(untilNs, nowNs - LOOK_BACK_NS);
        }
      }
      if (first == null) {
        break;
      }
      // Much later than now: the clock was set back, and to wait for it would be long.
      if (firstNs > untilNs && firstNs - nowNs < CLOCK_STEP_NS) {
        waitNs = firstNs - untilNs;
        break;
      }
      handedOn += first.handOn(sink, Math.max(firstNs, untilNs));
    }
    return handedOn;
  }

  /** The earliest packet that is ready; {@link Long#MAX_VALUE} when none is. */
  long nextNs() {
    long firstNs = Long.MAX_VALUE;
    for (int i = 0; i < queues.size(); i++) {
      firstNs = queues.get(i).hasPacket() ? Math.min(firstNs, queues.get(i).nextNs()) : firstNs;
    }
    return firstNs;
  }

  /** How long what is ready has to wait, as it was at the last look; 0 when nothing has to. */
  long waitNs() {
    return waitNs;
  }
}
