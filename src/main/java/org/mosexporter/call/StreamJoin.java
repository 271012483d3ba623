package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.MediaPoint.Announcement;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.ReceiverReport;
import org.mosexporter.stream.ReportedMedia;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamEvents;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;
import org.mosexporter.wire.link.Datagram;

/**
 * Joins streams with the calls that announced them and the endpoints that speak and hear them.
 *
 * <p>What arrives at a phone of ours is what its user hears, and its reports tell it from nearer.
 * What leaves a phone has the far end still before it, as far as its packets tell; what the far end
 * heard of it is told by its reports. A server of ours hears nothing: it is where the next leg
 * begins.
 */
final class StreamJoin implements StreamEvents {
  private final Places places;
  private final Endpoints endpoints;
  private final Calls calls;
  private final MediaAddresses mediaAddresses;
  private final Counters counters;
  private final CallEvents events;
  private final Unsignalled unsignalled;
  private final OneWayAudio oneWay;
  private final Observations observations;
  private final UnseenMedia unseenMedia;
  private final RouterJoin routers;
  private boolean finishing;
  private final List<StreamSummary> lastSummaries = new ArrayList<>();

  StreamJoin(
      Places places,
      Endpoints endpoints,
      Calls calls,
      MediaAddresses mediaAddresses,
      Counters counters,
      RouterJoin routers,
      CallEvents events) {
    this.routers = routers;
    this.places = places;
    this.endpoints = endpoints;
    this.calls = calls;
    this.mediaAddresses = mediaAddresses;
    this.counters = counters;
    this.events = events;
    observations = new Observations(counters, events);
    unseenMedia = new UnseenMedia(mediaAddresses, this::openedUnseen);
    unsignalled = new Unsignalled(calls);
    oneWay = new OneWayAudio(places, endpoints, counters);
  }

  /** A stream was opened: who speaks, who hears, and in which call. */
  void opened(RtpStream stream, Optional<Announcement> announcement, long atNs) {
    IpAddress listener = stream.destination();
    IpAddress speaker = stream.source();
    StreamOwner owner =
        new StreamOwner(places.site(listener, speaker), places.trunk(listener, speaker));
    stream.context(owner);
    counters.streamsActive.of(owner.site).add(1);
    endpoints
        .see(listener, stream.firstNs())
        .ifPresent(phone -> endpoints.slot(phone, Direction.RECEIVED, Source.MEASURED));
    endpoints
        .see(speaker, stream.firstNs())
        .ifPresent(phone -> endpoints.slot(phone, Direction.SENT, Source.MEASURED));
    if (announcement.isEmpty()) {
      mediaAddresses.await(stream);
      unsignalled.opened(stream, atNs);
    } else {
      calls.join(announcement.get().call(), stream);
    }
  }

  @Override
  public Optional<ReportedMedia> announced(Datagram report) {
    return unseenMedia.of(report);
  }

  /** Its ends have figures of what is reported, and none of what is measured. */
  private void openedUnseen(RtpStream stream, Announcement announcement) {
    IpAddress listener = stream.destination();
    IpAddress speaker = stream.source();
    StreamOwner owner =
        new StreamOwner(places.site(listener, speaker), places.trunk(listener, speaker));
    stream.context(owner);
    counters.streamsActive.of(owner.site).add(1);
    calls.join(announcement.call(), stream);
  }

