package org.mosexporter.app;

import java.util.Locale;
import java.util.OptionalDouble;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score.LostR;

/** MOS and what it was lost by, for a terminal. */
final class ScoreText {
  /** Such as {@code MOS 3.20 narrowband, worst 2.10}. */
  static String mos(double mosLq, Scale scale, String worstOf, OptionalDouble worst) {
    return "MOS "
        + number(mosLq, 2)
        + " "
        + scale.label()
        + (worst.isPresent() ? ", " + worstOf + " " + number(worst.getAsDouble(), 2) : "");
  }

  /** Points of R by cause. */
  static String lost(LostR lost) {
    String delay = lost.delay().isPresent() ? number(lost.delay().getAsDouble(), 1) : "unknown";
    return "points of R lost: codec %s, loss %s, discard %s, delay %s"
        .formatted(
            number(lost.codec(), 1), number(lost.loss(), 1), number(lost.discard(), 1), delay);
  }

  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private ScoreText() {}
}
