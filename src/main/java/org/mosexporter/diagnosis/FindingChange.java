package org.mosexporter.diagnosis;

import java.util.Locale;

/**
 * What became of a finding.
 *
 * @param atNs when it was concluded, nanoseconds since 1970-01-01 UTC
 * @param finding as it is by now; of one that closed, as it was when it was last seen
 */
public record FindingChange(Event event, long atNs, Finding finding) {
  /** What can become of one. */
  public enum Event {
    OPENED,
    CHANGED,
    CLOSED;

    /** As JSON has it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
