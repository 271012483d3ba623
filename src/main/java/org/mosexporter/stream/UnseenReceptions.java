package org.mosexporter.stream;

import java.util.LinkedHashMap;
import org.mosexporter.config.IpAddress;

/**
 * What receivers report of streams that are not seen, such as phones that send copies of their
 * reports to us. At most 4096, about 250 bytes each; the one silent longest makes room.
 */
final class UnseenReceptions {
  private static final int MAX_ENTRIES = 4096;

  private record Key(IpAddress reporter, int reporterSsrc, int sourceSsrc) {}

  private final LinkedHashMap<Key, Reception> byKey = new LinkedHashMap<>(16, 0.75f, true);

  void onClockStep(long stepNs) {
    byKey.values().forEach(reception -> reception.onClockStep(stepNs));
  }

  Reception of(IpAddress reporter, int reporterSsrc, int sourceSsrc) {
    Key key = new Key(reporter, reporterSsrc, sourceSsrc);
    Reception known = byKey.get(key);
    if (known == null) {
      if (byKey.size() >= MAX_ENTRIES) {
        byKey.pollFirstEntry();
      }
      known = new Reception();
      byKey.put(key, known);
    }
    return known;
  }
}
