package org.mosexporter.network;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a class is shaped now; all may be absent.
 *
 * @param active whether packets wait because they come faster than its rate
 * @param queuePackets waiting in the shaper
 */
public record Shaper(
    OptionalLong rateBitsPerSecond, Optional<Boolean> active, OptionalLong queuePackets) {
  public static final Shaper NONE =
      new Shaper(OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
}
