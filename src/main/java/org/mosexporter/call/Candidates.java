package org.mosexporter.call;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Table;
import org.mosexporter.stream.Media;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtp.RtpView;

/**
 * Flows that may turn out to be RTP, at most 1,024 of about 1 KiB; a flow becomes one with its
 * second packet in line. One that goes on keeps its place until it had its chance, and newcomers
 * wait; so any number of calls that are up when we start are found, some thousand a second, and
 * flows that never go on leave soon. Their packets are counted when it is decided what they were.
 */
final class Candidates {
  static final int MAX_ENTRIES = Table.CANDIDATES.entries();

  private static final int LOOKED_AT_TO_EVICT = 8;
  private static final long IDLE_NS = 10_000_000_000L;

  private final Map<Flow, Candidate> byFlow = new LinkedHashMap<>(16, 0.75f, true);
  private final Newcomers newcomers = new Newcomers();
  private final RtpEvidence evidence = new RtpEvidence();
  private final Flow probe = new Flow();
  private final Counters counters;
  private long oldestNs = Long.MAX_VALUE;
  private long evictions;

  /** A flow that is RTP: its packets, and what they tell of the medium. */
  record Proven(Candidate candidate, Media media) {}

  Candidates(Counters counters) {
    this.counters = counters;
  }

  /**
   * The candidate when this packet proves it to be RTP; it is no candidate any more then.
   *
   * @param hash of the flow: addresses, ports and SSRC
   */
  @Nullable Proven onPacket(Datagram datagram, RtpView rtp, long hash) {
    Candidate candidate = byFlow.get(probe.set(datagram, rtp.ssrc()));
    if (candidate == null) {
      int place = newcomers.continuedBy(hash, datagram, rtp);
      if (place == Newcomers.NONE || !hasRoom(datagram.atNs())) {
        counters.packets(PacketKind.OTHER, newcomers.remember(hash, datagram, rtp));
        return null;
      }
      candidate = open(datagram, rtp, place);
    }
    Media media = candidate.add(datagram, rtp, evidence);
    if (media == null) {
      return null;
    }
    byFlow.remove(probe);
    counters.packets(PacketKind.OTHER, candidate.forgotten());
    return new Proven(candidate, media);
  }

  private Candidate open(Datagram datagram, RtpView rtp, int place) {
    Candidate candidate = new Candidate();
    candidate.add(newcomers, place);
    newcomers.leave(place);
    byFlow.put(new Flow().set(datagram, rtp.ssrc()), candidate);
    oldestNs = Math.min(oldestNs, datagram.atNs());
    return candidate;
  }

  /** Whether there is room for one more; of the eight silent longest, one may go for it. */
  private boolean hasRoom(long nowNs) {
    if (byFlow.size() < MAX_ENTRIES) {
      return true;
    }
    var silentLongest = byFlow.values().iterator();
    for (int looked = 0; looked < LOOKED_AT_TO_EVICT; looked++) {
      Candidate candidate = silentLongest.next();
      if (candidate.givesWay(nowNs)) {
        silentLongest.remove();
        counters.packets(PacketKind.OTHER, candidate.packets());
        evictions++;
        return true;
      }
    }
    return false;
  }

  /** Gives up flows that went silent. */
  void advance(long nowNs) {
    if (byFlow.isEmpty() || oldestNs > nowNs - IDLE_NS) {
      return;
    }
    long remaining = Long.MAX_VALUE;
    var candidates = byFlow.values().iterator();
    while (candidates.hasNext()) {
      Candidate candidate = candidates.next();
      if (candidate.lastNs() <= nowNs - IDLE_NS) {
        counters.packets(PacketKind.OTHER, candidate.packets());
        candidates.remove();
      } else {
        remaining = Math.min(remaining, candidate.lastNs());
      }
    }
    oldestNs = remaining;
  }

  void finish() {
    byFlow.values().forEach(left -> counters.packets(PacketKind.OTHER, left.packets()));
    byFlow.clear();
    counters.packets(PacketKind.OTHER, newcomers.clear());
  }

  int size() {
    return byFlow.size();
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.CANDIDATES, byFlow.size(), evictions);
    newcomers.gauge(gauge);
  }
}
