package org.mosexporter.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How intervals are scored.
 *
 * @param interval length of the unit that is scored
 * @param expectedDscp code point that voice should carry, 0–63
 * @param plc whether G.711 receivers conceal lost packets (ITU-T G.711 Appendix I)
 * @param jitterBuffer of listeners whose model is not in {@code models}
 * @param payloadTypes dynamic payload type to encoding, such as 97 → "opus/48000"
 * @param codecs codec name to impairment, over the built-in table
 * @param models phone model, as its User-Agent tells, to its jitter buffer
 */
public record Quality(
    Duration interval,
    int expectedDscp,
    boolean plc,
    JitterBuffer jitterBuffer,
    Map<Integer, String> payloadTypes,
    Map<String, Impairment> codecs,
    Map<String, JitterBuffer> models) {
  public Quality {
    payloadTypes = Map.copyOf(payloadTypes);
    codecs = Map.copyOf(codecs);
    Map<String, JitterBuffer> byName = new HashMap<>();
    models.forEach((name, buffer) -> byName.put(folded(name), buffer));
    models = Map.copyOf(byName);
  }

  /**
   * A codec's impairment as the user knows it.
   *
   * @param ie points of R lost without packet loss (ITU-T G.113), 0–95
   * @param bpl packet-loss robustness (ITU-T G.113), above 0
   */
  public record Impairment(double ie, double bpl) {}

  /** The jitter buffer of a phone. */
  public JitterBuffer jitterBuffer(String model) {
    return models.isEmpty() ? jitterBuffer : models.getOrDefault(folded(model), jitterBuffer);
  }

  /** Phones write VVX_450 where people write VVX 450. */
  private static String folded(String model) {
    return model.replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  public static Quality defaults() {
    return new Quality(
        Duration.ofSeconds(10), 46, true, JitterBuffer.defaults(), Map.of(), Map.of(), Map.of());
  }
}
