package org.mosexporter.config;

import java.time.Duration;
import java.util.Map;

/**
 * How intervals are scored.
 *
 * @param interval length of the unit that is scored
 * @param expectedDscp code point that voice should carry, 0–63
 * @param plc whether G.711 receivers conceal lost packets (ITU-T G.711 Appendix I)
 * @param jitterBufferNominal delay that a receiver's buffer is taken to add when nobody measured it
 * @param payloadTypes dynamic payload type to encoding, such as 97 → "opus/48000"
 * @param codecs codec name to impairment, over the built-in table
 */
public record Quality(
    Duration interval,
    int expectedDscp,
    boolean plc,
    Duration jitterBufferNominal,
    Map<Integer, String> payloadTypes,
    Map<String, Impairment> codecs) {
  public Quality {
    payloadTypes = Map.copyOf(payloadTypes);
    codecs = Map.copyOf(codecs);
  }

  /**
   * A codec's impairment as the user knows it.
   *
   * @param ie points of R lost without packet loss (ITU-T G.113), 0–95
   * @param bpl packet-loss robustness (ITU-T G.113), above 0
   */
  public record Impairment(double ie, double bpl) {}

  public static Quality defaults() {
    return new Quality(Duration.ofSeconds(10), 46, true, Duration.ofMillis(40), Map.of(), Map.of());
  }
}
