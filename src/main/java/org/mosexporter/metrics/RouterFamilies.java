package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.counter;
import static org.mosexporter.metrics.Family.gauge;
import static org.mosexporter.metrics.Family.info;

import java.util.List;

/** What routers said in their last polls: the {@code voip_router_*} families. */
final class RouterFamilies {
  private static final String[] PORT = {"site", "router", "interface"};
  private static final String[] TRAFFIC = {"site", "router", "interface", "direction"};
  private static final String POLLED = " As of the last poll.";

  static final Family UP =
      gauge(
          "voip_router_up", "Whether the last poll was answered (1) or not (0).", "site", "router");
  static final Family LAST_SUCCESS =
      gauge(
          "voip_router_last_success_timestamp_seconds",
          "When the last good poll ended.",
          "site",
          "router");
  static final Family POLL_DURATION =
      gauge(
          "voip_router_poll_duration_seconds",
          "Time that the last poll took, good or not.",
          "site",
          "router");
  static final Family MODULE_UP =
      gauge(
          "voip_router_module_up",
          "Whether a module worked (1) in the last poll or not (0).",
          "site",
          "router",
          "module");

  static final Family INTERFACE_INFO =
      info(
          "voip_router_interface_info",
          "What is known of an interface; always 1.",
          "site",
          "router",
          "interface",
          "alias",
          "description");
  static final Family INTERFACE_UP =
      gauge("voip_router_interface_up", "Whether the interface is operationally up.", PORT);
  static final Family SPEED =
      gauge(
          "voip_router_interface_speed_bits_per_second",
          "Speed of the port, not of a shaper on it.",
          PORT);
  static final Family HALF_DUPLEX =
      gauge(
          "voip_router_interface_half_duplex",
          "Whether the port runs half duplex (1) or full (0).",
          PORT);
  static final Family INTERFACE_BYTES =
      counter("voip_router_interface_bytes_total", "Octets carried." + POLLED, TRAFFIC);
  static final Family INTERFACE_PACKETS =
      counter("voip_router_interface_packets_total", "Packets carried." + POLLED, TRAFFIC);
  static final Family INTERFACE_ERRORS =
      counter("voip_router_interface_errors_total", "Packets with errors." + POLLED, TRAFFIC);
  static final Family INTERFACE_DISCARDS =
      counter(
          "voip_router_interface_discards_total", "Good packets thrown away." + POLLED, TRAFFIC);

  static List<Family> all() {
    return List.of(
        UP,
        LAST_SUCCESS,
        POLL_DURATION,
        MODULE_UP,
        INTERFACE_INFO,
        INTERFACE_UP,
        SPEED,
        HALF_DUPLEX,
        INTERFACE_BYTES,
        INTERFACE_PACKETS,
        INTERFACE_ERRORS,
        INTERFACE_DISCARDS);
  }

  private RouterFamilies() {}
}
