package org.mosexporter.metrics;

import java.util.List;
import java.util.Map;

/** What one usually asks of a family, in PromQL. */
final class ExampleQuery {
  private static final Map<String, String> OWN =
      Map.of(
          "voip_endpoint_mos_lq",
          "bottomk(10, voip_endpoint_mos_lq{direction=\"received\"})",
          "voip_endpoint_mos_lq_score_sum_total",
          "sum by (site, endpoint, scale, source) (rate(voip_endpoint_mos_lq_score_sum_total[1h]))"
              + " / sum by (site, endpoint, scale, source)"
              + " (rate(voip_endpoint_mos_lq_scored_intervals_total[1h]))",
          "voip_endpoint_packets_lost_total",
          "sum by (site, endpoint, direction, source) (rate(voip_endpoint_packets_lost_total[5m]))"
              + " / (sum by (site, endpoint, direction, source) (rate(voip_endpoint_packets_total[5m]))"
              + " + sum by (site, endpoint, direction, source) (rate(voip_endpoint_packets_lost_total[5m])))",
          "voip_intervals_below_target_total",
          "1 - sum by (site, scale) (rate(voip_intervals_below_target_total[1h]))"
              + " / sum by (site, scale) (rate(voip_scored_intervals_total[1h]))",
          "voip_calls_total",
          "sum by (site, trunk, result) (increase(voip_calls_total[1d]))",
          "voip_router_interface_bytes_total",
          "8 * rate(voip_router_interface_bytes_total[5m])"
              + " / ignoring (direction) group_left voip_router_interface_speed_bits_per_second");

  static String of(Family family) {
    String own = OWN.get(family.name());
    return own != null
        ? own
        : switch (family.kind()) {
          case GAUGE -> timestamp(family) ? "time() - " + family.name() : family.name();
          case COUNTER -> summed(family, "", "increase(%s[1h])");
          case INFO -> "count" + by(family) + " (" + family.name() + ")";
          case HISTOGRAM ->
              summed(family, "_sum", "rate(%s[1h])")
                  + " / "
                  + summed(family, "_count", "rate(%s[1h])");
        };
  }

  private static boolean timestamp(Family family) {
    return family.name().endsWith("_timestamp_seconds");
  }

  private static String summed(Family family, String suffix, String of) {
    return "sum" + by(family) + " (" + of.formatted(family.name() + suffix) + ")";
  }

  /** By the labels that matter most, which come first; and never over scales or sources. */
  private static String by(Family family) {
    List<String> labels =
        family.labels().stream()
            .filter(
                label ->
                    family.labels().indexOf(label) < 2
                        || label.equals("scale")
                        || label.equals("source"))
            .toList();
    return labels.isEmpty() ? "" : " by (" + String.join(", ", labels) + ")";
  }

  private ExampleQuery() {}
}
