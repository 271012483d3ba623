package org.mosexporter.call;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Codec;
import org.mosexporter.wire.sip.VqMetric;
import org.mosexporter.wire.sip.VqMetrics;
import org.mosexporter.wire.sip.VqReport;
import org.mosexporter.wire.sip.VqReport.End;

/** Quality reports of phones (RFC 6035) as verdicts: on what they hear, and on what the other. */
final class QualityReports {
  static final String ORIGIN = "vq-rtcpxr";

  /** A clock that is further off is set to nothing, and tells nothing. */
  private static final long BELIEVED_NS = 15 * 60_000_000_000L;

  private static final double USUAL_PACKET_SECONDS = 0.02;
  private static final long AHEAD_NS = 5_000_000_000L;

  private final PhoneCodecs codecs;

  QualityReports(PhoneCodecs codecs) {
    this.codecs = codecs;
  }

  /**
   * What a report says.
   *
   * @param reporter the phone's address as we know the phone by
   * @param atNs arrival
   */
  List<PhoneVerdict> verdicts(VqReport report, IpAddress reporter, String userAgent, long atNs) {
    List<PhoneVerdict> verdicts = new ArrayList<>(2);
    PhoneVerdict.Scope scope =
        switch (report.kind()) {
          case SESSION -> PhoneVerdict.Scope.WHOLE;
          case INTERVAL -> PhoneVerdict.Scope.PART;
          case ALERT -> PhoneVerdict.Scope.MOMENT;
        };
    MediaFlow heard = flow(report.remoteEnd(), report.localEnd());
    Optional<VqMetrics> remote = report.remote();
    Told told = new Told(reporter, userAgent, scope, atNs);
    told.add(verdicts, report.local(), remote, heard, false);
    MediaFlow sent = flow(report.localEnd(), report.remoteEnd());
    remote.ifPresent(far -> told.add(verdicts, far, Optional.of(report.local()), sent, true));
    return verdicts;
  }

  /** Both directions that a report tells the addresses of. */
  static List<MediaFlow> flows(VqReport report) {
    return List.of(
        flow(report.remoteEnd(), report.localEnd()), flow(report.localEnd(), report.remoteEnd()));
  }

  /** RFC 6035 §4.6.2: the SSRC at an address is of the stream that is sent from there. */
  private static MediaFlow flow(End source, End destination) {
    return new MediaFlow(
        source.address(),
        source.port().orElse(0),
        destination.address(),
        destination.port().orElse(0),
        source.ssrcs());
  }

  /** What both directions of one report have in common. */
  private final class Told {
    private final IpAddress reporter;
    private final String userAgent;
    private final PhoneVerdict.Scope scope;
    private final long atNs;

    Told(IpAddress reporter, String userAgent, PhoneVerdict.Scope scope, long atNs) {
      this.reporter = reporter;
      this.userAgent = userAgent;
      this.scope = scope;
      this.atNs = atNs;
    }

    void add(
        List<PhoneVerdict> to,
        VqMetrics metrics,
        Optional<VqMetrics> other,
        MediaFlow flow,
        boolean relayed) {
      Map<PhoneFigure, Double> figures = figures(metrics);
      if (figures.isEmpty()) {
        return;
      }
      boolean believed = isBelieved(metrics, atNs);
      Optional<Codec> codec = codec(metrics).or(() -> other.flatMap(QualityReports.this::codec));
      Map<PhoneFigure, Double> back = other.map(QualityReports::figures).orElse(Map.of());
      to.add(
          new PhoneVerdict(
              ORIGIN,
              reporter,
              userAgent,
              relayed,
              scope,
              flow,
              believed ? metrics.startNs() : OptionalLong.empty(),
              believed ? metrics.stopNs() : OptionalLong.empty(),
              codec.map(Codec::name).or(metrics::codecName).orElse(""),
              codec.map(Codec::scale),
              figures,
              codec.flatMap(one -> codecs.score(one, figures, back, packetSeconds(metrics))),
              1,
              atNs));
    }
  }

