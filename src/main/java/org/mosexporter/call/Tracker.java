package org.mosexporter.call;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.Topology;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamTable;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.ReportSink;
import org.mosexporter.wire.Tap;
import org.mosexporter.wire.cmr.CallManagement;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;

/**
 * Packets in, calls, endpoints and scored intervals out.
 *
 * <p>One thread, the tracker's, calls everything here but the methods of {@link Snapshots}, and
 * owns all state per stream, call and endpoint. Readers on other threads see immutable records and
 * single-writer counters. For packets of streams that are known, and for sender and receiver
 * reports, nothing is allocated.
 *
 * <p>What time alone brings about happens at full seconds of packet time, whether the next packet
 * or {@link #advance} brings them: the same packets give the same events, however often somebody
 * asks.
 */
public final class Tracker implements PacketSink, ReportSink, Snapshots {
  private final Counters counters = new Counters();
  private final Endpoints endpoints;
  private final Calls calls;
  private final CallsInProgress inProgress;
  private final FinishedCalls finished = new FinishedCalls();
  private final PhoneReports phones;
  private final ManagementRecords records;
  private final MediaAddresses mediaAddresses = new MediaAddresses();
  private final Copies copies;
  private final Candidates candidates = new Candidates(counters);
  private final RouterJoin routers;
  private final StreamJoin join;
  private final StreamTable streams;
  private final SipPackets sip;
  private final Datagrams datagrams;
  private final PacketTime time;

  private final CallEvents events;
  private final FrameDecoder decoder = new FrameDecoder();
  private final Arrivals arrivals = new Arrivals();
  private final ObservationPoints observationPoints = new ObservationPoints();

  /** Where packets are kept for evidence; null when none are. */
  private @Nullable KeptPackets kept;

  /** For captures: their calls are numbered. */
  public Tracker(Config config, CallEvents events, Names names) {
    this(config, events, names, new NumberedRecords());
  }

  /**
   * A tracker whose calls have records.
   *
   * @param names says what is told of people
   * @param ids gives each call's record its own
   */
  public Tracker(Config config, CallEvents events, Names names, Supplier<RecordId> ids) {
    this.events = events;
    Places places = new Places(config);
    endpoints = new Endpoints(config, places, names);
    Parties parties = new Parties(config, names, endpoints);
    CallSummaries summaries = new CallSummaries(ids, parties);
    calls = new Calls(config.limits(), mediaAddresses, finished, summaries, counters, events);
    inProgress = new CallsInProgress(calls, summaries);
    copies = new Copies(mediaAddresses, calls, parties);
    routers = new RouterJoin(config, places, calls);
    join = new StreamJoin(places, endpoints, calls, mediaAddresses, counters, routers, events);
    streams = new StreamTable(config.quality(), config.limits().streams(), join);
    Legs legs = new Legs(calls, mediaAddresses);
    Negotiation negotiation = new Negotiation(places, names, calls, mediaAddresses, legs);
    phones = new PhoneReports(config, places, endpoints, calls, mediaAddresses, finished, events);
    records = new ManagementRecords(places, endpoints, calls, legs, finished, phones);
    sip =
        new SipPackets(
            new SipTraffic(places, endpoints, calls, negotiation, legs, phones, counters),
            legs,
            copies,
            counters);
    datagrams =
        new Datagrams(
            config.quality(),
            observationPoints,
            streams,
            join,
            sip,
            endpoints,
            mediaAddresses,
            copies,
            candidates,
            counters);
    time = new PacketTime(sip, streams, join, calls, candidates, endpoints, decoder.fragments());
    gauge();
  }

  /**
   * A router was polled.
   *
   * @param topology as it is by now
   */
  public void onRouterPoll(PollWindows poll, Topology topology) {
    flush();
    routers.onPoll(poll, topology);
  }

  /** A router told something by itself. */
  public void onRouterEvent(String router, RouterEvent event) {
    flush();
    routers.onEvent(router, event);
  }

  /** From now on that hears of each router, by name, that a call below its target goes through. */
  public void attendRouters(Consumer<String> attention) {
    routers.attention(attention);
  }

  /** From now on the SIP and RTCP that is sniffed is copied there. */
  public void copyTo(Tap tap) {
    copies.to(tap);
  }

  /** From now on the latest packets are kept, as far as they may be. Before the first packet. */
  public void keepPackets() {
    KeptPackets packets = new KeptPackets(streams);
    copies.keepIn(packets);
    kept = packets;
  }

  /** What is kept of a call's packets; empty when none are kept at all. By any thread. */
  public Optional<KeptCall> keptOf(CallSummary call) {
    return Optional.ofNullable(kept).map(packets -> packets.of(call));
  }

  /** What was kept so far is given up. */
  public void giveUpKept() {
    if (kept != null) {
      kept.clear();
    }
  }

  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {
    observationPoints.set(observationPoint, place);
    counters.duplicates.of(place.name());
    counters.halfMirrors.onObservationPoint(observationPoint, place.name());
    streams.onObservationPoint(observationPoint, place);
    if (kept != null) {
      kept.onObservationPoint(observationPoint, place.name());
    }
  }

