package org.mosexporter.diagnosis;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.quality.Scale;

/**
 * Calls before and after a change, as they come. What it keeps grows with phones and days, not with
 * calls. Used by one thread.
 */
public final class ChangeComparison {
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private final Change change;
  private final ChangeWindow window;
  private final ZoneId zone;
  private final Map<Scale, ScaleSums> scales = new EnumMap<>(Scale.class);
  private long callsBefore;
  private long callsAfter;

  /**
   * Nothing compared yet.
   *
   * @param zone of the office, in which its days begin
   */
  public ChangeComparison(Change change, ChangeWindow window, ZoneId zone) {
    this.change = change;
    this.window = window;
    this.zone = zone;
  }

  /** One call; it counts where it lies in the window and the change touches its phones' site. */
  public void add(CallFact call) {
    if (call.startNs() < window.fromNs() || call.startNs() >= window.toNs()) {
      return;
    }
    List<CallFact.Heard> heard =
        call.heard().stream().filter(one -> change.touches(one.site())).toList();
    if (heard.isEmpty()) {
      return;
    }
    boolean isAfter = call.startNs() >= window.atNs();
    callsBefore += isAfter ? 0 : 1;
    callsAfter += isAfter ? 1 : 0;
    long day = day(call.startNs());
    for (CallFact.Heard one : heard) {
      scales.computeIfAbsent(one.scale(), _ -> new ScaleSums()).add(isAfter, day, call, one);
    }
  }

  private long day(long atNs) {
    long second = Math.floorDiv(atNs, NS_PER_SECOND);
    return Instant.ofEpochSecond(second).atZone(zone).toLocalDate().toEpochDay();
  }

  /** What they tell so far. */
  public ChangeEffect effect() {
    return new ChangeVerdict(scales, window).effect(callsBefore, callsAfter);
  }
}
