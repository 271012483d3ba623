package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.gauge;

import java.util.List;

/** What is concluded of a site: why calls sound bad, where, and what would help. */
final class ConclusionFamilies {
  static final Family FINDING =
      gauge(
          "voip_finding",
          "Severity of what is wrong now: 1 info, 2 warning, 3 critical. At most 50 of a site, the"
              + " worst; /api/v1/findings has evidence and remedy.",
          "site",
          "cause",
          "scope_kind",
          "scope");
  static final Family SEGMENT_LOST_R =
      gauge(
          "voip_segment_lost_r",
          "Points of R that a part of the path cost calls of the last hour, mean: phone is its own"
              + " jitter buffer, lan lies before the capture point, wan beyond it; server is what our"
              + " own server lost between two legs of a call.",
          "site",
          "segment",
          "direction",
          "scale");
  static final Family WHAT_IF_MOS =
      gauge(
          "voip_what_if_mos",
          "Mean MOS of the last hour or day as it would have been, had one thing been otherwise;"
              + " as_it_is is what was, by the same arithmetic.",
          "site",
          "scale",
          "scenario",
          "window");
  static final Family TARGET_CROSSING =
      gauge(
          "voip_site_target_crossing_seconds",
          "Time until the site's MOS-LQ is expected to fall below its target; absent when it is not"
              + " on its way there.",
          "site");

  static List<Family> all() {
    return List.of(FINDING, SEGMENT_LOST_R, WHAT_IF_MOS, TARGET_CROSSING);
  }

  private ConclusionFamilies() {}
}
