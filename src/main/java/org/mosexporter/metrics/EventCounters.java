package org.mosexporter.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters fed by events, from the metrics thread; read by scrapes. Labels are of closed sets. */
final class EventCounters {
  private record Key(Family family, List<String> labelValues) {}

  private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

  void increment(Family family, String... labelValues) {
    counter(family, labelValues).increment();
  }

  /** Makes the counter exist at 0, so that its first increase is seen as one. */
  void start(Family family, String... labelValues) {
    counter(family, labelValues);
  }

  private LongAdder counter(Family family, String... labelValues) {
    return counts.computeIfAbsent(new Key(family, List.of(labelValues)), k -> new LongAdder());
  }

  void samples(SampleSink sink) {
    counts.forEach(
        (key, count) ->
            sink.sample(key.family, count.sum(), key.labelValues.toArray(String[]::new)));
  }
}
