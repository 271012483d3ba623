package org.mosexporter.quality;

import java.util.Map;
import org.mosexporter.config.Quality;

/** What a user may have set under {@code quality}. */
final class QualitySettings {
  static Quality withoutPlc() {
    return with(false, Map.of());
  }

  static Quality withCodecs(Map<String, Quality.Impairment> codecs) {
    return with(true, codecs);
  }

  private static Quality with(boolean plc, Map<String, Quality.Impairment> codecs) {
    Quality defaults = Quality.defaults();
    return new Quality(
        defaults.interval(),
        defaults.expectedDscp(),
        plc,
        defaults.jitterBuffer(),
        Map.of(),
        codecs,
        Map.of());
  }

  private QualitySettings() {}
}
