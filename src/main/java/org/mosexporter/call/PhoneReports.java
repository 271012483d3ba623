package org.mosexporter.call;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.quality.Codec;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.sip.CallStatistics;
import org.mosexporter.wire.sip.Sighting;
import org.mosexporter.wire.sip.SipHeaders;
import org.mosexporter.wire.sip.StatisticsReader;
import org.mosexporter.wire.sip.VqReport;

/** What phones report of calls: finds the call, tells the phone's figures, and learns of phones. */
final class PhoneReports {
  private final Places places;
  private final Endpoints endpoints;
  private final Calls calls;
  private final FinishedCalls finished;
  private final CallMatch match;
  private final CallEvents events;
  private final PhoneCodecs codecs;
  private final QualityReports qualityReports;
  private final StatisticsHeaders statisticsHeaders;

  /** Reports that were taken: the same again is sent again, or was seen at another place. */
  private final RecentEntries<Long, Boolean> taken = new RecentEntries<>(Table.QUALITY_REPORTS);

  PhoneReports(
      Config config,
      Places places,
      Endpoints endpoints,
      Calls calls,
      MediaAddresses mediaAddresses,
      FinishedCalls finished,
      CallEvents events) {
    this.places = places;
    this.endpoints = endpoints;
    this.calls = calls;
    this.finished = finished;
    this.events = events;
    match = new CallMatch(calls, mediaAddresses, finished);
    codecs = new PhoneCodecs(config.quality());
    qualityReports = new QualityReports(codecs);
    statisticsHeaders = new StatisticsHeaders(codecs);
  }

  /** A quality report, whether it was sent to us or seen on its way. */
  void onReport(Report.VoiceQuality told, long atNs) {
    VqReport report = told.report();
    long key = (long) report.callId().hashCode() << 32 ^ report.hashCode();
    if (taken.putIfAbsent(key, true) != null) {
      return;
    }
    IpAddress reporter = reporter(report, told.sender());
    List<PhoneVerdict> verdicts = qualityReports.verdicts(report, reporter, told.userAgent(), atNs);
    endpoints
        .see(reporter, atNs)
        .ifPresent(
            phone -> {
              endpoints.learn(phone, report.localUser(), agentOfPhone(told.userAgent()));
              endpoints.learnMac(phone, report.localEnd().mac());
            });
    boolean counts = file(report, reporter, verdicts, atNs);
    verdicts.forEach(
        verdict -> show(verdict, counts && verdict.scope() != PhoneVerdict.Scope.MOMENT));
  }

  private static String agentOfPhone(String userAgent) {
    return UserAgents.isServer(userAgent) ? "" : userAgent;
  }

  /** The phone where it says it is, when that is ours: a server may have handed the report on. */
  private IpAddress reporter(VqReport report, IpAddress sender) {
    Optional<IpAddress> local = report.localEnd().address();
    return local.filter(address -> places.phoneNetwork(address).isPresent()).orElse(sender);
  }

  /** Puts it to its call; whether it is of time that was not told of before, while that counts. */
  private boolean file(
      VqReport report, IpAddress reporter, List<PhoneVerdict> verdicts, long atNs) {
    if (verdicts.isEmpty()) {
      return false;
    }
    OptionalLong startNs = verdicts.getFirst().startNs();
    OptionalLong stopNs = verdicts.getFirst().stopNs();
    long untilNs = Math.min(atNs, stopNs.orElse(atNs));
    Optional<CallMatch.Match> found =
        match.find(report.callId(), QualityReports.flows(report), startNs, stopNs, atNs);
    if (found.isEmpty()) {
      Call call = open(report, reporter, atNs);
      finished.reported(call, verdicts);
      return add(call, report, verdicts, untilNs);
    }
    return switch (found.get()) {
      case CallMatch.Match.Live(Call call) -> add(call, report, verdicts, untilNs);
      case CallMatch.Match.Stream(RtpStream stream) ->
          add(callOf(stream, atNs), report, verdicts, untilNs);
      case CallMatch.Match.Finished(FinishedCalls.Entry entry) -> late(entry, verdicts);
    };
  }

