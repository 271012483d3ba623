package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mosexporter.quality.Band;
import org.mosexporter.quality.Scale;

/**
 * How calls sounded before and after a change, and whether it helped.
 *
 * @param explanation of the verdict, for a person
 * @param callsBefore that were heard by anybody, and so for {@code callsAfter}
 */
public record ChangeEffect(
    Verdict verdict,
    Reason reason,
    String explanation,
    long callsBefore,
    long callsAfter,
    List<OnScale> scales) {
  public ChangeEffect {
    scales = List.copyOf(scales);
  }

  /** The answer, as plain as it can be given. */
  public enum Verdict {
    HELPED,
    HURT,
    CANNOT_TELL;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why it is the answer. */
  public enum Reason {
    /** The interval does not reach 0, and the difference is large enough to be heard. */
    CLEAR,
    /** The true difference may be 0. */
    INTERVAL_INCLUDES_ZERO,
    /** There is a difference, and hardly anybody hears it. */
    TOO_SMALL_TO_MATTER,
    /** Of one side there are too few calls, days or phones. */
    TOO_FEW_CALLS,
    /** Another change is so near that there are too few calls between the two. */
    ANOTHER_CHANGE,
    /** Calls moved from one scale to another: another codec; MOS of the two do not compare. */
    SCALES_MOVED,
    /** Better on one scale, worse on another. */
    SCALES_DISAGREE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whose fault lost points are. */
  public enum Cause {
    CODEC,
    LOSS,
    DISCARD,
    DELAY;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** By what calls are told apart. */
  public enum Dimension {
    NETWORK,
    ACCESS,
    TRUNK,
    GROUP,
    MODEL,
    CODEC;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was heard on one scale: one observation per listener and call.
   *
   * @param mosLq mean
   * @param bands share of each, 0–1
   * @param lostR points of R lost by cause; negative differences are for the better
   * @param groups the mean by each dimension
   */
  public record OnScale(
      Scale scale,
      long daysBefore,
      long daysAfter,
      Difference mosLq,
      Map<Band, Difference> bands,
      Map<Cause, Difference> lostR,
      List<Group> groups) {
    public OnScale {
      groups = List.copyOf(groups);
    }
  }

  /**
   * One value of a dimension.
   *
   * @param value empty where unknown
   */
  public record Group(Dimension dimension, String value, Difference mosLq) {}
}
