package org.mosexporter.simulator;

import java.util.Optional;

/**
 * What an office must have for something to go wrong in it.
 *
 * @param classes whether router and provider have a class for voice; empty where it does not matter
 * @param congested whether other traffic fills the line, which voice does not feel while it is
 *     urgent
 * @param jitterMs of the providers' networks, at least
 */
record Needs(
    Optional<Boolean> classes,
    boolean congested,
    boolean wifi,
    boolean server,
    boolean twoModels,
    double jitterMs) {
  private static final Needs NOTHING = new Needs(Optional.empty(), false, false, false, false, 0);

  static Needs of(Cause cause) {
    return switch (cause) {
      case QUEUE_DROPS_IN_VOICE_CLASS, POLICER -> NOTHING.withClasses(true, false);
      case VOICE_IN_WRONG_CLASS, REMARKED_DSCP -> NOTHING.withClasses(true, true);
      case DSCP_NOT_SET_BY_PHONE -> new Needs(Optional.of(true), true, false, false, true, 0);
      case WAN_CONGESTION_WITHOUT_QOS -> NOTHING.withClasses(false, false);
      case WIFI -> new Needs(Optional.empty(), false, true, false, false, 0);
      case PHONE_MODEL, JITTER_BUFFER_TOO_LARGE, CLOCK_SKEW ->
          new Needs(Optional.empty(), false, false, false, true, 0);
      case JITTER_BUFFER_TOO_SMALL -> new Needs(Optional.empty(), false, false, false, true, 5);
      case TRANSCODING -> new Needs(Optional.empty(), false, false, true, false, 0);
      default -> NOTHING;
    };
  }

  private Needs withClasses(boolean there, boolean full) {
    return new Needs(Optional.of(there), full, wifi, server, twoModels, jitterMs);
  }

  /** Whether one office can have both. */
  boolean agreesWith(Needs other) {
    return classes.isEmpty() || other.classes.isEmpty() || classes.equals(other.classes);
  }

  Needs and(Needs other) {
    return new Needs(
        classes.or(() -> other.classes),
        congested || other.congested,
        wifi || other.wifi,
        server || other.server,
        twoModels || other.twoModels,
        Math.max(jitterMs, other.jitterMs));
  }
}
