package org.mosexporter.stream.reference;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Places 16-bit sequence numbers on one endless line, after RFC 3550 §A.1: a step ahead of less
 * than 3000 or back of less than 100 is believed; anything else is a stray, and two strays in a
 * row, the second following the first, are a sender that began anew.
 */
final class NumberLine {
  private static final int BELIEVED_AHEAD = 3000;
  private static final int BELIEVED_BACK = 100;

  /** So long may a packet come that was sent before the first that was seen. */
  private static final int FIRST_MAY_BE_OVERTAKEN = 64;

  private final Set<Long> taken = new HashSet<>();
  private boolean empty = true;
  private boolean restarted;
  private boolean restartedBefore;
  private int newestOnWire;
  private long newest;
  private long first;
  private Optional<Integer> stray = Optional.empty();

  /** The place of the next packet to arrive; empty for a stray. */
  Optional<Long> place(int onWire) {
    restarted = false;
    if (empty) {
      empty = false;
      return placed(0, onWire);
    }
    int ahead = Math.floorMod(onWire - newestOnWire, 1 << 16);
    int back = (1 << 16) - ahead;
    if (ahead < BELIEVED_AHEAD) {
      return placed(newest + ahead, onWire);
    }
    if (back < BELIEVED_BACK) {
      return placeBehind(newest - back, onWire);
    }
    if (stray.isPresent() && onWire == Math.floorMod(stray.get() + 1, 1 << 16)) {
      return placeRestart(onWire);
    }
    stray = Optional.of(onWire);
    return Optional.empty();
  }

  private Optional<Long> placeBehind(long number, int onWire) {
    if (number < first) {
      if (restartedBefore || newest - first >= FIRST_MAY_BE_OVERTAKEN) {
        return Optional.empty();
      }
      first = number;
    }
    return placed(number, onWire);
  }

  private Optional<Long> placeRestart(int onWire) {
    restarted = true;
    restartedBefore = true;
    first = newest + 1;
    taken.add(first); // the stray was the restarted sender's first
    return placed(newest + 2, onWire);
  }

  private Optional<Long> placed(long number, int onWire) {
    stray = Optional.empty();
    if (number >= newest) {
      newest = number;
      newestOnWire = onWire;
    }
    return Optional.of(number);
  }

  /** The newest number so far. */
  long newest() {
    return newest;
  }

  /** Whether the packet last placed showed that the sender began anew. */
  boolean restarted() {
    return restarted;
  }

  /** Whether no packet had this number before; it has one now. */
  boolean take(long number) {
    return taken.add(number);
  }
}