  /** As told; else as most do it. */
  private static double packetSeconds(VqMetrics metrics) {
    OptionalDouble perSecond = metrics.value(VqMetric.PPS);
    OptionalDouble frameMs = metrics.value(VqMetric.FD);
    if (perSecond.isPresent()) {
      return 1 / perSecond.getAsDouble();
    }
    return frameMs.isPresent()
        ? frameMs.getAsDouble() * metrics.value(VqMetric.FPP).orElse(1) / 1e3
        : USUAL_PACKET_SECONDS;
  }

  private static boolean isBelieved(VqMetrics metrics, long atNs) {
    OptionalLong last = metrics.stopNs().isPresent() ? metrics.stopNs() : metrics.startNs();
    return last.isPresent()
        && last.getAsLong() >= atNs - BELIEVED_NS
        && last.getAsLong() <= atNs + AHEAD_NS;
  }

  private Optional<Codec> codec(VqMetrics metrics) {
    OptionalDouble type = metrics.value(VqMetric.PT);
    Optional<Codec> byType =
        type.isEmpty() ? Optional.empty() : codecs.ofType((int) type.getAsDouble());
    OptionalDouble rateHz = metrics.value(VqMetric.SR);
    return byType
        .or(
            () ->
                rateHz.isEmpty()
                    ? Optional.empty()
                    : metrics
                        .codecName()
                        .flatMap(name -> codecs.named(name + "/" + (int) rateHz.getAsDouble())))
        .or(() -> metrics.codecName().flatMap(codecs::named));
  }

  private static Map<PhoneFigure, Double> figures(VqMetrics metrics) {
    Map<PhoneFigure, Double> figures = new EnumMap<>(PhoneFigure.class);
    put(figures, PhoneFigure.LOSS_RATIO, metrics.value(VqMetric.NLR), 0.01);
    put(figures, PhoneFigure.DISCARD_RATIO, metrics.value(VqMetric.JDR), 0.01);
    put(figures, PhoneFigure.BURST_DENSITY, metrics.value(VqMetric.BLD), 0.01);
    put(figures, PhoneFigure.BURST_SECONDS, metrics.value(VqMetric.BD), 1e-3);
    put(figures, PhoneFigure.GAP_DENSITY, metrics.value(VqMetric.GLD), 0.01);
    put(figures, PhoneFigure.GAP_SECONDS, metrics.value(VqMetric.GD), 1e-3);
    put(figures, PhoneFigure.JITTER_SECONDS, metrics.value(VqMetric.IAJ), 1e-3);
    put(figures, PhoneFigure.ROUND_TRIP_SECONDS, metrics.value(VqMetric.RTD), 1e-3);
    put(figures, PhoneFigure.END_SYSTEM_DELAY_SECONDS, metrics.value(VqMetric.ESD), 1e-3);
    put(figures, PhoneFigure.ONE_WAY_DELAY_SECONDS, oneWayMs(metrics), 1e-3);
    put(figures, PhoneFigure.RERL_DB, metrics.value(VqMetric.RERL), 1);
    put(figures, PhoneFigure.MOS_LQ, metrics.value(VqMetric.MOSLQ), 1);
    put(figures, PhoneFigure.MOS_CQ, metrics.value(VqMetric.MOSCQ), 1);
    put(figures, PhoneFigure.R_LQ, metrics.value(VqMetric.RLQ), 1);
    put(figures, PhoneFigure.R_CQ, metrics.value(VqMetric.RCQ), 1);
    return figures;
  }

  /** SOWD is made of RTD (RFC 6035 §4.6.2): without the one, the other is half of nothing. */
  private static OptionalDouble oneWayMs(VqMetrics metrics) {
    OptionalDouble told = metrics.value(VqMetric.OWD);
    return told.isPresent() || metrics.value(VqMetric.RTD).isEmpty()
        ? told
        : metrics.value(VqMetric.SOWD);
  }

  private static void put(
      Map<PhoneFigure, Double> figures, PhoneFigure figure, OptionalDouble value, double unit) {
    value.ifPresent(known -> figures.put(figure, known * unit));
  }
}
