package org.mosexporter.network;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the network's devices together know of one station; whatever they do not, or disagree on, is
 * absent.
 *
 * @param neighbour what it says of itself over the wire
 * @param dscpTold for voice: by the switch, as that says, else as the station says it was told
 * @param dscpReported for voice: as the station says
 */
public record Whereabouts(
    Optional<MacAddress> mac,
    Optional<Attachment> attachment,
    Optional<Medium> medium,
    Optional<Neighbour> neighbour,
    OptionalInt vlan,
    OptionalInt dscpTold,
    OptionalInt dscpReported) {
  /** Nothing is known. */
  public static final Whereabouts UNKNOWN =
      new Whereabouts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());

  /** The same without what it says of itself, which is long. */
  public Whereabouts withoutNeighbour() {
    return new Whereabouts(mac, attachment, medium, Optional.empty(), vlan, dscpTold, dscpReported);
  }

  /** How its frames come to the switch. */
  public enum Medium {
    WIRED,
    /** Over an access point at that port. */
    WIFI
  }
}
