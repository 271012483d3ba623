package org.mosexporter.diagnosis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.Table;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;

/**
 * Draws conclusions from calls that are over, from intervals of calls that go on, and from what
 * routers and switches said. Bounded, whatever comes; used by one thread. Time is an argument.
 */
public final class Diagnosis {
  private static final long WINDOW_NS = 3_600_000_000_000L;
  private static final int MOST_OF_A_SITE = 50;

  private final Config config;
  private final Passages passages;
  private final DeviceFacts devices;
  private final OwnDrops drops = new OwnDrops();
  private final Deque<Passage> recent = new ArrayDeque<>();
  private final Deque<Deafness> deafness = new ArrayDeque<>();
  private long evictions;

  public Diagnosis(Config config) {
    this.config = config;
    passages = new Passages(config);
    devices = new DeviceFacts(config);
  }

  /** A call is over; it has its phones with it. */
  public void onCall(CallSummary call) {
    List<Passage> its = passages.of(call);
    for (Passage passage : its) {
      if (recent.size() >= 3_072) {
        recent.removeFirst();
        evictions++;
      }
      recent.addLast(passage);
      drops.seen(passage.endNs(), passage.packets());
    }
    Deafness.of(call, its, passages)
        .ifPresent(
            one -> {
              if (deafness.size() >= 3_072 / 2) {
                deafness.removeFirst();
              }
              deafness.addLast(one);
            });
  }

  /** What a listener heard in an interval, each once. */
  public void onObservation(ObservedInterval interval) {}

  /** A router or switch was polled. */
  public void onPoll(RouterSnapshot device, PollWindows windows) {
    devices.onPoll(device, windows);
  }

  /** Our own capture lost frames; times since 1970. */
  public void onDrops(long fromNs, long toNs, long packets) {
    drops.dropped(fromNs, toNs, packets);
  }

  /** What all that comes to by now. */
  public Conclusions conclude(long nowNs) {
    while (!recent.isEmpty() && recent.getFirst().endNs() < nowNs - WINDOW_NS) {
      recent.removeFirst();
    }
    while (!deafness.isEmpty() && deafness.getFirst().atNs() < nowNs - WINDOW_NS) {
      deafness.removeFirst();
    }
    List<Finding> findings = new ArrayList<>();
    List<SegmentLoss> segments = new ArrayList<>();
    bySite()
        .forEach(
            (site, its) -> {
              findings.addAll(findings(site, its));
              segments.addAll(SegmentLosses.of(site, its));
            });
    return new Conclusions(nowNs, findings, segments, List.of(), List.of());
  }

  private Map<String, List<Passage>> bySite() {
    Map<String, List<Passage>> sites = new LinkedHashMap<>();
    recent.forEach(one -> sites.computeIfAbsent(one.site(), _ -> new ArrayList<>()).add(one));
    return sites;
  }

  private List<Finding> findings(String site, List<Passage> its) {
    Situation situation =
        new Situation(
            site,
            config,
            its,
            deafness.stream().filter(one -> one.site().equals(site)).toList(),
            devices,
            drops);
    new MirrorRules(situation).look();
    new PhoneRules(situation).look();
    new OneWayRules(situation).look();
    new CodecRules(situation).look();
    new MarkingRules(situation).look();
    new WanRules(situation).look();
    new LanRules(situation).look();
    new LongPathRules(situation).look();
    return situation.findings().stream()
        .sorted(Finding.WORST_FIRST)
        .limit(MOST_OF_A_SITE)
        .toList();
  }

  /** Streams that made room for later ones within the hour. */
  public long evictions() {
    return evictions;
  }
}
