package org.mosexporter.receive;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.mosexporter.receive.RtcpListenerCounters.Drop;
import org.mosexporter.wire.rtcp.RtcpReader.Check;

/** The counters of a listener: written by its thread, read by any. */
final class RtcpCounts {
  private static final long NONE_YET = Long.MIN_VALUE;

  private final AtomicLong received = new AtomicLong();
  private final AtomicLong handedOn = new AtomicLong();
  private final Map<Drop, AtomicLong> dropped = zeros(Drop.class, EnumSet.allOf(Drop.class));
  private final Map<Check, AtomicLong> malformed =
      zeros(Check.class, EnumSet.complementOf(EnumSet.of(Check.RTCP, Check.TRUNCATED)));
  private final AtomicLong lastReportNs = new AtomicLong(NONE_YET);

  private static <K extends Enum<K>> Map<K, AtomicLong> zeros(Class<K> type, Set<K> reasons) {
    Map<K, AtomicLong> zeros = new EnumMap<>(type);
    reasons.forEach(each -> zeros.put(each, new AtomicLong()));
    return zeros;
  }

  private static <K> void count(Map<K, AtomicLong> counts, K reason) {
    AtomicLong count = counts.get(reason);
    if (count != null) {
      count.getAndIncrement();
    }
  }

  void received() {
    received.getAndIncrement();
  }

  void handedOn(long atNs) {
    lastReportNs.set(atNs);
    handedOn.getAndIncrement();
  }

  void dropped(Drop reason) {
    count(dropped, reason);
  }

  void malformed(Check reason) {
    count(malformed, reason);
  }

  RtcpListenerCounters snapshot() {
    Map<Drop, Long> drops = new EnumMap<>(Drop.class);
    dropped.forEach((reason, count) -> drops.put(reason, count.get()));
    Map<Check, Long> faults = new EnumMap<>(Check.class);
    malformed.forEach((reason, count) -> faults.put(reason, count.get()));
    long last = lastReportNs.get();
    return new RtcpListenerCounters(
        received.get(),
        handedOn.get(),
        drops,
        faults,
        last == NONE_YET ? OptionalLong.empty() : OptionalLong.of(last));
  }
}
