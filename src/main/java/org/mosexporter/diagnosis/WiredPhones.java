package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mosexporter.call.Direction;
import org.mosexporter.config.Network;

/**
 * What missing packets cost the wired phones of one site, on one scale, by direction and codec, in
 * the hour of the latest of them and the one before: at most eight such groups, the one not heard
 * for longest makes room. Used by one thread.
 */
final class WiredPhones {
  private static final int MOST = 8;
  private static final long HOUR_NS = 3_600_000_000_000L;

  /** Less is no evidence. */
  private static final double LEAST_SECONDS = 60;

  private final List<Group> groups = new ArrayList<>(2);

  /** Phones that are alike but for their access. */
  private static final class Group {
    final Direction direction;
    final String codec;
    long hour;
    double seconds;
    double points;
    double secondsBefore;
    double pointsBefore;

    Group(Direction direction, String codec) {
      this.direction = direction;
      this.codec = codec;
    }

    void turnTo(long to) {
      if (to > hour) {
        secondsBefore = to == hour + 1 ? seconds : 0;
        pointsBefore = to == hour + 1 ? points : 0;
        seconds = 0;
        points = 0;
        hour = to;
      }
    }
  }

  void heard(Stretch stretch) {
    if (stretch.access() != Network.Access.WIRED) {
      return;
    }
    Group group = group(stretch);
    long at = Math.floorDiv(stretch.startNs(), HOUR_NS);
    group.turnTo(at);
    if (at == group.hour) {
      group.seconds += stretch.seconds();
      group.points += stretch.missingR() * stretch.seconds();
    } else if (at == group.hour - 1) {
      group.secondsBefore += stretch.seconds();
      group.pointsBefore += stretch.missingR() * stretch.seconds();
    }
  }

  private Group group(Stretch stretch) {
    for (Group group : groups) {
      if (isOf(group, stretch)) {
        return group;
      }
    }
    if (groups.size() == MOST) {
      groups.sort((a, b) -> Long.compare(b.hour, a.hour));
      groups.removeLast();
    }
    Group group = new Group(stretch.direction(), stretch.codec());
    groups.add(group);
    return group;
  }

  private static boolean isOf(Group group, Stretch stretch) {
    return group.direction == stretch.direction() && group.codec.equals(stretch.codec());
  }

  /** MOS of a phone on Wi-Fi, had it lost what wired ones do; absent where none is like it. */
  OptionalDouble wouldBe(Stretch stretch) {
    if (stretch.access() != Network.Access.WIFI) {
      return OptionalDouble.empty();
    }
    for (Group group : groups) {
      if (isOf(group, stretch)) {
        OptionalDouble mean = mean(group, Math.floorDiv(stretch.startNs(), HOUR_NS));
        return mean.isPresent()
            ? OptionalDouble.of(stretch.mos(stretch.lostR().codec(), mean.getAsDouble()))
            : mean;
      }
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble mean(Group group, long hour) {
    boolean current = hour == group.hour && group.seconds >= LEAST_SECONDS;
    boolean before = hour == group.hour - 1 && group.secondsBefore >= LEAST_SECONDS;
    if (current || before) {
      return OptionalDouble.of(
          current ? group.points / group.seconds : group.pointsBefore / group.secondsBefore);
    }
    double seconds = group.seconds + group.secondsBefore;
    boolean near = hour - group.hour >= -1 && hour - group.hour <= 1;
    return near && seconds >= LEAST_SECONDS
        ? OptionalDouble.of((group.points + group.pointsBefore) / seconds)
        : OptionalDouble.empty();
  }
}
