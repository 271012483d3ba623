package org.mosexporter.call;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.config.Quality;
import org.mosexporter.quality.BurstRatio;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Scorer;

/** Codecs as phones name them, and what we make of what a phone measured of one. */
final class PhoneCodecs {
  private static final int LAST_STATIC_TYPE = 34;

  /** As where reports tell of no bursts (decision 21). */
  private static final double UNKNOWN_BURST_RATIO = 1.5;

  /** Packets of which a ratio is of so many. */
  private static final long BASE = 1_000_000;

  private static final Map<String, String> OTHER_NAMES =
      Map.of("g711u", "PCMU", "g711a", "PCMA", "g711ulaw", "PCMU", "g711alaw", "PCMA");

  /** Codecs whose timestamps tick so, whatever they sample (RFC 3551 §6). */
  private static final Set<String> EIGHT_KHZ = Set.of("G.711", "G.722", "G.729A", "G.723.1");

  private final Codecs codecs;

  PhoneCodecs(Quality quality) {
    codecs = Codecs.of(quality);
  }

  /** By a name, an encoding name with its clock rate, or a static payload type. */
  Optional<Codec> named(String told) {
    String text = told.strip();
    if (text.matches("\\d{1,3}")) {
      return ofType(Integer.parseInt(text));
    }
    int slash = text.indexOf('/');
    String name = slash < 0 ? text : text.substring(0, slash);
    String rate = slash < 0 ? "" : text.substring(slash + 1);
    Optional<Codec> withRate =
        rate.matches("\\d{1,7}") ? codecs.find(name, Integer.parseInt(rate)) : Optional.empty();
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[._ -]", "");
    return withRate
        .or(() -> codecs.named(name))
        .or(() -> codecs.named(OTHER_NAMES.getOrDefault(plain, "")));
  }

  /** Of a stream's timestamps, by "opus/48000", else by its codec; empty when nobody knows. */
  OptionalLong clockRateHz(String told) {
    String rate = told.substring(told.indexOf('/') + 1).strip();
    if (told.indexOf('/') > 0 && rate.matches("[1-9]\\d{3,6}")) {
      return OptionalLong.of(Long.parseLong(rate));
    }
    return named(told).filter(codec -> EIGHT_KHZ.contains(codec.name())).isPresent()
        ? OptionalLong.of(8000)
        : OptionalLong.empty();
  }

  /** By a payload type whose meaning needs no signalling. */
  Optional<Codec> ofType(int payloadType) {
    return payloadType > LAST_STATIC_TYPE
        ? Optional.empty()
        : Codecs.staticPayloadType(payloadType)
            .flatMap(type -> codecs.find(type.encodingName(), type.clockRateHz()));
  }

  /**
   * The score of losses and delays that were measured, as that of extended reports is made
   * (decision 59); empty when no losses were.
   *
   * @param other figures of the stream back, as its receiver measured them; empty when unknown
   * @param packetSeconds speech in one packet
   */
  Optional<Score> score(
      Codec codec,
      Map<PhoneFigure, Double> figures,
      Map<PhoneFigure, Double> other,
      double packetSeconds) {
    Double lost = figures.get(PhoneFigure.LOSS_RATIO);
    if (lost == null) {
      return Optional.empty();
    }
    double discarded = figures.getOrDefault(PhoneFigure.DISCARD_RATIO, 0.0);
    return scorer(other)
        .score(
            codec,
            BASE,
            Math.round(lost * BASE),
            Math.round(discarded * BASE),
            burstRatio(figures, packetSeconds, lost + discarded),
            oneWayDelayMs(figures, other));
  }

  /** A listener hears of its own voice what the other phone lets through. */
  private static Scorer scorer(Map<PhoneFigure, Double> other) {
    Double rerlDb = other.get(PhoneFigure.RERL_DB);
    return rerlDb == null ? Scorer.USUAL : Scorer.withEchoReturnLoss(rerlDb);
  }

  private static double burstRatio(
      Map<PhoneFigure, Double> figures, double packetSeconds, double missingShare) {
    Double burst = figures.get(PhoneFigure.BURST_DENSITY);
    Double burstSeconds = figures.get(PhoneFigure.BURST_SECONDS);
    Double gap = figures.get(PhoneFigure.GAP_DENSITY);
    Double gapSeconds = figures.get(PhoneFigure.GAP_SECONDS);
    if (burst == null || burstSeconds == null || gap == null || gapSeconds == null) {
      return UNKNOWN_BURST_RATIO;
    }
    return burst > 0 && burst < 1 && gap < 1
        ? BurstRatio.ofBursts(
            burst, gap, burstSeconds / packetSeconds, gapSeconds / packetSeconds, missingShare)
        : UNKNOWN_BURST_RATIO;
  }

  /** As told; else half of the round trip and of what both phones add (RFC 3611 §4.7.3). */
  private static OptionalDouble oneWayDelayMs(
      Map<PhoneFigure, Double> figures, Map<PhoneFigure, Double> other) {
    Double told = figures.get(PhoneFigure.ONE_WAY_DELAY_SECONDS);
    if (told != null) {
      return OptionalDouble.of(told * 1e3);
    }
    Double roundTrip = figures.get(PhoneFigure.ROUND_TRIP_SECONDS);
    double here = figures.getOrDefault(PhoneFigure.END_SYSTEM_DELAY_SECONDS, 0.0);
    double there = other.getOrDefault(PhoneFigure.END_SYSTEM_DELAY_SECONDS, 0.0);
    if (roundTrip == null || (here <= 0 && there <= 0)) {
      return OptionalDouble.empty();
    }
    double both = (here > 0 ? here : there) + (there > 0 ? there : here);
    return OptionalDouble.of((roundTrip + both) / 2 * 1e3);
  }
}
