package org.mosexporter.call;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtp.RtpView;

/**
 * Flows that may turn out to be RTP, at most 1024; the oldest makes room. About 1 KiB each. Their
 * packets are counted when it is decided what they were.
 */
final class Candidates {
  static final int MAX_ENTRIES = 1024;

  private static final long IDLE_NS = 10_000_000_000L;

  private final Map<Flow, Candidate> byFlow = new LinkedHashMap<>();
  private final Flow probe = new Flow();
  private final Counters counters;
  private long oldestNs = Long.MAX_VALUE;

  Candidates(Counters counters) {
    this.counters = counters;
  }

  /** The candidate when this packet proves it to be RTP; it is no candidate any more then. */
  @Nullable Candidate onPacket(Datagram datagram, RtpView rtp) {
    Candidate candidate = byFlow.get(probe.set(datagram, rtp.ssrc()));
    if (candidate == null) {
      candidate = new Candidate();
      if (byFlow.size() == MAX_ENTRIES) {
        evictOldest();
      }
      byFlow.put(new Flow().set(datagram, rtp.ssrc()), candidate);
      oldestNs = Math.min(oldestNs, datagram.atNs());
    }
    if (!candidate.accepts(datagram, rtp)) {
      return null;
    }
    byFlow.remove(probe);
    counters.packets(PacketKind.OTHER, candidate.forgotten());
    return candidate;
  }

  private void evictOldest() {
    Map.Entry<Flow, Candidate> oldest = byFlow.entrySet().iterator().next();
    byFlow.remove(oldest.getKey());
    counters.packets(PacketKind.OTHER, oldest.getValue().packets());
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
  }

  int size() {
    return byFlow.size();
  }
}
