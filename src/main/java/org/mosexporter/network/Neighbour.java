package org.mosexporter.network;

import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;

/**
 * What a switch heard a neighbour say of itself at one of its ports (IEEE 802.1AB, ANSI/TIA-1057,
 * CDP). Texts are the neighbour's word, bounded and without control characters; empty when it did
 * not say.
 *
 * @param port of the switch, as it calls it; empty when that cannot be told
 * @param mac of the neighbour's port, else of its chassis
 * @param address by which it says it can be reached
 * @param name such as SEP0004F2AABB02
 * @param description make, model and software in its own form
 * @param dscp for voice, as it says it was told
 * @param vlan for voice, likewise
 */
public record Neighbour(
    String port,
    Optional<MacAddress> mac,
    Optional<IpAddress> address,
    Kind kind,
    String name,
    String description,
    Inventory inventory,
    OptionalInt dscp,
    OptionalInt vlan) {

  /** What it is, as far as that decides who is behind it. */
  public enum Kind {
    /** A telephone, whatever else it can do: many bridge for the PC behind them. */
    PHONE,
    /** Stations behind it come over the air. */
    ACCESS_POINT,
    /** Another switch: its stations are its own neighbours, not ours. */
    BRIDGE,
    /** Something else, or it did not say. */
    OTHER
  }

  /** The parts of an LLDP-MED inventory (ANSI/TIA-1057 §10.2.6). */
  public record Inventory(
      String hardware,
      String firmware,
      String software,
      String serial,
      String manufacturer,
      String model,
      String asset) {
    /** It told nothing. */
    public static final Inventory NONE = new Inventory("", "", "", "", "", "", "");
  }
}
