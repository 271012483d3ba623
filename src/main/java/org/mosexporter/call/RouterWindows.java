package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Windows of the classes that one call went through. Where nothing was dropped, neighbours are one;
 * of more than thirty-two, neighbours of the same class become one, those with the fewest drops
 * first.
 */
final class RouterWindows {
  static final int MOST = 32;

  /** The same with one more, in order of time. */
  static List<RouterWindow> with(List<RouterWindow> before, RouterWindow next) {
    List<RouterWindow> after = new ArrayList<>(before);
    Optional<RouterWindow> both = Optional.empty();
    for (int i = after.size() - 1; i >= 0 && both.isEmpty(); i--) {
      both = after.get(i).quietWith(next);
      int at = i;
      both.ifPresent(one -> after.set(at, one));
    }
    if (both.isEmpty()) {
      after.add(next);
    }
    if (after.size() > MOST) {
      shorten(after);
    }
    return List.copyOf(after);
  }

  /** Joins two neighbours; where there are none, the first goes. */
  private static void shorten(List<RouterWindow> windows) {
    int first = -1;
    int second = -1;
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < windows.size(); i++) {
      for (int j = i + 1; j < windows.size(); j++) {
        if (windows.get(i).isContinuedBy(windows.get(j))) {
          long drops = windows.get(i).and(windows.get(j)).droppedPackets().orElse(0);
          if (drops < fewest) {
            fewest = drops;
            first = i;
            second = j;
          }
        }
      }
    }
    if (first < 0) {
      windows.removeFirst();
    } else {
      windows.set(first, windows.get(first).and(windows.get(second)));
      windows.remove(second);
    }
  }

  private RouterWindows() {}
}
