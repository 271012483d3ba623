package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.counter;
import static org.mosexporter.metrics.Family.gauge;

import java.util.List;

/** What is said of a site as a whole, from what the tracker counts. */
public final class SiteFamilies {
  static final Family TARGET_MOS =
      gauge(
          "voip_site_target_mos",
          "MOS-LQ on the codec's own scale that intervals of the site should reach.",
          "site");
  static final Family OFFICE_HOURS =
      gauge(
          "voip_site_office_hours",
          "Whether it is office hours (1) in the site's own time zone or not (0); absent where none"
              + " are configured.",
          "site");
  static final Family STREAMS_ACTIVE =
      gauge("voip_streams_active", "RTP streams going on now.", "site");
  static final Family CALLS_ACTIVE =
      gauge("voip_calls_active", "Calls going on now.", "site", "trunk");
  static final Family SCORED_SECONDS =
      counter("voip_scored_seconds_total", "Time of streams that has a score.", "site", "source");
  static final Family UNSCORED_SECONDS =
      counter(
          "voip_unscored_seconds_total",
          "Time of streams that has no score, by why.",
          "site",
          "reason");
  static final Family SIP_RESPONSES =
      counter(
          "voip_sip_responses_total",
          "SIP responses seen, provisional ones included, each once, by the method they answer.",
          "site",
          "trunk",
          "method",
          "code");
  static final Family REGISTRATIONS_FAILED =
      counter(
          "voip_registrations_failed_total",
          "Final refusals of REGISTER, challenges not counted.",
          "site",
          "code");

  public static final Family CHANGE_TIMESTAMP =
      gauge(
          "voip_change_timestamp_seconds",
          "When somebody changed something, of the last 20 that were told (mos-exporter change)."
              + " /api/v1/changes has the words, and whether it helped.",
          "site",
          "change_id");

  static List<Family> all() {
    return List.of(
        TARGET_MOS,
        OFFICE_HOURS,
        STREAMS_ACTIVE,
        CALLS_ACTIVE,
        SCORED_SECONDS,
        UNSCORED_SECONDS,
        SIP_RESPONSES,
        REGISTRATIONS_FAILED,
        CHANGE_TIMESTAMP);
  }

  private SiteFamilies() {}
}
