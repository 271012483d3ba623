package org.mosexporter.call;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * Counters of one kind by key. Keys come from closed sets or are bounded by configuration; the
 * tracker's thread adds, any thread reads.
 */
final class CounterFamily<K> {
  private final Map<K, Counter> counters = new ConcurrentHashMap<>();

  Counter of(K key) {
    Counter known = counters.get(key);
    return known != null ? known : counters.computeIfAbsent(key, _ -> new Counter());
  }

  <V> Map<K, V> read(LongFunction<V> unit) {
    Map<K, V> values = new HashMap<>();
    counters.forEach((key, counter) -> values.put(key, unit.apply(counter.read())));
    return values;
  }
}
