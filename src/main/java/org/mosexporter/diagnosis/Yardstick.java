package org.mosexporter.diagnosis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.config.Config;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.MissingPackets;
import org.mosexporter.quality.Scale;

/**
 * Makes faults comparable among streams of different codecs: what a loss would have cost G.711 with
 * concealment. By the same loss G.722 loses five times as many points (Bpl 4.3 against 25.1, ITU-T
 * G.113 Appendices I and IV), which says nothing of who lost packets. Used by one thread.
 */
final class Yardstick {
  private static final int MOST_NAMES = 256;

  private final Codecs codecs;
  private final Map<String, Optional<Codec>> known = new HashMap<>();

  Yardstick(Config config) {
    codecs = Codecs.of(config.quality());
  }

  /**
   * Points that G.711 would have lost.
   *
   * @param points that a stream lost by missing packets; NaN stays so
   */
  double points(Passage of, double points) {
    if (!(points > 0)) {
      return points;
    }
    return codec(of)
        .map(
            codec ->
                MissingPackets.of(
                        codec.scale(),
                        codec.ie(),
                        codec.bpl().getAsDouble(),
                        points,
                        OptionalDouble.empty())
                    .points(Scale.NARROWBAND, 0, Losses.BPL))
        .orElse(points);
  }

  private Optional<Codec> codec(Passage of) {
    if (known.size() > MOST_NAMES) {
      known.clear();
    }
    return known
        .computeIfAbsent(of.codec(), codecs::named)
        .filter(codec -> codec.scale() == of.scale() && codec.bpl().isPresent());
  }
}
