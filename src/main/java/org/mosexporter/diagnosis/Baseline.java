package org.mosexporter.diagnosis;

import java.util.List;

/**
 * What was learned of one part of a site: what is usual at each hour of the week.
 *
 * @param kind {@code site}, {@code network} or {@code trunk}
 * @param name of the network or trunk; empty for the site
 * @param lastNs when it was last heard, nanoseconds since 1970-01-01 UTC
 * @param raised share of listeners that are above what is usual though nothing is wrong, 0–1
 * @param points of R for missing packets, by hour
 * @param losses points of R that missing packets take in an interval: of what is received, and of
 *     what is sent or passed on by a server
 * @param tolerated points of R, beyond the usual ones, that the site lost without its target being
 *     crossed
 */
@SuppressWarnings("ArrayRecordComponent") // it is made to be written and read, not compared
public record Baseline(
    String site,
    String kind,
    String name,
    long lastNs,
    double raised,
    Hours points,
    List<Loss> losses,
    double tolerated) {
  public Baseline {
    losses = List.copyOf(losses);
  }

  /** Middle and mean deviation of points of R, learned from so many intervals. */
  public record Loss(float middle, float scale, int count) {
    /** Whether its figures are any. */
    public boolean isWhole() {
      return Float.isFinite(middle) && scale >= 0 && Float.isFinite(scale) && count >= 0;
    }
  }

  /** One figure: by hour of the week from Monday 0:00, and of all hours together at the end. */
  public record Hours(float[] middle, float[] scale, short[] counts) {
    /** Whether it has all hours and no figure that is none. */
    public boolean isWhole() {
      int most = UsualHours.HOURS + 1;
      if (middle.length != most || scale.length != most || counts.length != most) {
        return false;
      }
      for (int i = 0; i < most; i++) {
        if (!Float.isFinite(middle[i]) || !(scale[i] >= 0) || counts[i] < 0) {
          return false;
        }
      }
      return true;
    }
  }
}
