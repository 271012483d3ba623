package org.mosexporter.network;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a probe that a router sends along a path (Cisco IP SLA) found in its last run: gauges, which
 * say nothing of the runs before.
 *
 * @param operation what the operator called it: its number
 * @param target address that it is sent to
 * @param tag what the operator wrote beside it; may be empty
 * @param type what is sent, such as jitter or echo
 * @param dscp that its packets bear
 * @param codec whose packets it imitates; empty when none
 * @param success whether the last run had answers; empty when it is too long ago, and so all below
 * @param output from the router to the target, input back
 * @param lostWithoutDirection packets of which is not known where they were lost
 */
public record PathProbe(
    String operation,
    String target,
    String tag,
    String type,
    OptionalInt dscp,
    String codec,
    Optional<Boolean> success,
    OptionalDouble mos,
    OptionalDouble roundTripSeconds,
    OneWay output,
    OneWay input,
    OptionalLong lostWithoutDirection) {

  /** One direction; absent what the device does not tell. */
  public record OneWay(OptionalLong lostPackets, OptionalDouble jitterSeconds) {}
}
