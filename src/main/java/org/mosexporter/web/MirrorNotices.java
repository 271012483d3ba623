package org.mosexporter.web;

import java.util.TreeMap;
import org.mosexporter.call.HalfMirrorText;
import org.mosexporter.call.TrackerCounters;

/** What is wrong with mirrors, above everything else: all figures suffer from it. */
final class MirrorNotices {
  static void add(Html html, TrackerCounters counters) {
    new TreeMap<>(counters.halfMirrors())
        .forEach(
            (place, half) -> {
              if (half) {
                html.markup("<p class=\"notice\" role=\"alert\">")
                    .text(HalfMirrorText.of(place))
                    .markup("</p>");
              }
            });
  }

  private MirrorNotices() {}
}
