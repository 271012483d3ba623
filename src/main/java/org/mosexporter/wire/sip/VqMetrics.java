package org.mosexporter.wire.sip;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one end of a call received (RFC 6035 §4.6.1). What it does not know is absent.
 *
 * @param startNs of what is reported on, nanoseconds since 1970-01-01 UTC
 * @param texts by token in upper case: PD the codec's name, FMTP, SSUP, and the names of the
 *     algorithms that made the estimates, such as QOEESTALG
 */
public record VqMetrics(
    OptionalLong startNs,
    OptionalLong stopNs,
    Map<VqMetric, Double> values,
    Map<String, String> texts) {
  public VqMetrics {
    values = Map.copyOf(values);
    texts = Map.copyOf(texts);
  }

  public OptionalDouble value(VqMetric metric) {
    Double value = values.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The codec as the reporter calls it; empty when it does not say. */
  public Optional<String> codecName() {
    return Optional.ofNullable(texts.get("PD"));
  }
}
