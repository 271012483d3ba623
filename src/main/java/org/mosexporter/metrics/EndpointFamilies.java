package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.counter;
import static org.mosexporter.metrics.Family.gauge;
import static org.mosexporter.metrics.Family.info;

import java.util.List;

/** What is said of each phone: the {@code voip_endpoint_*} families. */
final class EndpointFamilies {
  private static final String[] ON_SCALE = {"site", "endpoint", "direction", "scale", "source"};
  private static final String[] PLAIN = {"site", "endpoint", "direction", "source"};

  static final Family INFO =
      info(
          "voip_endpoint_info",
          "What is known of an endpoint; always 1, exactly one per endpoint.",
          "site",
          "endpoint",
          "network",
          "access",
          "user",
          "users",
          "group",
          "vendor",
          "model",
          "firmware",
          "mac",
          "switch",
          "port");

  static final Family MOS_LQ =
      gauge(
          "voip_endpoint_mos_lq",
          "Listening quality (MOS-LQ, 1 to 4.5) of the last complete interval on the codec's own"
              + " scale, weighted by packets over the endpoint's streams. Gone two minutes after"
              + " the last report.",
          ON_SCALE);
  static final Family MOS_CQ =
      gauge(
          "voip_endpoint_mos_cq",
          "Conversational quality (MOS-CQ, 1 to 4.5) of the last complete interval; absent while"
              + " the delay is unknown.",
          ON_SCALE);
  static final Family MOS_COMMON =
      gauge(
          "voip_endpoint_mos_common",
          "MOS-LQ of the last complete interval on the fullband scale, only for comparing codecs.",
          PLAIN);
  static final Family R =
      gauge(
          "voip_endpoint_r",
          "Transmission rating R without delay, of which MOS-LQ is made.",
          ON_SCALE);
  static final Family LAST_REPORT =
      gauge(
          "voip_endpoint_last_report_timestamp_seconds",
          "When the endpoint last reported, by what: its RTCP, or its own verdict on a call.",
          "site",
          "endpoint",
          "source");
  static final Family LOST_R =
      gauge(
          "voip_endpoint_lost_r",
          "Points of R lost in the last complete interval, by cause; delay is absent while"
              + " unknown.",
          "site",
          "endpoint",
          "direction",
          "scale",
          "source",
          "cause");
  static final Family JITTER =
      gauge(
          "voip_endpoint_jitter_seconds",
          "Mean interarrival jitter (RFC 3550) of the last complete interval.",
          PLAIN);
  static final Family ROUND_TRIP =
      gauge(
          "voip_endpoint_round_trip_seconds",
          "Round-trip time from sender and receiver reports in the last complete interval.",
          PLAIN);

  static final Family MOS_LQ_SUM =
      counter(
          "voip_endpoint_mos_lq_score_sum_total",
          "Sum of the MOS-LQ of all scored intervals; its rate over that of"
              + " voip_endpoint_mos_lq_scored_intervals_total is the average.",
          ON_SCALE);
  static final Family MOS_CQ_SUM =
      counter(
          "voip_endpoint_mos_cq_score_sum_total",
          "Sum of the MOS-CQ of the intervals whose delay was known; its rate over that of"
              + " voip_endpoint_mos_cq_scored_intervals_total is the average.",
          ON_SCALE);
  static final Family MOS_COMMON_SUM =
      counter(
          "voip_endpoint_mos_common_score_sum_total",
          "Sum of the MOS-LQ on the fullband scale of the intervals that had one; its rate over"
              + " that of voip_endpoint_mos_common_scored_intervals_total is the average.",
          ON_SCALE);
  static final Family MOS_LQ_INTERVALS =
      counter(
          "voip_endpoint_mos_lq_scored_intervals_total",
          "Intervals that voip_endpoint_mos_lq_score_sum_total sums.",
          ON_SCALE);
  static final Family MOS_CQ_INTERVALS =
      counter(
          "voip_endpoint_mos_cq_scored_intervals_total",
          "Intervals that voip_endpoint_mos_cq_score_sum_total sums.",
          ON_SCALE);
  static final Family MOS_COMMON_INTERVALS =
      counter(
          "voip_endpoint_mos_common_scored_intervals_total",
          "Intervals that voip_endpoint_mos_common_score_sum_total sums.",
          ON_SCALE);

  static final Family PACKETS =
      counter("voip_endpoint_packets_total", "Packets of the endpoint's streams.", PLAIN);
  static final Family LOST =
      counter("voip_endpoint_packets_lost_total", "Packets sent but never seen.", PLAIN);
  static final Family DISCARDED =
      counter("voip_endpoint_packets_discarded_total", "Packets too late for playout.", PLAIN);
  static final Family REORDERED =
      counter("voip_endpoint_packets_reordered_total", "Packets out of order, not lost.", PLAIN);
  static final Family DSCP_PACKETS =
      counter(
          "voip_endpoint_dscp_packets_total",
          "Packets seen here by code point, such as EF or CS0; a number where it has no name.",
          "site",
          "endpoint",
          "direction",
          "dscp");

  static List<Family> all() {
    return List.of(
        INFO,
        MOS_LQ,
        MOS_CQ,
        MOS_COMMON,
        R,
        LAST_REPORT,
        LOST_R,
        JITTER,
        ROUND_TRIP,
        MOS_LQ_SUM,
        MOS_CQ_SUM,
        MOS_COMMON_SUM,
        MOS_LQ_INTERVALS,
        MOS_CQ_INTERVALS,
        MOS_COMMON_INTERVALS,
        PACKETS,
        LOST,
        DISCARDED,
        REORDERED,
        DSCP_PACKETS);
  }

  private EndpointFamilies() {}
}
