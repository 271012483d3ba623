package org.mosexporter.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The counters of one traffic class over polls. */
final class ClassCounters {
  /** Every code point twice makes most of these; no device on record has more than thirty. */
  static final int MOST = 160;

  private final Map<ClassCounter, Accumulator> accumulators = new HashMap<>();

  void onReading(ClassReading reading, boolean comparable, LinkCapacity capacity) {
    Map<ClassCounter, CounterReading> read = reading.counters();
    for (ClassCounter counter : read.keySet()) {
      if (accumulators.size() < MOST) {
        accumulators.computeIfAbsent(counter, _ -> new Accumulator());
      }
    }
    accumulators.forEach(
        (counter, accumulator) ->
            accumulator.onReading(
                Optional.ofNullable(read.get(counter)),
                comparable,
                counter.kind().mostOf(capacity)));
  }

  /** From 0 at our first reading of each. */
  Map<ClassCounter, Long> totals() {
    Map<ClassCounter, Long> totals = new HashMap<>();
    accumulators.forEach(
        (counter, accumulator) ->
            accumulator.total().ifPresent(total -> totals.put(counter, total)));
    return totals;
  }

  static OptionalLong one(Map<ClassCounter, Long> totals, ClassCounter counter) {
    Long total = totals.get(counter);
    return total == null ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /** Absent when there are none. */
  static OptionalLong sum(Map<ClassCounter, Long> totals, ClassCounter.Kind kind) {
    return totals.entrySet().stream()
        .filter(total -> total.getKey().kind() == kind)
        .mapToLong(Map.Entry::getValue)
        .reduce(Long::sum);
  }
}
