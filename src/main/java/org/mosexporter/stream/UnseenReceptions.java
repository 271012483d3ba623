package org.mosexporter.stream;

import java.util.LinkedHashMap;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;

/**
 * What receivers report of streams that are not seen, such as phones that send copies of their
 * reports to us. At most 4096; the one silent longest makes room.
 */
final class UnseenReceptions {
  private static final int MAX_ENTRIES = Table.UNSEEN_RECEPTIONS.entries();

  private record Key(IpAddress reporter, int reporterSsrc, int sourceSsrc) {}

  private final LinkedHashMap<Key, Reception> byKey = new LinkedHashMap<>(16, 0.75f, true);

  private long evictions;

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.UNSEEN_RECEPTIONS, byKey.size(), evictions);
  }

  void onClockStep(long stepNs) {
    byKey.values().forEach(reception -> reception.onClockStep(stepNs));
  }

  /** It is known now which stream it is of. */
  void forget(IpAddress reporter, int reporterSsrc, int sourceSsrc) {
    byKey.remove(new Key(reporter, reporterSsrc, sourceSsrc));
  }

  Reception of(IpAddress reporter, int reporterSsrc, int sourceSsrc) {
    Key key = new Key(reporter, reporterSsrc, sourceSsrc);
    Reception known = byKey.get(key);
    if (known == null) {
      if (byKey.size() >= MAX_ENTRIES) {
        byKey.pollFirstEntry();
        evictions++;
      }
      known = new Reception();
      byKey.put(key, known);
    }
    return known;
  }
}
