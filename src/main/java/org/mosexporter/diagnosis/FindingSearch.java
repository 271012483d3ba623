package org.mosexporter.diagnosis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.Table;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;

/**
 * Looks for findings in the calls of the last hour and in what routers and switches said lately.
 * Bounded, whatever comes; used by one thread.
 */
final class FindingSearch {
  private static final long WINDOW_NS = 3_600_000_000_000L;

  /** As long as it may take until a line is full. */
  private static final long EARLIER_NS = 6 * WINDOW_NS;

  private final Config config;
  private final Passages passages;
  private final DeviceFacts devices;
  private final Yardstick yardstick;
  private final OwnDrops drops = new OwnDrops();
  private final Deque<Passage> recent = new ArrayDeque<>();

  /** Older ones, as long as recent ones leave them room. */
  private final Deque<Passage> earlier = new ArrayDeque<>();

  private final Deque<Deafness> deafness = new ArrayDeque<>();
  private volatile int held;
  private volatile long evictions;

  FindingSearch(Config config) {
    this.config = config;
    passages = new Passages(config);
    devices = new DeviceFacts(config);
    yardstick = new Yardstick(config);
  }

  /** A call is over; it has its phones with it. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the thread that concludes
  void onCall(CallSummary call) {
    List<Passage> its = passages.of(call);
    for (Passage passage : its) {
      if (recent.size() + earlier.size() >= Table.DIAGNOSED_PASSAGES.entries()
          && earlier.pollFirst() == null) {
        recent.removeFirst();
        evictions++;
      }
      recent.addLast(passage);
      drops.seen(passage.endNs(), passage.packets());
    }
    held = recent.size();
    Deafness.of(call, its, passages)
        .ifPresent(
            one -> {
              if (deafness.size() >= Table.DIAGNOSED_PASSAGES.entries() / 2) {
                deafness.removeFirst();
              }
              deafness.addLast(one);
            });
  }

  /** A router or switch was polled. */
  void onPoll(RouterSnapshot device, PollWindows windows) {
    devices.onPoll(device, windows);
  }

  /** Our own capture lost frames; times since 1970. */
  void onDrops(long fromNs, long toNs, long packets) {
    drops.dropped(fromNs, toNs, packets);
  }

  /** What is older than an hour counts only for how today's trouble came. */
  void forgetUntil(long nowNs) {
    while (!recent.isEmpty() && recent.getFirst().endNs() < nowNs - WINDOW_NS) {
      earlier.addLast(recent.removeFirst());
    }
    while (!earlier.isEmpty() && earlier.getFirst().endNs() < nowNs - WINDOW_NS - EARLIER_NS) {
      earlier.removeFirst();
    }
    while (!deafness.isEmpty() && deafness.getFirst().atNs() < nowNs - WINDOW_NS) {
      deafness.removeFirst();
    }
  }

  /** Of all sites, worst first. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    bySite().forEach((site, its) -> all.addAll(findings(site, its)));
    all.sort(Finding.WORST_FIRST);
    return all;
  }

  /** Of which calls of the last hour are known. */
  Set<String> sites() {
    return recent.stream().map(Passage::site).collect(Collectors.toSet());
  }

  List<SegmentLoss> segments() {
    List<SegmentLoss> all = new ArrayList<>();
    bySite().forEach((site, its) -> all.addAll(SegmentLosses.of(site, its)));
    return all;
  }

  private Map<String, List<Passage>> bySite() {
    Map<String, List<Passage>> sites = new LinkedHashMap<>();
    recent.stream()
        .map(passages::parted)
        .sorted(Passage.BY_START)
        .forEach(one -> sites.computeIfAbsent(one.site(), _ -> new ArrayList<>()).add(one));
    return sites;
  }

  private List<Finding> findings(String site, List<Passage> its) {
    Situation situation =
        new Situation(
            site,
            config,
            its,
            earlier.stream()
                .map(passages::parted)
                .filter(one -> one.site().equals(site))
                .sorted(Passage.BY_START)
                .toList(),
            deafness.stream().filter(one -> one.site().equals(site)).toList(),
            devices,
            drops,
            yardstick);
    return Rules.findings(situation);
  }

  /** Any thread may ask. */
  void gauge(Table.Gauge gauge) {
    gauge.show(Table.DIAGNOSED_PASSAGES, held, evictions);
    gauge.show(Table.DIAGNOSED_INTERFACES, devices.interfaces(), 0);
  }
}
