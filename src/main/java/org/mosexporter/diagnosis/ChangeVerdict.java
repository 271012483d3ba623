package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mosexporter.diagnosis.ChangeEffect.Reason;
import org.mosexporter.diagnosis.ChangeEffect.Verdict;
import org.mosexporter.quality.Scale;

/** Whether a change helped, in a word and in a sentence. Used by one thread. */
final class ChangeVerdict {
  /** A smaller difference of MOS hardly anybody hears. */
  static final double LEAST_THAT_MATTERS = 0.1;

  /** Share of calls that may move to another scale without the codec being the change itself. */
  private static final double MOST_MOVED = 0.2;

  private static final double MISTAKEN = 1 - ScaleSums.CONFIDENCE;

  private final Map<Scale, ScaleSums> scales;
  private final ChangeWindow window;

  ChangeVerdict(Map<Scale, ScaleSums> scales, ChangeWindow window) {
    this.scales = scales;
    this.window = window;
  }

  /** An answer about one scale, or about all. */
  private record Answer(Verdict verdict, Reason reason, String words) {
    static Answer cannotTell(Reason reason, String words) {
      return new Answer(Verdict.CANNOT_TELL, reason, words);
    }
  }

  ChangeEffect effect(long callsBefore, long callsAfter) {
    Answer answer = answer();
    List<ChangeEffect.OnScale> onScales = new ArrayList<>();
    scales.forEach((scale, sums) -> onScales.add(sums.effect(scale)));
    return new ChangeEffect(
        answer.verdict, answer.reason, answer.words, callsBefore, callsAfter, onScales);
  }

  private Answer answer() {
    List<Scale> enough =
        scales.entrySet().stream()
            .filter(entry -> entry.getValue().mosLq.isEnough())
            .map(Map.Entry::getKey)
            .toList();
    if (enough.isEmpty()) {
      return tooFew();
    }
    Optional<String> moved = moved();
    if (moved.isPresent()) {
      return Answer.cannotTell(Reason.SCALES_MOVED, moved.get());
    }
    // Each scale is a chance to be mistaken (Bonferroni).
    double confidence = 1 - MISTAKEN / enough.size();
    return together(enough.stream().map(scale -> answer(scale, confidence)).toList());
  }

  private Answer tooFew() {
    Optional<Change> near =
        window.before().isPresent() && !isEnough(false) ? window.before() : window.after();
    if (near.isPresent()) {
      return Answer.cannotTell(
          Reason.ANOTHER_CHANGE,
          "Too few calls lie between this change and another one ("
              + near.get().id()
              + "): what each of them did cannot be told apart.");
    }
    return Answer.cannotTell(
        Reason.TOO_FEW_CALLS,
        String.format(
            Locale.ROOT,
            "Too few calls were scored: it takes %d that somebody heard, on %d days, before and after.",
            ClusteredMeans.LEAST_OBSERVATIONS,
            ClusteredMeans.LEAST_DAYS));
  }

  private boolean isEnough(boolean isAfter) {
    return scales.values().stream()
        .anyMatch(
            sums ->
                sums.mosLq.observed(isAfter) >= ClusteredMeans.LEAST_OBSERVATIONS
                    && sums.mosLq.days(isAfter) >= ClusteredMeans.LEAST_DAYS);
  }

  /** That calls moved to another scale; empty when they did not. */
  private Optional<String> moved() {
    double before = scales.values().stream().mapToLong(sums -> sums.mosLq.observed(false)).sum();
    double after = scales.values().stream().mapToLong(sums -> sums.mosLq.observed(true)).sum();
    for (Map.Entry<Scale, ScaleSums> entry : scales.entrySet()) {
      double share = entry.getValue().mosLq.observed(false) / before;
      double shareAfter = entry.getValue().mosLq.observed(true) / after;
      if (Math.abs(shareAfter - share) > MOST_MOVED) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "%.0f %% of what was heard before was %s, %.0f %% after: codecs changed, and MOS"
                    + " of two scales do not compare.",
                100 * share,
                entry.getKey().label(),
                100 * shareAfter));
      }
    }
    return Optional.empty();
  }

  private Answer answer(Scale scale, double confidence) {
    Difference mosLq = Objects.requireNonNull(scales.get(scale)).mosLq.difference(confidence);
    if (mosLq.interval().isEmpty()) {
      return Answer.cannotTell(
          Reason.TOO_FEW_CALLS, "All calls of one side are one phone's: that is too few phones.");
    }
    String words = words(scale, mosLq, mosLq.interval().get(), confidence);
    if (mosLq.interval().get().contains(0)) {
      return Answer.cannotTell(
          Reason.INTERVAL_INCLUDES_ZERO, words + " That may be chance: 0 lies in it.");
    }
    if (Math.abs(mosLq.value()) < LEAST_THAT_MATTERS) {
      return Answer.cannotTell(
          Reason.TOO_SMALL_TO_MATTER,
          words
              + " That is no chance, but less than "
              + LEAST_THAT_MATTERS
              + " hardly anybody hears.");
    }
    return new Answer(mosLq.value() > 0 ? Verdict.HELPED : Verdict.HURT, Reason.CLEAR, words);
  }

  private static String words(
      Scale scale, Difference mosLq, Difference.Interval interval, double confidence) {
    return String.format(
        Locale.ROOT,
        "Mean MOS-LQ (%s) went from %.2f to %.2f: by %+.2f, with %.1f %% confidence between %+.2f"
            + " and %+.2f.",
        scale.label(),
        mosLq.before(),
        mosLq.after(),
        mosLq.value(),
        100 * confidence,
        interval.low(),
        interval.high());
  }

  /** What is clear on one scale stands, unless another contradicts. */
  private static Answer together(List<Answer> all) {
    List<Answer> clear = all.stream().filter(one -> one.reason == Reason.CLEAR).toList();
    if (clear.isEmpty()) {
      return all.getFirst();
    }
    String words = String.join(" ", clear.stream().map(Answer::words).toList());
    boolean agree = clear.stream().map(Answer::verdict).distinct().count() == 1;
    return agree
        ? new Answer(clear.getFirst().verdict, Reason.CLEAR, words)
        : Answer.cannotTell(Reason.SCALES_DISAGREE, words + " One got better, another worse.");
  }
}
