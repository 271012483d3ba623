package org.mosexporter.call;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.Media;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtp.RtpView;

/**
 * Flows that may turn out to be RTP, at most 1,024 of about 1 KiB; a flow becomes one with its
 * second packet in line. To make room, the least promising of the 32 that are silent longest goes,
 * so a flood of flows that never go on displaces each other. Their packets are counted when it is
 * decided what they were.
 */
final class Candidates {
  static final int MAX_ENTRIES = 1024;

  private static final int LOOKED_AT_TO_EVICT = 32;
  private static final long IDLE_NS = 10_000_000_000L;

  private final Map<Flow, Candidate> byFlow = new LinkedHashMap<>(16, 0.75f, true);
  private final Newcomers newcomers = new Newcomers();
  private final RtpEvidence evidence = new RtpEvidence();
  private final Flow probe = new Flow();
  private final Counters counters;
  private long oldestNs = Long.MAX_VALUE;

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
      if (place == Newcomers.NONE) {
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
    if (byFlow.size() == MAX_ENTRIES) {
      evict();
    }
    byFlow.put(new Flow().set(datagram, rtp.ssrc()), candidate);
    oldestNs = Math.min(oldestNs, datagram.atNs());
    return candidate;
  }

  private void evict() {
    Map.Entry<Flow, Candidate> least = byFlow.entrySet().iterator().next();
    int looked = 0;
    for (Map.Entry<Flow, Candidate> entry : byFlow.entrySet()) {
      least = entry.getValue().inLine() < least.getValue().inLine() ? entry : least;
      if (++looked == LOOKED_AT_TO_EVICT) {
        break;
      }
    }
    byFlow.remove(least.getKey());
    counters.packets(PacketKind.OTHER, least.getValue().packets());
    counters.evictions.of(Tables.CANDIDATES).add(1);
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
}
