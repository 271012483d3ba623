package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.CallSummary.OneWay;
import org.mosexporter.diagnosis.Passage.End;
import org.mosexporter.diagnosis.Passage.Phone;
import org.mosexporter.stream.StreamSummary;

/**
 * Whether somebody in a leg of a call heard nothing at all.
 *
 * @param phone of ours at the leg
 * @param inward whether it is the phone that heard nothing; else who is elsewhere
 * @param deaf whether anybody did
 * @param source by what we know
 */
record Deafness(
    String call, String site, long atNs, Phone phone, boolean inward, boolean deaf, String source) {
  private static final double LEAST_SECONDS = 10;

  /** Of a leg with a phone of ours; empty where nothing can be said. */
  static Optional<Deafness> of(CallSummary call, List<Passage> its, Passages passages) {
    Optional<Passage> phones = its.stream().filter(one -> one.phone().isKnown()).findFirst();
    if (phones.isEmpty() || phones.get().seconds() < LEAST_SECONDS) {
      return Optional.empty();
    }
    Passage sample = phones.get();
    if (!call.oneWay().isEmpty()) {
      OneWay one = call.oneWay().getFirst();
      boolean inward = passages.isPhone(one.listener());
      return Optional.of(of(sample, inward, true, "measured"));
    }
    for (Passage one : its) {
      Optional<Passage> back = its.stream().filter(other -> isReverse(one, other)).findFirst();
      if (one.told() && isWithout(one, call)) {
        return Optional.of(of(sample, one.speaker() == End.PHONE, true, "rtcp"));
      }
      if (back.isPresent() && isUnheard(one, back.get())) {
        return Optional.of(of(sample, one.listener() == End.PHONE, true, "rtcp"));
      }
    }
    return Optional.of(of(sample, false, false, "measured"));
  }

  private static boolean isReverse(Passage one, Passage other) {
    return one.speaker() == other.listener()
        && one.listener() == other.speaker()
        && one.far().equals(other.far())
        && one.phone().equals(other.phone());
  }

  /** Its listener's reports come here, and its speech does not, or no more. */
  private static boolean isWithout(Passage one, CallSummary call) {
    long endNs =
        call.streams().stream()
            .filter(stream -> isFrom(one, stream))
            .mapToLong(stream -> stream.startNs() + Math.round(stream.durationSeconds() * 1e9))
            .max()
            .orElse(one.startNs());
    return (one.endNs() - endNs) * 1e-9 >= LEAST_SECONDS;
  }

  private static boolean isFrom(Passage one, StreamSummary back) {
    String speaker = one.listener() == End.PHONE ? one.phone().address() : one.far();
    String listener = one.speaker() == End.PHONE ? one.phone().address() : one.far();
    return back.source().toString().equals(speaker)
        && back.destination().toString().equals(listener);
  }

  /**
   * Its listener sends sender reports, for the other side answers them, and has nothing to report
   * on this (RFC 3550 §6.4.1: no block for a source that was not heard).
   */
  private static boolean isUnheard(Passage one, Passage back) {
    return !one.told() && back.told() && !Double.isNaN(back.roundTripSeconds());
  }

  private static Deafness of(Passage sample, boolean inward, boolean deaf, String source) {
    return new Deafness(
        sample.call(), sample.site(), sample.startNs(), sample.phone(), inward, deaf, source);
  }
}
