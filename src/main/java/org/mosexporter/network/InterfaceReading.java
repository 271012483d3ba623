package org.mosexporter.network;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An interface as the agent gave it in one poll.
 *
 * @param identity what the agent calls it: its index and the time of its last discontinuity; equal
 *     identities in two polls, and no restart between, make counters comparable
 * @param name unique on the device
 */
public record InterfaceReading(
    String identity,
    String name,
    String alias,
    String description,
    OptionalLong speedBitsPerSecond,
    boolean operationallyUp,
    Optional<Boolean> halfDuplex,
    Traffic input,
    Traffic output) {

  /** Counters of one direction; absent where the agent has no such column. */
  public record Traffic(
      Optional<CounterReading> bytes,
      Optional<CounterReading> packets,
      Optional<CounterReading> errors,
      Optional<CounterReading> discards) {}
}
