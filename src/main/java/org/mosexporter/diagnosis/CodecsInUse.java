package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Codecs that were heard at one site on one scale within the last day: at most eight, the one not
 * heard for longest makes room. Used by one thread.
 */
final class CodecsInUse {
  private static final int MOST = 8;
  private static final long DAY_NS = 86_400_000_000_000L;

  /** Two that differ by less are one, for points are known to a tenth. */
  private static final double ALIKE = 0.06;

  private final List<InUse> all = new ArrayList<>(2);

  /** One of them. */
  private static final class InUse {
    final double ie;
    final double bpl;
    long lastNs;

    InUse(double ie, double bpl, long lastNs) {
      this.ie = ie;
      this.bpl = bpl;
      this.lastNs = lastNs;
    }
  }

  void heard(Stretch stretch) {
    if (stretch.bpl().isEmpty()) {
      return;
    }
    double ie = stretch.lostR().codec();
    double bpl = stretch.bpl().getAsDouble();
    for (InUse one : all) {
      if (one.bpl == bpl && Math.abs(one.ie - ie) < ALIKE) {
        one.lastNs = Math.max(one.lastNs, stretch.startNs());
        return;
      }
    }
    if (all.size() == MOST) {
      all.sort((a, b) -> Long.compare(b.lastNs, a.lastNs));
      all.removeLast();
    }
    all.add(new InUse(ie, bpl, stretch.startNs()));
  }

  /** With which of them it would have sounded best; absent where there is nothing to choose. */
  OptionalDouble best(Stretch stretch) {
    all.removeIf(one -> one.lastNs < stretch.startNs() - DAY_NS);
    if (all.size() < 2 || stretch.bpl().isEmpty()) {
      return OptionalDouble.empty();
    }
    double best = stretch.mosAsItIs();
    var missing = stretch.missing(stretch.bpl().getAsDouble());
    for (InUse one : all) {
      best = Math.max(best, stretch.mos(one.ie, missing.points(stretch.scale(), one.ie, one.bpl)));
    }
    return OptionalDouble.of(best);
  }
}