  @Override
  public void onInterval(RtpStream stream, Interval interval) {
    StreamOwner owner = StreamOwner.of(stream);
    long endNs = interval.startNs() + interval.durationNs();
    owner.call().ifPresent(calls::rerank);
    oneWay.onInterval(stream, owner, interval);
    routers.onInterval(stream, owner, interval);
    Map<Integer, Long> dscp = owner.dscpSince(stream.dscpPackets());
    Optional<Endpoint> listener = endpoints.see(stream.destination(), endNs);
    Optional<Endpoint> speaker = endpoints.see(stream.source(), endNs);
    listener.ifPresent(
        phone ->
            observations.heard(owner, figured(phone, Direction.RECEIVED, owner, interval, dscp)));
    Optional<ObservedInterval> passed =
        speaker.map(phone -> figured(phone, Direction.SENT, owner, interval, dscp));
    if (listener.isEmpty() && passed.isPresent() && !places.isServer(stream.destination())) {
      observations.passed(owner, passed.get());
    } else if (listener.isEmpty()) {
      counters.unscored(owner.site, owner.whyUnheard(), interval.durationNs());
    }
  }

  private ObservedInterval figured(
      Endpoint phone,
      Direction direction,
      StreamOwner owner,
      Interval interval,
      Map<Integer, Long> dscp) {
    FigureSlot slot = endpoints.slot(phone, direction, Source.MEASURED);
    slot.add(owner, interval, dscp);
    slot.publish();
    return tell(phone, direction, Source.MEASURED, owner, interval);
  }

  private ObservedInterval tell(
      Endpoint phone, Direction direction, Source source, StreamOwner owner, Interval interval) {
    if (direction == Direction.RECEIVED || source != Source.MEASURED) { // else it goes on from here
      interval.score().ifPresent(score -> phone.heard(score.mosLq()));
    }
    ObservedInterval observed =
        new ObservedInterval(endpoints.info(phone), direction, source, owner.trunk(), interval);
    events.onInterval(observed);
    return observed;
  }

  @Override
  public void onReportedInterval(RtpStream stream, Interval interval) {
    onReportedInterval(stream, interval, Source.RTCP);
  }

  @Override
  public void onExtendedInterval(RtpStream stream, Interval interval) {
    onReportedInterval(stream, interval, Source.XR);
  }

  private void onReportedInterval(RtpStream stream, Interval interval, Source source) {
    StreamOwner owner = StreamOwner.of(stream);
    routers.onInterval(stream, owner, interval);
    long endNs = interval.startNs() + interval.durationNs();
    Optional<Endpoint> listener = endpoints.see(stream.destination(), endNs);
    Optional<Endpoint> speaker = endpoints.see(stream.source(), endNs);
    listener.ifPresent(
        phone ->
            observations.heard(
                owner, reported(phone, Direction.RECEIVED, source, owner, interval)));
    Optional<ObservedInterval> sent =
        speaker.map(phone -> reported(phone, Direction.SENT, source, owner, interval));
    if (listener.isEmpty() && sent.isPresent() && !places.isServer(stream.destination())) {
      observations.heard(owner, sent.get());
    }
  }

  private ObservedInterval reported(
      Endpoint phone, Direction direction, Source source, StreamOwner owner, Interval interval) {
    FigureSlot slot = endpoints.slot(phone, direction, source);
    if (source == Source.XR) {
      slot.add(owner, interval, Map.of());
    } else {
      slot.addReported(owner, interval);
    }
    slot.publish();
    return tell(phone, direction, source, owner, interval);
  }

  /** Its figures are there at 0 before the first interval. */
  @Override
  public void onExtendedReport(RtpStream stream, long atNs) {
    StreamOwner.of(stream).call().ifPresent(call -> call.touch(atNs));
    endpoints
        .see(stream.destination(), atNs)
        .ifPresent(phone -> endpoints.slot(phone, Direction.RECEIVED, Source.XR));
    endpoints
        .see(stream.source(), atNs)
        .ifPresent(phone -> endpoints.slot(phone, Direction.SENT, Source.XR));
  }

  @Override
  public void onEnded(RtpStream stream, StreamSummary summary) {
    StreamOwner owner = StreamOwner.of(stream);
    counters.streamsActive.of(owner.site).add(-1);
    oneWay.onEnded(stream, owner);
    owner.call().ifPresent(call -> calls.ended(call, stream, summary));
    mediaAddresses.release(stream);
    unsignalled.ended(stream);
    owner.leave(); // figures remember it for a while, and not its call
    if (finishing) {
      lastSummaries.add(summary);
    } else {
      events.onStreamEnded(summary);
    }
  }