  @Override
  public void onPacket(
      ByteBuffer window,
      int offset,
      int length,
      int wireLength,
      long atNs,
      int observationPoint,
      int flags) {
    LinkType link = observationPoints.of(observationPoint).linkType();
    Datagram next = arrivals.next();
    Frame frame =
        decoder.decode(link, window, offset, length, wireLength, atNs, observationPoint, next);
    if (frame == Frame.UDP && next.payloadLength() >= Datagrams.RTP_HEADER_BYTES) {
      int ssrc = next.window().getInt(next.payloadOffset() + Datagrams.SSRC);
      arrivals.add(frame, streams.hash(next, ssrc));
    } else {
      arrivals.add(frame, 0);
    }
    if (arrivals.isFull() || decoder.fragments().isFull()) {
      flush();
    }
  }

  /** Records are to have no intervals. */
  public void keepNoIntervals() {
    streams.keepNoIntervals();
  }

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {
    streams.onDrops(observationPoint, fromNs, toNs);
    join.onDrops(fromNs, toNs);
    events.onDrops(new CallEvents.Drops(fromNs, toNs, packets));
  }

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {
    flush();
    time.onClockStep(fromNs, withinNs, stepNs);
    giveUpKept(); // its times are those of another clock
  }

  /** Takes the packets that were kept back, in their order. */
  @Override
  public void flush() {
    arrivals.touch(streams);
    try {
      while (arrivals.hasNext()) {
        Frame frame = arrivals.frame();
        long hash = arrivals.hash();
        RtpStream glance = arrivals.glance();
        onFrame(frame, arrivals.take(), hash, glance);
      }
    } finally {
      counters.packets(PacketKind.READ, arrivals.taken());
      datagrams.count();
      arrivals.clear(); // after a fault the memory of the rest may be gone
      decoder.fragments().release();
    }
  }

  private void onFrame(Frame frame, Datagram datagram, long hash, @Nullable RtpStream glance) {
    if (time.onPacket(datagram.atNs())) {
      gauge();
    }
    if (frame == Frame.UDP) {
      datagrams.onDatagram(datagram, hash, glance);
    } else if (frame == Frame.TCP) {
      sip.onSegment(datagram);
    } else if (frame.malformed()) {
      counters.malformed(frame);
    } else {
      counters.packet(PacketKind.OTHER);
    }
  }

  @Override
  public void onReport(Report report, long atNs) {
    flush();
    time.meetStep(atNs);
    switch (report) {
      case Report.CollectedRtcp(IpAddress sender, int port, ByteBuffer compound) ->
          streams.onCollectedRtcp(sender, port, compound, atNs);
      case Report.ForwardedSip(Passage passage, ByteBuffer message) ->
          sip.onDatagram(Datagram.forwarded(passage, message, atNs), passage.agent());
      case Report.ForwardedRtcp(Passage passage, ByteBuffer compound) ->
          onForwardedRtcp(Datagram.forwarded(passage, compound, atNs), passage.agent());
      case Report.VoiceQuality told -> phones.onReport(told, atNs);
      case Report.CallRecord(CallManagement row) -> records.onRecord(row, atNs);
    }
  }

  private void onForwardedRtcp(Datagram report, String agent) {
    streams.onForwardedRtcp(report);
    copies.forwardedRtcp(report, agent);
  }

  /** No packet before this time is to come any more. */
  public void advance(long nowNs) {
    flush();
    if (time.reach(nowNs)) {
      gauge();
    }
  }

  /** The capture is over: closes everything. */
  public void finish() {
    flush();
    sip.finish();
    join.beginFinish();
    streams.finish(time.latestNs());
    candidates.finish();
    join.finish();
    calls.finish();
    endpoints.finish();
    decoder.fragments().finish();
    gauge();
  }

  /** Calls that are going on, latest first, as they are by now. */
  public List<CallSummary> callsInProgress(int most) {
    flush();
    return inProgress.latest(most);
  }

  /** One of those that were told as in progress. */
  public Optional<CallSummary> callInProgress(String record) {
    flush();
    return inProgress.find(record);
  }

  private void gauge() {
    streams.gauge(counters.tables);
    calls.gauge(counters.tables);
    routers.gauge(counters.tables);
    endpoints.gauge(counters.tables);
    join.gauge(counters.tables);
    candidates.gauge(counters.tables);
    datagrams.gauge(counters.tables);
    sip.gauge();
    if (kept != null) {
      kept.gauge(counters.tables);
    }
    counters.fragments(decoder.fragments());
  }

  @Override
  public List<EndpointInfo> endpoints() {
    return endpoints.infos();
  }

  @Override
  public List<EndpointFigures> figures() {
    return endpoints.figures();
  }

  @Override
  public List<EndpointInfo> foldedEndpoints() {
    return endpoints.foldedInfos();
  }

  @Override
  public List<EndpointFigures> foldedFigures() {
    return endpoints.foldedFigures();
  }

  /** As in {@link TrackerCounters}; costs nothing to ask. */
  public Map<String, Boolean> halfMirrors() {
    return counters.halfMirrors.read();
  }

  @Override
  public TrackerCounters counters() {
    return counters.read();
  }
}
