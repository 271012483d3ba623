package org.mosexporter.record;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a call stands among all others: by its beginning, then its id. Pages of answers go on
 * behind one of these.
 *
 * @param startUs microseconds since 1970-01-01 UTC
 */
public record CallPlace(long startUs, String id) implements Comparable<CallPlace> {
  private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})-([0-9a-f]{32})");
  private static final Comparator<CallPlace> ORDER =
      Comparator.comparingLong(CallPlace::startUs).thenComparing(CallPlace::id);

  /**
   * As {@link #toString} wrote it.
   *
   * @throws IllegalArgumentException when it is nothing of the sort
   */
  public static CallPlace parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a cursor that an answer gave");
    }
    return new CallPlace(Long.parseLong(matcher.group(1)), matcher.group(2));
  }

  @Override
  public int compareTo(CallPlace other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return startUs + "-" + id;
  }
}
