package org.mosexporter.record;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.call.CallSummary;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;

/**
 * A call as it is searched for: in memory by this, in databases by columns of it.
 *
 * @param startUs first INVITE, else when it was first heard of; microseconds since 1970-01-01 UTC
 * @param mosLq of its worse direction, each on its codec's own scale
 * @param mosLqWorst of the worst interval of any direction
 */
record CallRow(
    CallSummary call,
    String id,
    long startUs,
    OptionalDouble mosLq,
    OptionalDouble mosLqWorst,
    Set<CallTerm> terms) {
  /** Latest first. */
  static final Comparator<CallRow> LATEST_FIRST =
      Comparator.comparing(CallRow::place).reversed();

  static CallRow of(CallSummary call) {
    return new CallRow(
        call,
        call.id().toString(),
        microseconds(call.startNs().orElse(call.firstNs())),
        call.streams().stream().flatMapToDouble(one -> mosLq(one).stream()).min(),
        call.streams().stream().flatMapToDouble(one -> mosLqWorst(one).stream()).min(),
        CallTerm.of(call));
  }

  /** As measured here; where nothing was, as the receiver's reports have it. */
  static OptionalDouble mosLq(StreamSummary stream) {
    return stream
        .score()
        .or(() -> stream.rtcp().flatMap(StreamSummary.RtcpSummary::score))
        .map(Score::mosLq)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  static OptionalDouble mosLqWorst(StreamSummary stream) {
    return stream.mosLqWorst().isPresent()
        ? stream.mosLqWorst()
        : stream
            .rtcp()
            .map(StreamSummary.RtcpSummary::mosLqWorst)
            .orElse(OptionalDouble.empty());
  }

  /** Answer to end. */
  OptionalDouble durationSeconds() {
    return call.answerNs().isPresent() && call.endNs().isPresent()
        ? OptionalDouble.of((call.endNs().getAsLong() - call.answerNs().getAsLong()) * 1e-9)
        : OptionalDouble.empty();
  }

  CallPlace place() {
    return new CallPlace(startUs, id);
  }

  static long microseconds(long ns) {
    return Math.floorDiv(ns, 1_000L);
  }

  static OptionalLong microseconds(OptionalLong ns) {
    return ns.isPresent() ? OptionalLong.of(microseconds(ns.getAsLong())) : ns;
  }
}
