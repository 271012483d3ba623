package org.mosexporter.network;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An interface and its counters (RFC 2863).
 *
 * @param name ifName
 * @param alias what the operator called it (ifAlias)
 * @param speedBitsPerSecond of the port, not of a shaper on it
 * @param halfDuplex as EtherLike-MIB says; empty when it does not
 */
public record InterfaceFigures(
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
      OptionalLong bytes, OptionalLong packets, OptionalLong errors, OptionalLong discards) {}
}