  private boolean add(Call call, VqReport report, List<PhoneVerdict> verdicts, long untilNs) {
    boolean isNew = false;
    for (PhoneVerdict verdict : verdicts) {
      isNew |= calls.reported(call, verdict);
    }
    if (isReportedOnly(call)) {
      conclude(call, report, untilNs);
    }
    return isNew || report.kind() == VqReport.Kind.INTERVAL;
  }

  private static boolean isReportedOnly(Call call) {
    return !call.hadMedia && call.signalledBy().isEmpty();
  }

  /** Nobody saw it end, and its last report tells that it has. */
  private void conclude(Call call, VqReport report, long untilNs) {
    call.touch(untilNs);
    if (report.last() || report.kind() == VqReport.Kind.SESSION) {
      call.state = call.state.afterSilence(untilNs);
    }
    calls.changed(call);
  }

  private Call callOf(RtpStream stream, long atNs) {
    Call call = calls.openUnsignalled(StreamOwner.of(stream).site, atNs);
    calls.join(call, stream);
    return call;
  }

  boolean late(FinishedCalls.Entry entry, List<PhoneVerdict> verdicts) {
    entry
        .record()
        .ifPresent(record -> events.onLateReport(new LateReport(record, entry.revise(), verdicts)));
    return false;
  }

  /** A call that nobody else told of; who called whom is known when the report says. */
  private Call open(VqReport report, IpAddress reporter, long atNs) {
    IpAddress far = report.remoteEnd().address().orElse(reporter);
    Call call = calls.open(report.callId(), "", places.site(reporter, far), atNs);
    call.trunk = places.trunk(reporter, far);
    String originator = report.originator();
    if (!originator.isEmpty()) {
      boolean byReporter = originator.equals(report.localUser());
      call.from = SipAddress.user(originator);
      call.to = SipAddress.user(byReporter ? report.remoteUser() : report.localUser());
    }
    return call;
  }

  /** The headers of a BYE or of its answer, from whom they come. */
  void onStatistics(Call call, SipHeaders headers, Sighting sighting) {
    for (CallStatistics statistics : StatisticsReader.read(headers)) {
      IpAddress sender = sighting.source();
      statisticsHeaders
          .verdicts(
              statistics,
              sender,
              headers.userAgent().orElse(""),
              codecHeardBy(call, sender),
              sighting.atNs())
          .forEach(
              verdict -> {
                show(verdict, calls.reported(call, verdict));
              });
    }
  }

  /** What a record of statistics says, whose codec nobody else is asked for. */
  List<PhoneVerdict> verdicts(CallStatistics of, IpAddress sender, String userAgent, long atNs) {
    return statisticsHeaders.verdicts(of, sender, userAgent, Optional.empty(), atNs);
  }

  private Optional<Codec> codecHeardBy(Call call, IpAddress phone) {
    return call.streams.stream()
        .filter(stream -> stream.destination().equals(phone))
        .map(RtpStream::codec)
        .findFirst()
        .or(
            () ->
                call.ended().stream()
                    .filter(stream -> stream.destination().equals(phone))
                    .map(stream -> stream.codec())
                    .findFirst())
        .flatMap(codecs::named);
  }

  /**
   * At the phone that says it, and only there: what it heard, and what it was told of what it said.
   */
  void show(PhoneVerdict verdict, boolean counts) {
    Direction direction = verdict.relayed() ? Direction.SENT : Direction.RECEIVED;
    endpoints
        .see(verdict.reporter(), verdict.atNs())
        .ifPresent(
            phone -> {
              FigureSlot slot = endpoints.slot(phone, direction, Source.PHONE);
              slot.add(verdict, counts);
              slot.publish();
              verdict.figure(PhoneFigure.MOS_LQ).ifPresent(phone::heard);
            });
  }

  void gauge(Table.Gauge gauge) {
    taken.gauge(gauge);
    finished.gauge(gauge);
  }
}
