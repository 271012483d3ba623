package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.Table;
import org.mosexporter.quality.Scale;

/**
 * How each site would have sounded in the last hour and day, had one thing been otherwise: every
 * interval of its calls scored again by the E-model, and their mean by time (decision 105). Of more
 * sites and scales than there is room for, the one not heard for longest goes. Used by one thread.
 */
public final class WhatIfs {
  private static final int MOST = Table.WHAT_IFS.entries();

  private final Stretches stretches;
  private final Map<Scale, DelayPoints> delays = new EnumMap<>(Scale.class);
  private final SequencedMap<Key, ScaleWhatIf> bySite = new LinkedHashMap<>(16, 0.75f, true);

  private volatile int entries;
  private final AtomicLong evictions = new AtomicLong();

  public WhatIfs(Config config) {
    stretches = new Stretches(config);
  }

  private record Key(String site, Scale scale) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySite = site.compareTo(other.site);
      return bySite != 0 ? bySite : scale.compareTo(other.scale);
    }
  }

  /** A call is over; it has its phones with it. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the thread that concludes
  public void onCall(CallSummary located) {
    for (Stretch stretch : stretches.of(located)) {
      Key key = new Key(stretch.site(), stretch.scale());
      bySite.computeIfAbsent(key, this::begin).add(stretch);
      if (bySite.size() > MOST) {
        bySite.pollFirstEntry();
        evictions.incrementAndGet();
      }
    }
    entries = bySite.size();
  }

  private ScaleWhatIf begin(Key key) {
    return new ScaleWhatIf(delays.computeIfAbsent(key.scale, DelayPoints::new));
  }

  /** By site, scale, scenario and window; what has no evidence is not there. */
  public List<WhatIf> at(long nowNs) {
    List<WhatIf> all = new ArrayList<>();
    new TreeMap<>(bySite).forEach((key, site) -> all.addAll(site.at(nowNs, key.site, key.scale)));
    return all;
  }

  /** Any thread may ask. */
  public void gauge(Table.Gauge gauge) {
    gauge.show(Table.WHAT_IFS, entries, evictions.get());
  }
}
