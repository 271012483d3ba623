package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.counter;
import static org.mosexporter.metrics.Family.gauge;
import static org.mosexporter.metrics.Family.info;

import java.util.List;
import java.util.stream.Stream;

/** Traffic classes and queues of routers: the {@code voip_router_class_*} families and theirs. */
final class ClassFamilies {
  private static final String[] CLASS = {
    "site", "router", "interface", "direction", "policy", "class"
  };
  private static final String[] DROP = with("reason");
  private static final String[] POLICED = with("outcome");
  private static final String[] DSCP = with("dscp");
  private static final String POLLED = " As of the last poll.";

  static final Family INFO =
      info(
          "voip_router_class_info",
          "What a leaf traffic class matches; always 1.",
          with("match", "dscp", "priority"));
  static final Family PACKETS =
      counter(
          "voip_router_class_packets_total",
          "Packets of a leaf class, before the policy where the device tells, else those it let"
              + " through."
              + POLLED,
          CLASS);
  static final Family BYTES =
      counter(
          "voip_router_class_bytes_total",
          "Octets of a leaf class, before the policy where the device tells, else those it let"
              + " through."
              + POLLED,
          CLASS);
  static final Family DROPPED_PACKETS =
      counter(
          "voip_router_class_dropped_packets_total",
          "Packets of a leaf class that the policy dropped." + POLLED,
          DROP);
  static final Family DROPPED_BYTES =
      counter(
          "voip_router_class_dropped_bytes_total",
          "Octets of a leaf class that the policy dropped." + POLLED,
          DROP);
  static final Family POLICED_PACKETS =
      counter(
          "voip_router_class_policed_packets_total",
          "Packets of a leaf class as its policer found them: conform, exceed, violate." + POLLED,
          POLICED);
  static final Family POLICED_BYTES =
      counter(
          "voip_router_class_policed_bytes_total",
          "Octets of a leaf class as its policer found them: conform, exceed, violate." + POLLED,
          POLICED);
  static final Family MARKED_PACKETS =
      counter(
          "voip_router_class_marked_packets_total",
          "Packets of a leaf class into which the router wrote this code point." + POLLED,
          DSCP);
  static final Family SET_DSCP =
      gauge(
          "voip_router_class_set_dscp",
          "Code point (0 to 63) that the router writes into packets of a leaf class.",
          CLASS);
  static final Family QUEUE_PACKETS =
      gauge("voip_router_queue_packets", "Packets waiting in the class's queue." + POLLED, CLASS);
  static final Family QUEUE_LIMIT =
      gauge(
          "voip_router_queue_limit_packets",
          "Packets that fit in the class's queue." + POLLED,
          CLASS);
  static final Family QUEUE_DROPPED_PACKETS =
      counter(
          "voip_router_queue_dropped_packets_total",
          "Of the packets that a leaf class dropped, those that its queue did." + POLLED,
          CLASS);
  static final Family QUEUE_DROPPED_BYTES =
      counter(
          "voip_router_queue_dropped_bytes_total",
          "Of the octets that a leaf class dropped, those that its queue did." + POLLED,
          CLASS);
  static final Family WRED_DROPPED_PACKETS =
      counter(
          "voip_router_wred_dropped_packets_total",
          "Packets that weighted random early detection dropped, by their code point; they are"
              + " among the class's drops."
              + POLLED,
          DSCP);

  static final Family SHAPER_RATE =
      gauge("voip_router_shaper_rate_bits_per_second", "Rate that a class is shaped to.", CLASS);
  static final Family SHAPER_ACTIVE =
      gauge(
          "voip_router_shaper_active",
          "Whether packets came faster than the shaper's rate (1) or not (0)." + POLLED,
          CLASS);
  static final Family SHAPER_QUEUE_PACKETS =
      gauge("voip_router_shaper_queue_packets", "Packets waiting in the shaper." + POLLED, CLASS);
  static final Family SHAPER_DELAYED_PACKETS =
      counter(
          "voip_router_shaper_delayed_packets_total",
          "Packets that the shaper held back." + POLLED,
          CLASS);
  static final Family SHAPER_DELAYED_BYTES =
      counter(
          "voip_router_shaper_delayed_bytes_total",
          "Octets that the shaper held back." + POLLED,
          CLASS);
  static final Family SHAPER_QUEUE_DROPPED_PACKETS =
      counter(
          "voip_router_shaper_queue_dropped_packets_total",
          "Packets that the shaper says it dropped; whether they are among its classes' drops"
              + " depends on the device."
              + POLLED,
          CLASS);
  static final Family SHAPER_QUEUE_DROPPED_BYTES =
      counter(
          "voip_router_shaper_queue_dropped_bytes_total",
          "Octets that the shaper says it dropped; whether they are among its classes' drops"
              + " depends on the device."
              + POLLED,
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

  private static String[] with(String... more) {
    return Stream.concat(Stream.of(CLASS), Stream.of(more)).toArray(String[]::new);
  }

  static List<Family> all() {
    return List.of(
        INFO,
        PACKETS,
        BYTES,
        DROPPED_PACKETS,
        DROPPED_BYTES,
        POLICED_PACKETS,
        POLICED_BYTES,
        MARKED_PACKETS,
        SET_DSCP,
        QUEUE_PACKETS,
        QUEUE_LIMIT,
        QUEUE_DROPPED_PACKETS,
        QUEUE_DROPPED_BYTES,
        WRED_DROPPED_PACKETS,
        SHAPER_RATE,
        SHAPER_ACTIVE,
        SHAPER_QUEUE_PACKETS,
        SHAPER_DELAYED_PACKETS,
        SHAPER_DELAYED_BYTES,
        SHAPER_QUEUE_DROPPED_PACKETS,
        SHAPER_QUEUE_DROPPED_BYTES,
        SHAPER_PACKETS,
        SHAPER_BYTES,
        SHAPER_DROPPED_PACKETS,
        SHAPER_DROPPED_BYTES);
  }

  private ClassFamilies() {}
}
