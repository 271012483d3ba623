package org.mosexporter.call;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.TrafficDirection;

/**
 * What a class of a router's interface did while calls went through it: all its packets, and never
 * one call's alone.
 *
 * @param direction as the router has it: output is what leaves by the interface
 * @param policy path of names to the policy that holds the class
 * @param byCodePoint whether the class takes packets marked as the call's are; else the router does
 *     not tell, and the call may have gone through another class of the interface
 * @param fromNs end of the poll at its begin, nanoseconds since 1970-01-01 UTC
 * @param droppedPackets in between; absent where the router does not count them, and so below
 * @param queuePackets most that were seen waiting at the end of a poll
 * @param utilisation most of the interface in that direction, 0–1
 * @param calls most conversations that shared it
 */
public record RouterWindow(
    String router,
    String networkInterface,
    TrafficDirection direction,
    String policy,
    String name,
    boolean byCodePoint,
    long fromNs,
    long toNs,
    OptionalLong packets,
    OptionalLong droppedPackets,
    OptionalLong droppedBytes,
    OptionalLong queuePackets,
    OptionalLong queueLimitPackets,
    OptionalDouble utilisation,
    int calls) {

  static RouterWindow of(String router, ClassWindow window, boolean byCodePoint, int calls) {
    return new RouterWindow(
        router,
        window.key().networkInterface(),
        window.key().direction(),
        window.key().policy(),
        window.key().name(),
        byCodePoint,
        window.fromNs(),
        window.toNs(),
        window.packets(),
        window.droppedPackets(),
        window.droppedBytes(),
        window.queuePackets(),
        window.queueLimitPackets(),
        window.utilisation(),
        calls);
  }

  private boolean isOfTheSame(RouterWindow other) {
    return router.equals(other.router)
        && networkInterface.equals(other.networkInterface)
        && direction == other.direction
        && policy.equals(other.policy)
        && name.equals(other.name)
        && byCodePoint == other.byCodePoint;
  }

  private boolean isQuiet() {
    return droppedPackets.isPresent()
        && droppedPackets.getAsLong() == 0
        && droppedBytes.orElse(0) == 0;
  }

  /** Whether a window begins where this one, of the same class, ends. */
  boolean isContinuedBy(RouterWindow next) {
    return isOfTheSame(next) && toNs == next.fromNs;
  }

  /** Both in one, when nothing was dropped in either. */
  Optional<RouterWindow> quietWith(RouterWindow next) {
    return isContinuedBy(next) && isQuiet() && next.isQuiet()
        ? Optional.of(and(next))
        : Optional.empty();
  }

  /** Both in one. */
  RouterWindow and(RouterWindow next) {
    return new RouterWindow(
        router,
        networkInterface,
        direction,
        policy,
        name,
        byCodePoint,
        fromNs,
        next.toNs,
        sum(packets, next.packets),
        sum(droppedPackets, next.droppedPackets),
        sum(droppedBytes, next.droppedBytes),
        most(queuePackets, next.queuePackets),
        most(queueLimitPackets, next.queueLimitPackets),
        most(utilisation, next.utilisation),
        Math.max(calls, next.calls));
  }

  private static OptionalLong sum(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(one.getAsLong() + other.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalLong most(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()))
        : one.isPresent() ? one : other;
  }

  private static OptionalDouble most(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(Math.max(one.getAsDouble(), other.getAsDouble()))
        : one.isPresent() ? one : other;
  }
}
