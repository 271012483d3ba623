package org.mosexporter.call;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.config.Quality;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Scorer;

/** Codecs as phones name them, and what we make of what a phone measured of one. */
final class PhoneCodecs {
  private static final int LAST_STATIC_TYPE = 34;

  /** Packets of which a ratio is of so many. */
  private static final long BASE = 1_000_000;

  private static final Map<String, String> OTHER_NAMES =
      Map.of("g711u", "PCMU", "g711a", "PCMA", "g711ulaw", "PCMU", "g711alaw", "PCMA");

  /** Codecs whose timestamps tick so, whatever they sample (RFC 3551 §6). */
  private static final Set<String> EIGHT_KHZ = Set.of("G.711", "G.722", "G.729A", "G.723.1");

  private final Codecs codecs;
  private final Scorer scorer = new Scorer();

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
   * The score of losses and delays that were measured; empty when no losses were. Losses count as
   * random: how long their bursts were and how dense does not tell how many packets each took.
   */
  Optional<Score> score(Codec codec, Map<PhoneFigure, Double> figures) {
    Double lost = figures.get(PhoneFigure.LOSS_RATIO);
    if (lost == null) {
      return Optional.empty();
    }
    double discarded = figures.getOrDefault(PhoneFigure.DISCARD_RATIO, 0.0);
    return scorerFor(figures)
        .score(
            codec,
            BASE,
            Math.round(lost * BASE),
            Math.round(discarded * BASE),
            1,
            oneWayDelayMs(figures));
  }

  private Scorer scorerFor(Map<PhoneFigure, Double> figures) {
    Double rerlDb = figures.get(PhoneFigure.RERL_DB);
    return rerlDb == null ? scorer : Scorer.withEchoReturnLoss(rerlDb);
  }

  /** As told; else half the round trip, and as much in both phones as in this one. */
  private static OptionalDouble oneWayDelayMs(Map<PhoneFigure, Double> figures) {
    Double told = figures.get(PhoneFigure.ONE_WAY_DELAY_SECONDS);
    if (told != null) {
      return OptionalDouble.of(told * 1e3);
    }
    Double roundTrip = figures.get(PhoneFigure.ROUND_TRIP_SECONDS);
    Double endSystem = figures.get(PhoneFigure.END_SYSTEM_DELAY_SECONDS);
    return roundTrip == null || endSystem == null
        ? OptionalDouble.empty()
        : OptionalDouble.of((roundTrip / 2 + endSystem) * 1e3);
  }
}
