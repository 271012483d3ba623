package org.mosexporter.network;

import java.util.List;
import java.util.Map;

/**
 * What a router told by itself.
 *
 * @param counts of all there were, every kind
 * @param latest oldest first; at most 32
 */
public record RouterEvents(
    String site, String router, Map<RouterEvent.Kind, Long> counts, List<RouterEvent> latest) {
  public RouterEvents {
    counts = Map.copyOf(counts);
    latest = List.copyOf(latest);
  }
}
