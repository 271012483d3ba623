package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.gauge;
import static org.mosexporter.metrics.Family.info;

import java.util.List;

/**
 * What routers' own probes find on paths: {@code voip_router_ipsla_*}, {@code voip_router_link_*}.
 */
final class PathFamilies {
  private static final String[] OPERATION = {"site", "router", "operation", "target"};
  private static final String[] ONE_WAY = {"site", "router", "operation", "target", "direction"};
  private static final String[] LINK = {"site", "router", "check", "link"};
  private static final String LAST_RUN = " Of the operation's last run only.";

  static final Family IPSLA_INFO =
      info(
          "voip_router_ipsla_info",
          "What an IP SLA operation sends; always 1.",
          "site",
          "router",
          "operation",
          "target",
          "tag",
          "type",
          "dscp",
          "codec");
  static final Family IPSLA_SUCCESS =
      gauge(
          "voip_router_ipsla_success",
          "Whether the target answered (1) or not (0)." + LAST_RUN,
          OPERATION);
  static final Family IPSLA_MOS =
      gauge(
          "voip_router_ipsla_mos",
          "MOS as the router computed it, 1 to 5; absent where it could not." + LAST_RUN,
          OPERATION);
  static final Family IPSLA_ROUND_TRIP =
      gauge("voip_router_ipsla_round_trip_seconds", "Mean round-trip time." + LAST_RUN, OPERATION);
  static final Family IPSLA_LOST =
      gauge(
          "voip_router_ipsla_lost_packets",
          "Packets lost: output to the target, input back, unknown where the router cannot tell."
              + LAST_RUN,
          ONE_WAY);
  static final Family IPSLA_JITTER =
      gauge(
          "voip_router_ipsla_jitter_seconds",
          "Mean difference of delay between packets: output to the target, input back." + LAST_RUN,
          ONE_WAY);

  static final Family LINK_ALIVE =
      gauge(
          "voip_router_link_alive",
          "Whether the router's health check finds a WAN link alive (1) or dead (0).",
          LINK);
  static final Family LINK_LATENCY =
      gauge(
          "voip_router_link_latency_seconds",
          "Mean round-trip time of the health check's last probes.",
          LINK);
  static final Family LINK_JITTER =
      gauge(
          "voip_router_link_jitter_seconds",
          "Mean jitter of the health check's last probes.",
          LINK);
  static final Family LINK_LOST =
      gauge(
          "voip_router_link_lost_ratio",
          "Share of the health check's last probes that were lost, 0 to 1.",
          LINK);

  static List<Family> all() {
    return List.of(
        IPSLA_INFO,
        IPSLA_SUCCESS,
        IPSLA_MOS,
        IPSLA_ROUND_TRIP,
        IPSLA_LOST,
        IPSLA_JITTER,
        LINK_ALIVE,
        LINK_LATENCY,
        LINK_JITTER,
        LINK_LOST);
  }

  private PathFamilies() {}
}
