package org.mosexporter.record;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;

/**
 * A call as it is searched for: in memory by this, in databases by columns of it.
 *
 * @param startUs first INVITE, else when it was first heard of; microseconds since 1970-01-01 UTC
 * @param mosLq lowest of its directions, each on its codec's own scale, whoever told
 * @param mosLqWorst of the worst interval of any direction
 */
record CallRow(
    CallSummary call,
    CallFact fact,
    long startUs,
    OptionalDouble mosLq,
    OptionalDouble mosLqWorst,
    Set<CallTerm> terms) {
  /** Latest first. */
  static final Comparator<CallRow> LATEST_FIRST = Comparator.comparing(CallRow::place).reversed();

  static CallRow of(CallSummary call, Config config) {
    CallFact fact = CallFact.of(call, config);
    return new CallRow(
        call,
        fact,
        microseconds(fact.startNs()),
        DoubleStream.concat(
                call.streams().stream().flatMapToDouble(one -> mosLq(one).stream()),
                fact.heard().stream().mapToDouble(CallFact.Heard::mosLq))
            .min(),
        DoubleStream.concat(
                call.streams().stream().flatMapToDouble(one -> one.mosLqWorst().stream()),
                fact.heard().stream().flatMapToDouble(one -> one.mosLqWorst().stream()))
            .min(),
        CallTerm.of(call));
  }

  private static OptionalDouble mosLq(StreamSummary stream) {
    return stream.score().map(Score::mosLq).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  String id() {
    return fact.id();
  }

  CallPlace place() {
    return new CallPlace(startUs, id());
  }

  static long microseconds(long ns) {
    return Math.floorDiv(ns, 1_000L);
  }
}
