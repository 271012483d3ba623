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
import org.mosexporter.wire.sip.CallStatistics;
import org.mosexporter.wire.sip.CallStatistics.JitterUnit;
import org.mosexporter.wire.sip.CallStatistics.MediaEnd;
import org.mosexporter.wire.sip.CallStatistics.Side;

/**
 * Statistics in a BYE, or in the answer to one, as verdicts on what their sender heard and sent.
 */
final class StatisticsHeaders {
  /** Only lengths of bursts are reckoned with it, of which no header tells. */
  private static final double USUAL_PACKET_SECONDS = 0.02;

  private final PhoneCodecs codecs;

  StatisticsHeaders(PhoneCodecs codecs) {
    this.codecs = codecs;
  }

  /**
   * What a header says.
   *
   * @param sender of the message
   * @param otherwise the codec of its streams as far as others know
   * @param atNs when it was sent: the media ended by then
   */
  List<PhoneVerdict> verdicts(
      CallStatistics of, IpAddress sender, String userAgent, Optional<Codec> otherwise, long atNs) {
    IpAddress here = address(of.local()).orElse(sender);
    int port = port(of.local());
    Optional<IpAddress> there = address(of.remote());
    MediaFlow heard = new MediaFlow(there, port(of.remote()), Optional.of(here), port, List.of());
    MediaFlow said = new MediaFlow(Optional.of(here), port, there, port(of.remote()), List.of());
    List<PhoneVerdict> verdicts = new ArrayList<>(2);
    Map<PhoneFigure, Double> received = figures(of.received());
    opinion(of, received);
    Map<PhoneFigure, Double> sent = figures(of.sent());
    sent.remove(PhoneFigure.PACKETS); // sent, and who knows how many came
    Verdict verdict = new Verdict(of, sender, userAgent, otherwise, atNs);
    verdict.on(heard, of.received().codec(), received, false).ifPresent(verdicts::add);
    verdict.on(said, of.sent().codec(), sent, true).ifPresent(verdicts::add);
    return verdicts;
  }

  /** Phones that listen on all their addresses say that it is 0.0.0.0. */
  private static Optional<IpAddress> address(Optional<MediaEnd> end) {
    return end.map(MediaEnd::address).filter(address -> !address.isUnspecified());
  }

  private static int port(Optional<MediaEnd> end) {
    return end.map(known -> known.port().orElse(0)).orElse(0);
  }

  /** What both directions of one header have in common. */
  private final class Verdict {
    private final CallStatistics of;
    private final IpAddress sender;
    private final String userAgent;
    private final Optional<Codec> otherwise;
    private final long atNs;

    Verdict(
        CallStatistics of,
        IpAddress sender,
        String userAgent,
        Optional<Codec> otherwise,
        long atNs) {
      this.of = of;
      this.sender = sender;
      this.userAgent = userAgent;
      this.otherwise = otherwise;
      this.atNs = atNs;
    }

    Optional<PhoneVerdict> on(
        MediaFlow flow, String told, Map<PhoneFigure, Double> figures, boolean relayed) {
      if (figures.isEmpty()) {
        return Optional.empty();
      }
      Optional<Codec> codec = codecs.named(told).or(() -> otherwise);
      return Optional.of(
          new PhoneVerdict(
              of.header(),
              sender,
              userAgent,
              relayed,
              PhoneVerdict.Scope.WHOLE,
              flow,
              startNs(),
              OptionalLong.of(atNs),
              codec.map(Codec::name).orElse(told),
              codec.map(Codec::scale),
              figures,
              codec.flatMap(known -> codecs.score(known, figures, Map.of(), USUAL_PACKET_SECONDS)),
              1,
              atNs));
    }

    private OptionalLong startNs() {
      OptionalLong seconds = of.durationSeconds();
      return seconds.isEmpty()
          ? seconds
          : OptionalLong.of(atNs - Math.min(seconds.getAsLong(), 86_400 * 365L) * 1_000_000_000L);
    }
  }

  private static void opinion(CallStatistics of, Map<PhoneFigure, Double> figures) {
    put(figures, PhoneFigure.MOS_LQ, of.mos());
    put(figures, PhoneFigure.MOS_CQ, of.mosCq());
    boolean oneWay = of.header().equals("rtp-rxstat"); // VoOneWayDelayMs
    OptionalDouble latency = of.latencyMs();
    if (latency.isPresent()) {
      figures.put(
          oneWay ? PhoneFigure.ONE_WAY_DELAY_SECONDS : PhoneFigure.LATENCY_SECONDS,
          latency.getAsDouble() / 1e3);
    }
    put(figures, PhoneFigure.CONCEALED_RATIO, of.concealedRatio());
    put(figures, PhoneFigure.CONCEALED_SECONDS, of.concealedSeconds());
    put(figures, PhoneFigure.SEVERELY_CONCEALED_SECONDS, of.severelyConcealedSeconds());
  }

  private Map<PhoneFigure, Double> figures(Side side) {
    Map<PhoneFigure, Double> figures = new EnumMap<>(PhoneFigure.class);
    put(figures, PhoneFigure.PACKETS, side.packets());
    put(figures, PhoneFigure.EXPECTED, side.expected());
    put(figures, PhoneFigure.LOST, side.lost());
    put(figures, PhoneFigure.DISCARDED, side.discarded());
    put(figures, PhoneFigure.JITTER_SECONDS, jitterSeconds(side));
    OptionalLong expected = expected(side);
    if (expected.isPresent() && expected.getAsLong() > 0) {
      ratio(figures, PhoneFigure.LOSS_RATIO, side.lost(), expected.getAsLong());
      ratio(figures, PhoneFigure.DISCARD_RATIO, side.discarded(), expected.getAsLong());
    }
    return figures;
  }

  /** As told; else what came and what did not. */
  private static OptionalLong expected(Side side) {
    return side.expected().isPresent() || side.packets().isEmpty() || side.lost().isEmpty()
        ? side.expected()
        : OptionalLong.of(side.packets().getAsLong() + side.lost().getAsLong());
  }

  private static void ratio(
      Map<PhoneFigure, Double> figures, PhoneFigure figure, OptionalLong part, long whole) {
    part.ifPresent(known -> figures.put(figure, Math.min(1.0, (double) known / whole)));
  }

  private OptionalDouble jitterSeconds(Side side) {
    if (side.jitter().isEmpty()) {
      return side.jitter();
    }
    double jitter = side.jitter().getAsDouble();
    if (side.jitterUnit() == JitterUnit.MILLISECONDS) {
      return OptionalDouble.of(jitter / 1e3);
    }
    OptionalLong clockRateHz = codecs.clockRateHz(side.codec());
    return clockRateHz.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(jitter / clockRateHz.getAsLong());
  }

  private static void put(
      Map<PhoneFigure, Double> figures, PhoneFigure figure, OptionalLong value) {
    value.ifPresent(known -> figures.put(figure, (double) known));
  }

  private static void put(
      Map<PhoneFigure, Double> figures, PhoneFigure figure, OptionalDouble value) {
    value.ifPresent(known -> figures.put(figure, known));
  }
}
