package org.mosexporter.simulator;

import java.util.Optional;

/**
 * What an office must have for something to go wrong in it; empty where it does not matter.
 *
 * @param classes whether router and provider have a class for voice
 * @param server whether its own server stands in it, which marks what it sends anew
 * @param congested whether other traffic fills the line, which voice does not feel while it is
 *     urgent
 * @param jitterMs of the providers' networks, at least
 */
record Needs(
    Optional<Boolean> classes,
    Optional<Boolean> server,
    boolean congested,
    boolean wifi,
    boolean twoModels,
    double jitterMs) {
  static final Needs NOTHING =
      new Needs(Optional.empty(), Optional.empty(), false, false, false, 0);

  private static final double JITTER_MS = 5;

  static Needs of(Cause cause) {
    return switch (cause) {
      case QUEUE_DROPS_IN_VOICE_CLASS, POLICER -> NOTHING.classes(true);
      case VOICE_IN_WRONG_CLASS, REMARKED_DSCP -> NOTHING.classes(true).full();
      case DSCP_NOT_SET_BY_PHONE -> NOTHING.classes(true).full().server(false).models();
      case WAN_CONGESTION_WITHOUT_QOS -> NOTHING.classes(false);
      case WIFI -> NOTHING.air();
      case PHONE_MODEL, JITTER_BUFFER_TOO_LARGE, CLOCK_SKEW -> NOTHING.models();
      case JITTER_BUFFER_TOO_SMALL -> NOTHING.models().jittery();
      case TRANSCODING -> NOTHING.server(true);
      default -> NOTHING;
    };
  }

  private Needs classes(boolean there) {
    return new Needs(Optional.of(there), server, congested, wifi, twoModels, jitterMs);
  }

  private Needs server(boolean there) {
    return new Needs(classes, Optional.of(there), congested, wifi, twoModels, jitterMs);
  }

  private Needs full() {
    return new Needs(classes, server, true, wifi, twoModels, jitterMs);
  }

  private Needs air() {
    return new Needs(classes, server, congested, true, twoModels, jitterMs);
  }

  private Needs models() {
    return new Needs(classes, server, congested, wifi, true, jitterMs);
  }

  private Needs jittery() {
    return new Needs(classes, server, congested, wifi, twoModels, JITTER_MS);
  }

  /** Whether one office can have both. */
  boolean agreesWith(Needs other) {
    return agree(classes, other.classes) && agree(server, other.server);
  }

  private static boolean agree(Optional<Boolean> one, Optional<Boolean> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  Needs and(Needs other) {
    return new Needs(
        classes.or(() -> other.classes),
        server.or(() -> other.server),
        congested || other.congested,
        wifi || other.wifi,
        twoModels || other.twoModels,
        Math.max(jitterMs, other.jitterMs));
  }
}
