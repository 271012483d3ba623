package org.mosexporter.config;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a {@link Template} can have of a notification. */
public enum Placeholder {
  /** {@code opened}, {@code changed} or {@code closed}. */
  EVENT,
  /** Of the notification. */
  ID,
  AT,
  SITE,
  CAUSE,
  SCOPE_KIND,
  /** What the kind names; the site's name where it names the site. */
  SCOPE,
  SEVERITY,
  CONFIDENCE,
  SINCE,
  CALLERS,
  CALLS,
  /** Empty when it is not known; the same of the next two. */
  LOST_R,
  LOST_MOS,
  GAIN_MOS,
  FIX,
  /** A line for each number. */
  EVIDENCE;

  /** As it stands between the braces. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Placeholder> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  static String labels() {
    return Arrays.stream(values()).map(Placeholder::label).collect(joining(", "));
  }
}
