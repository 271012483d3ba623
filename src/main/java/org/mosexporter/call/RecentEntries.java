package org.mosexporter.call;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mosexporter.config.Table;

/** A table in the order in which its entries came, of which the oldest makes room, and counts. */
final class RecentEntries<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final Table table;
  private long evictions;

  RecentEntries(Table table) {
    this.table = table;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    boolean full = size() > table.entries();
    evictions += full ? 1 : 0;
    return full;
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(table, size(), evictions);
  }
}
