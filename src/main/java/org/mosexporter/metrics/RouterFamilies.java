package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.counter;
import static org.mosexporter.metrics.Family.gauge;
import static org.mosexporter.metrics.Family.info;

import java.util.List;

/** What routers said in their last polls: the {@code voip_router_*} families. */
final class RouterFamilies {
  private static final String[] PORT = {"site", "router", "interface"};
  private static final String[] TRAFFIC = {"site", "router", "interface", "direction"};
  private static final String[] CLASS = {
    "site", "router", "interface", "direction", "policy", "class"
  };
  private static final String[] DROP = {
    "site", "router", "interface", "direction", "policy", "class", "reason"
  };
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

  static final Family CLASS_INFO =
      info(
          "voip_router_class_info",
          "What a leaf traffic class matches; always 1.",
          "site",
          "router",
          "interface",
          "direction",
          "policy",
          "class",
          "match",
          "dscp",
          "priority");
  static final Family CLASS_PACKETS =
      counter(
          "voip_router_class_packets_total",
          "Packets of a leaf class before the policy." + POLLED,
          CLASS);
  static final Family CLASS_BYTES =
      counter(
          "voip_router_class_bytes_total",
          "Octets of a leaf class before the policy." + POLLED,
          CLASS);
  static final Family CLASS_DROPPED_PACKETS =
      counter(
          "voip_router_class_dropped_packets_total",
          "Packets of a leaf class that the policy dropped." + POLLED,
          DROP);
  static final Family CLASS_DROPPED_BYTES =
      counter(
          "voip_router_class_dropped_bytes_total",
          "Octets of a leaf class that the policy dropped." + POLLED,
          DROP);
  static final Family QUEUE_PACKETS =
      gauge("voip_router_queue_packets", "Packets waiting in the class's queue." + POLLED, CLASS);
  static final Family QUEUE_LIMIT =
      gauge(
          "voip_router_queue_limit_packets",
          "Packets that fit in the class's queue." + POLLED,
          CLASS);

  static final Family SHAPER_RATE =
      gauge(
          "voip_router_shaper_rate_bits_per_second",
          "Rate that a class holding other classes is shaped to.",
          CLASS);
  static final Family SHAPER_PACKETS =
      counter(
          "voip_router_shaper_packets_total",
          "Packets of a class holding other classes, theirs included." + POLLED,
          CLASS);
  static final Family SHAPER_BYTES =
      counter(
          "voip_router_shaper_bytes_total",
          "Octets of a class holding other classes, theirs included." + POLLED,
          CLASS);
  static final Family SHAPER_DROPPED_PACKETS =
      counter(
          "voip_router_shaper_dropped_packets_total",
          "Packets dropped in a class holding other classes, theirs included." + POLLED,
          CLASS);
  static final Family SHAPER_DROPPED_BYTES =
      counter(
          "voip_router_shaper_dropped_bytes_total",
          "Octets dropped in a class holding other classes, theirs included." + POLLED,
          CLASS);

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
        INTERFACE_DISCARDS,
        CLASS_INFO,
        CLASS_PACKETS,
        CLASS_BYTES,
        CLASS_DROPPED_PACKETS,
        CLASS_DROPPED_BYTES,
        QUEUE_PACKETS,
        QUEUE_LIMIT,
        SHAPER_RATE,
        SHAPER_PACKETS,
        SHAPER_BYTES,
        SHAPER_DROPPED_PACKETS,
        SHAPER_DROPPED_BYTES);
  }

  private RouterFamilies() {}
}
