package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;

/** What phones said of one call: one verdict for each reporter, way of telling and stream. */
final class PhoneVerdicts {
  /** Of one call; what more tell is left out. */
  static final int MOST = 16;

  /** The same with one more; it joins what it continues. */
  static List<PhoneVerdict> with(List<PhoneVerdict> before, PhoneVerdict next) {
    List<PhoneVerdict> after = new ArrayList<>(before);
    for (int i = 0; i < after.size(); i++) {
      if (after.get(i).isOfTheSame(next)) {
        after.set(i, after.get(i).and(next));
        return List.copyOf(after);
      }
    }
    if (after.size() < MOST) {
      after.add(next);
    }
    return List.copyOf(after);
  }

  private PhoneVerdicts() {}
}
