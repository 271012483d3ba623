package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * The time before and after a change in which nothing else was changed, as far as is known. Times
 * are nanoseconds since 1970-01-01 UTC.
 *
 * @param before the change that the time before is cut at; empty where it is not, and so for {@code
 *     after}
 */
public record ChangeWindow(
    long fromNs, long atNs, long toNs, Optional<Change> before, Optional<Change> after) {

  /**
   * Around a change, cut at its neighbours.
   *
   * @param others all changes that are known
   * @param eachNs how long each side may be
   * @param nowNs what comes after is not yet
   */
  public static ChangeWindow around(Change change, List<Change> others, long eachNs, long nowNs) {
    Optional<Change> before = Optional.empty();
    Optional<Change> after = Optional.empty();
    long fromNs = change.atNs() - eachNs;
    long toNs = Math.min(nowNs, change.atNs() + eachNs);
    for (Change other : others) {
      if (other.id().equals(change.id()) || !other.touches(change.site())) {
        continue;
      }
      if (other.atNs() <= change.atNs() && other.atNs() > fromNs) {
        fromNs = other.atNs();
        before = Optional.of(other);
      } else if (other.atNs() > change.atNs() && other.atNs() < toNs) {
        toNs = other.atNs();
        after = Optional.of(other);
      }
    }
    return new ChangeWindow(fromNs, change.atNs(), Math.max(change.atNs(), toNs), before, after);
  }
}
