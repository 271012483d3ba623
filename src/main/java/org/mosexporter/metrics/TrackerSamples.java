package org.mosexporter.metrics;

import org.mosexporter.call.PacketKind;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Table;

/** What the tracker counts of itself to samples. */
final class TrackerSamples {
  static void add(SampleSink sink, TrackerCounters counters, Limits limits) {
    for (Table table : Table.values()) {
      sink.sample(SelfFamilies.TABLE_LIMIT, table.entries(limits), table.label());
    }
    for (PacketKind kind : PacketKind.values()) {
      if (kind != PacketKind.READ) { // the sum of the others
        long count = counters.packets().getOrDefault(kind, 0L);
        sink.sample(SelfFamilies.PACKETS, count, kind.label());
      }
    }
    counters
        .malformed()
        .forEach(
            (fault, count) ->
                sink.sample(SelfFamilies.MALFORMED, count, fault.protocol(), fault.reason()));
    counters
        .duplicates()
        .forEach((place, count) -> sink.sample(SelfFamilies.CAPTURE_DUPLICATES, count, place));
    counters
        .halfMirrors()
        .forEach(
            (place, half) -> sink.sample(SelfFamilies.CAPTURE_HALF_MIRROR, half ? 1 : 0, place));
    counters
        .tableEntries()
        .forEach((table, entries) -> sink.sample(SelfFamilies.TABLE_ENTRIES, entries, table));
    counters
        .evictions()
        .forEach((table, count) -> sink.sample(SelfFamilies.TABLE_EVICTIONS, count, table));
    counters
        .fragmentedDatagrams()
        .forEach((result, count) -> sink.sample(SelfFamilies.FRAGMENTED, count, result));
  }

  private TrackerSamples() {}
}
