package org.mosexporter.receive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The counters of a listener: written by its threads, read by any. */
final class ReceiverCounts {
  /** The sender is not one we listen to. */
  static final String NOT_ALLOWED = "not_allowed";

  /** The tracker did not keep up. */
  static final String QUEUE_FULL = "queue_full";

  private static final long NONE_YET = Long.MIN_VALUE;

  private final AtomicLong received = new AtomicLong();
  private final AtomicLong handedOn = new AtomicLong();
  private final Map<String, AtomicLong> unused;
  private final Map<String, AtomicLong> refused;
  private final AtomicLong lastReportNs = new AtomicLong(NONE_YET);

  ReceiverCounts(Set<String> reasons, Set<String> kinds) {
    Set<String> all = new HashSet<>(reasons);
    all.add(NOT_ALLOWED);
    all.add(QUEUE_FULL);
    refused = zeros(all);
    unused = zeros(kinds);
  }

  private static Map<String, AtomicLong> zeros(Set<String> names) {
    return names.stream().collect(Collectors.toMap(Function.identity(), _ -> new AtomicLong()));
  }

  private static void count(Map<String, AtomicLong> counts, String name) {
    AtomicLong count = counts.get(name);
    if (count == null) {
      throw new IllegalStateException("not declared: " + name);
    }
    count.getAndIncrement();
  }

  void received() {
    received.getAndIncrement();
  }

  void handedOn(long atNs) {
    lastReportNs.set(atNs);
    handedOn.getAndIncrement();
  }

  void unused(String kind) {
    count(unused, kind);
  }

  void refused(String reason) {
    count(refused, reason);
  }

  ReceiverCounters snapshot() {
    long last = lastReportNs.get();
    return new ReceiverCounters(
        received.get(),
        handedOn.get(),
        values(unused),
        values(refused),
        last == NONE_YET ? OptionalLong.empty() : OptionalLong.of(last));
  }

  private static Map<String, Long> values(Map<String, AtomicLong> counts) {
    Map<String, Long> values = new HashMap<>();
    counts.forEach((name, count) -> values.put(name, count.get()));
    return values;
  }
}
