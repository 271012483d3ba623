package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.counter;
import static org.mosexporter.metrics.Family.histogram;

import java.util.List;

/** What events add up to: intervals and calls, each observed once per listener (DESIGN §4.8). */
final class CallFamilies {
  /** Edges of the bands and between them; a MOS rounded to 3 decimals never lies on one. */
  static final double[] MOS_EDGES = {1.749, 2.579, 3.099, 3.599, 3.799, 3.999, 4.299};

  static final double[] SETUP_EDGES = {0.5, 1, 2, 3, 5, 8, 12, 20, 30};
  static final double[] DURATION_EDGES = {5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600};

  private static final String[] INTERVAL = {
    "site", "network", "direction", "scale", "trunk", "source"
  };
  private static final String[] CALL = {"site", "direction", "scale", "trunk", "source"};

  static final Family INTERVAL_MOS_LQ =
      histogram(
          "voip_interval_mos_lq",
          "MOS-LQ of scored intervals, one observation per listener and interval.",
          INTERVAL);
  static final Family INTERVAL_MOS_CQ =
      histogram(
          "voip_interval_mos_cq",
          "MOS-CQ of scored intervals whose delay was known, one observation per listener and"
              + " interval.",
          INTERVAL);
  static final Family INTERVAL_MOS_COMMON =
      histogram(
          "voip_interval_mos_common",
          "MOS-LQ of scored intervals on the fullband scale, only for comparing codecs.",
          "site",
          "direction",
          "codec");
  static final Family SCORED_INTERVALS =
      counter(
          "voip_scored_intervals_total",
          "Scored intervals, once per listener, by the band of their MOS-LQ.",
          "site",
          "network",
          "direction",
          "scale",
          "trunk",
          "band");
  static final Family BELOW_TARGET =
      counter(
          "voip_intervals_below_target_total",
          "Scored intervals whose MOS-LQ was below voip_site_target_mos, once per listener.",
          "site",
          "network",
          "direction",
          "scale",
          "trunk");

  static final Family CALL_MOS_LQ =
      histogram(
          "voip_call_mos_lq",
          "MOS-LQ of calls (mean of their intervals), one observation per listener and call.",
          CALL);
  static final Family CALL_MOS_CQ =
      histogram(
          "voip_call_mos_cq",
          "MOS-CQ of calls whose delay was known, one observation per listener and call.",
          CALL);
  static final Family CALL_MOS_LQ_WORST =
      histogram(
          "voip_call_mos_lq_worst",
          "MOS-LQ of the worst interval of calls, one observation per listener and call.",
          CALL);
  static final Family MODEL_CALL_MOS_LQ =
      histogram(
          "voip_model_call_mos_lq",
          "MOS-LQ of calls by the listener's model; unknown models and those beyond the first 100"
              + " are other.",
          "site",
          "model",
          "direction",
          "scale");

  static final Family CALLS =
      counter(
          "voip_calls_total", "Calls that are over, by how they ended.", "site", "trunk", "result");
  static final Family ONE_WAY_CALLS =
      counter(
          "voip_one_way_calls_total",
          "Calls that are over and in which one side heard nothing for 5 s or more until its end,"
              + " each leg for itself. received: the phone of the network heard nothing; sent:"
              + " nothing was seen of what it sent.",
          "site",
          "network",
          "direction");
  static final Family SETUP =
      histogram(
          "voip_call_setup_seconds",
          "Session request delay (RFC 6076): from INVITE to ringing, answer or refusal.",
          "site",
          "trunk",
          "result");
  static final Family DURATION =
      histogram(
          "voip_call_duration_seconds",
          "Duration of scored calls from answer to end (of the media where no signalling was seen),"
              + " by the band of the listener who heard worst.",
          "site",
          "scale",
          "band");

  static final Family REPEAT_CALLS =
      counter(
          "voip_repeat_calls_total",
          "Calls that the same two parties began, either of them, within 5 minutes after the end of"
              + " a scored call, by the band of the listener who heard worst in that call before.",
          "site",
          "band");
  static final Family EARLY_HANGUPS =
      counter(
          "voip_early_hangups_total",
          "Scored calls that were over within 20 s after their answer, by the band of the listener"
              + " who heard worst.",
          "site",
          "band");

  static List<Family> all() {
    return List.of(
        INTERVAL_MOS_LQ,
        INTERVAL_MOS_CQ,
        INTERVAL_MOS_COMMON,
        SCORED_INTERVALS,
        BELOW_TARGET,
        CALL_MOS_LQ,
        CALL_MOS_CQ,
        CALL_MOS_LQ_WORST,
        MODEL_CALL_MOS_LQ,
        CALLS,
        ONE_WAY_CALLS,
        SETUP,
        DURATION,
        REPEAT_CALLS,
        EARLY_HANGUPS);
  }

  private CallFamilies() {}
}
