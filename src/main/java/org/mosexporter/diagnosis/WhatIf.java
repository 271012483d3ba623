package org.mosexporter.diagnosis;

import java.util.Locale;
import org.mosexporter.quality.Scale;

/**
 * What the site's mean MOS would have been had one thing been otherwise, worked out interval by
 * interval.
 *
 * @param mos mean over the intervals; conversational where the scenario is about delay
 * @param intervals that it is the mean of
 */
public record WhatIf(
    String site, Scale scale, Scenario scenario, Window window, double mos, long intervals) {
  /** What would have been otherwise. */
  public enum Scenario {
    /** Nothing: what is, by the same arithmetic, to compare with. */
    AS_IT_IS,
    /** Nothing; conversational, over the intervals whose delay was known. */
    AS_IT_IS_WITH_DELAY,
    /** The class that voice goes through had dropped nothing. */
    NO_QUEUE_DROPS,
    /**
     * No packet had come too late for the listener's buffer; the further delay, where it was known,
     * is paid for.
     */
    LARGER_BUFFER,
    /** All had spoken the codec in use at the site, on the scale, that bears their loss best. */
    BEST_CODEC,
    /** Everything had taken 100 ms less each way, down to nothing; conversational. */
    DELAY_100_MS_LESS,
    /** Phones on Wi-Fi had been as the wired ones of the site are. */
    WIFI_WIRED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Over how long. */
  public enum Window {
    HOUR,
    DAY;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
