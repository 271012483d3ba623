package org.mosexporter.receive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;

/**
 * Who sent what to our listeners, the one silent longest making room. Those to whom we do not
 * listen have but a few places of their own: nobody can drive out phones from elsewhere. Any thread
 * may use it.
 */
final class Reporters {
  static final int STRANGERS = 64;

  private static final long NEVER = Long.MIN_VALUE;

  private record Key(Protocol protocol, IpAddress address) {}

  private static final class Entry {
    private long reports;
    private long lastReportNs = NEVER;
    private long refused;
    private String lastReason = "";
    private long lastRefusedNs = NEVER;
  }

  private final LinkedHashMap<Key, Entry> known = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<Key, Entry> strangers = new LinkedHashMap<>(16, 0.75f, true);
  private long evictions;

  synchronized void reported(Protocol protocol, IpAddress sender, long atNs) {
    Entry entry = of(known, Table.REPORTERS.entries() - STRANGERS, protocol, sender);
    entry.reports++;
    entry.lastReportNs = atNs;
  }

  synchronized void refused(Protocol protocol, IpAddress sender, String reason, long atNs) {
    boolean stranger = reason.equals(ReceiverCounts.NOT_ALLOWED);
    Entry entry =
        stranger
            ? of(strangers, STRANGERS, protocol, sender)
            : of(known, Table.REPORTERS.entries() - STRANGERS, protocol, sender);
    entry.refused++;
    entry.lastReason = reason;
    entry.lastRefusedNs = atNs;
  }

  private Entry of(SequencedMap<Key, Entry> table, int most, Protocol protocol, IpAddress sender) {
    Key key = new Key(protocol, sender);
    Entry entry = table.get(key);
    if (entry == null) {
      if (table.size() >= most) {
        table.pollFirstEntry();
        evictions++;
      }
      entry = new Entry();
      table.put(key, entry);
    }
    return entry;
  }

  /** In order of address and protocol. */
  synchronized List<Reporter> snapshot() {
    List<Reporter> all = new ArrayList<>(known.size() + strangers.size());
    known.forEach((key, entry) -> all.add(reporter(key, entry)));
    strangers.forEach((key, entry) -> all.add(reporter(key, entry)));
    all.sort(Comparator.comparing(Reporter::address).thenComparing(Reporter::protocol));
    return all;
  }

  private static Reporter reporter(Key key, Entry entry) {
    return new Reporter(
        key.protocol(),
        key.address(),
        entry.reports,
        time(entry.lastReportNs),
        entry.refused,
        entry.lastReason,
        time(entry.lastRefusedNs));
  }

  private static OptionalLong time(long ns) {
    return ns == NEVER ? OptionalLong.empty() : OptionalLong.of(ns);
  }

  synchronized void gauge(Table.Gauge gauge) {
    gauge.show(Table.REPORTERS, known.size() + strangers.size(), evictions);
  }
}
