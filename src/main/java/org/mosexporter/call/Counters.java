package org.mosexporter.call;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.mosexporter.call.TrackerCounters.Fault;
import org.mosexporter.call.TrackerCounters.SipResponses;
import org.mosexporter.call.TrackerCounters.SiteCode;
import org.mosexporter.call.TrackerCounters.SiteReason;
import org.mosexporter.call.TrackerCounters.SiteSource;
import org.mosexporter.call.TrackerCounters.SiteTrunk;
import org.mosexporter.config.Table;
import org.mosexporter.stream.Unscored;
import org.mosexporter.wire.link.Fragments;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.rtcp.RtcpReader;
import org.mosexporter.wire.rtp.RtpView;
import org.mosexporter.wire.sip.SipMessage;

/**
 * Everything the tracker counts about itself. The tracker's thread writes single longs, without
 * allocating for packets; {@link #read} puts them together on the reader's thread.
 */
final class Counters {
  private static final double SECONDS_PER_NS = 1e-9;

  private final EnumCounters<PacketKind> packets = new EnumCounters<>(PacketKind.class);
  private final EnumCounters<Frame> frameFaults = new EnumCounters<>(Frame.class);
  private final EnumCounters<RtpView.Check> rtpFaults = new EnumCounters<>(RtpView.Check.class);
  private final EnumCounters<RtcpReader.Check> rtcpFaults =
      new EnumCounters<>(RtcpReader.Check.class);
  private final EnumCounters<SipMessage.Fault> sipFaults =
      new EnumCounters<>(SipMessage.Fault.class);
  private final CounterFamily<SiteSource> scoredNs = new CounterFamily<>();
  private final CounterFamily<SiteReason> unscoredNs = new CounterFamily<>();

  /** Copies by the place that showed them. */
  final CounterFamily<String> duplicates = new CounterFamily<>();

  final HalfMirrors halfMirrors = new HalfMirrors();
  final CounterFamily<String> streamsActive = new CounterFamily<>();
  final CounterFamily<SiteTrunk> callsActive = new CounterFamily<>();
  final CounterFamily<SipResponses> sipResponses = new CounterFamily<>();
  final CounterFamily<SiteCode> registrationsFailed = new CounterFamily<>();
  private final CounterFamily<String> tableEntries = new CounterFamily<>();
  private final CounterFamily<String> evictions = new CounterFamily<>();
  final CounterFamily<String> fragmentedDatagrams = new CounterFamily<>();

  /** How tables stand; one object, for they are asked each second. */
  final Table.Gauge tables =
      (table, entries, evicted) -> {
        tableEntries.of(table.label()).set(entries);
        evictions.of(table.label()).set(evicted);
      };

  void packet(PacketKind kind) {
    packets.add(kind, 1);
  }

  void packets(PacketKind kind, long count) {
    packets.add(kind, count);
  }

  void malformed(Frame frame) {
    fault(frame.isTruncated());
    frameFaults.add(frame, 1);
  }

  void malformed(RtpView.Check check) {
    fault(check == RtpView.Check.TRUNCATED);
    rtpFaults.add(check, 1);
  }

  void malformed(RtcpReader.Check check) {
    fault(check == RtcpReader.Check.TRUNCATED);
    rtcpFaults.add(check, 1);
  }

  private void fault(boolean truncated) {
    packet(truncated ? PacketKind.TRUNCATED : PacketKind.MALFORMED);
  }

  /** A SIP message was wrong; of a connection's segments one may carry several messages. */
  void fault(SipMessage.Fault fault) {
    sipFaults.add(fault, 1);
  }

  /** How the table of fragments stands now, which keeps its own counts. */
  void fragments(Fragments fragments) {
    tables.show(Table.FRAGMENTS, fragments.size(), fragments.evicted());
    fragmentedDatagrams.of("reassembled").set(fragments.reassembled());
    fragmentedDatagrams.of("incomplete").set(fragments.timedOut());
    fragmentedDatagrams.of("refused").set(fragments.refused());
    fragmentedDatagrams.of("evicted").set(fragments.evicted());
  }

  void scored(String site, Source source, long durationNs) {
    scoredNs.of(new SiteSource(site, source)).add(durationNs);
  }

  void unscored(String site, Unscored reason, long durationNs) {
    unscoredNs.of(new SiteReason(site, reason)).add(durationNs);
  }

  /** Callable from any thread. */
  TrackerCounters read() {
    return new TrackerCounters(
        packetsByKind(),
        faults(),
        duplicates.read(Long::valueOf),
        halfMirrors.read(),
        streamsActive.read(Long::valueOf),
        callsActive.read(Long::valueOf),
        scoredNs.read(ns -> ns * SECONDS_PER_NS),
        unscoredNs.read(ns -> ns * SECONDS_PER_NS),
        sipResponses.read(Long::valueOf),
        registrationsFailed.read(Long::valueOf),
        tableEntries.read(Long::valueOf),
        evictions.read(Long::valueOf),
        fragmentedDatagrams.read(Long::valueOf));
  }

  private Map<PacketKind, Long> packetsByKind() {
    Map<PacketKind, Long> byKind = new EnumMap<>(PacketKind.class);
    packets.forEach(byKind::put);
    return byKind;
  }

  /** Every fault there is, so that each counter starts at 0. */
  private Map<Fault, Long> faults() {
    Map<Fault, Long> faults = new HashMap<>();
    frameFaults.forEach(
        (frame, count) -> {
          if (frame.malformed()) {
            faults.merge(new Fault(frame.protocol(), frame.reason()), count, Long::sum);
          }
        });
    rtpFaults.forEach((check, count) -> faults.put(new Fault("rtp", check.reason()), count));
    rtcpFaults.forEach((check, count) -> faults.put(new Fault("rtcp", check.reason()), count));
    sipFaults.forEach((fault, count) -> faults.put(new Fault("sip", fault.reason()), count));
    faults.remove(new Fault("rtp", RtpView.Check.RTP.reason()));
    faults.remove(new Fault("rtcp", RtcpReader.Check.RTCP.reason()));
    return faults;
  }
}