  @Override
  public void onReceiverReport(RtpStream stream, ReceiverReport report) {
    StreamOwner.of(stream).call().ifPresent(call -> call.touch(report.atNs()));
    report(stream.destination(), Direction.RECEIVED, report);
    report(stream.source(), Direction.SENT, report);
  }

  @Override
  public void onUnmatchedReport(IpAddress sender, ReceiverReport report) {
    report(sender, Direction.RECEIVED, report);
    boolean plausible = report.expectedDelta().isPresent();
    if (report.spanNs() == 0 || (plausible && report.expectedDelta().getAsLong() == 0)) {
      return; // the first, or no news: the next report's span begins where this one's did
    }
    Unscored reason = plausible ? Unscored.NO_CODEC : Unscored.IMPLAUSIBLE;
    places
        .phoneNetwork(sender) // nobody saw what its packets were
        .ifPresent(network -> counters.unscored(network.site(), reason, report.spanNs()));
  }

  private void report(IpAddress address, Direction direction, ReceiverReport report) {
    endpoints
        .see(address, report.atNs())
        .ifPresent(
            phone -> {
              FigureSlot slot = endpoints.slot(phone, direction, Source.RTCP);
              slot.add(report);
              slot.publish();
            });
  }

  /** Its sender reports on what it hears: on the streams of its call that go to it. */
  @Override
  public void onEncryptedReport(Datagram report, @Nullable RtpStream own) {
    Consumer<RtpStream> tell = heard -> StreamOwner.of(heard).reportsAreEncrypted();
    mediaAddresses.forEachHeard(report, tell);
    if (own != null) {
      StreamOwner.of(own).call().stream()
          .flatMap(call -> call.streams.stream())
          .filter(heard -> heard.destination().equals(own.source()))
          .forEach(tell);
    }
  }

  @Override
  public @Nullable RtpStream reportedElsewhere(Datagram report, int ssrc) {
    return mediaAddresses.rtcp.reported(report, ssrc);
  }

  @Override
  public void onSourceDescription(IpAddress address, int port, int ssrc, String cname) {
    // Nothing is matched by CNAME: addresses and SSRCs tell streams apart.
  }

  @Override
  public void onBye(RtpStream stream, long atNs) {
    StreamOwner.of(stream).call().ifPresent(call -> call.touch(atNs));
  }

  /** Packets of some place were lost on their way here. */
  void onDrops(long fromNs, long toNs) {
    oneWay.onDrops(fromNs, toNs);
  }

  /** What time alone makes of the streams without signalling. */
  void advance(long nowNs) {
    unsignalled.advance(nowNs);
    observations.advance(nowNs);
  }

  /** Whether there is nothing that time alone decides. */
  boolean isQuiet() {
    return observations.isQuiet();
  }

  void gauge(Table.Gauge gauge) {
    observations.gauge(gauge);
  }

  void onClockStep(long stepNs) {
    unsignalled.onClockStep(stepNs);
    observations.onClockStep(stepNs);
    oneWay.onClockStep(stepNs);
  }

  /** From now on the summaries are kept until {@link #finish}. */
  void beginFinish() {
    unsignalled.finish();
    calls.beginFinish();
    finishing = true;
  }

  /** Tells the streams that the end of the capture closed, earliest first. */
  void finish() {
    observations.finish();
    lastSummaries.sort(StreamOrder.BY_START);
    lastSummaries.forEach(events::onStreamEnded);
    lastSummaries.clear();
  }

  /** The call that a new stream belongs to, as far as signalling told. */
  Optional<Announcement> announcement(Datagram datagram) {
    return mediaAddresses.announcement(datagram);
  }
}
