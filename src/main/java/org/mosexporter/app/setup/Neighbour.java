package org.mosexporter.app.setup;

import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.cdp.CdpNeighbour;
import org.mosexporter.wire.lldp.LldpNeighbour;

/**
 * A device that announced itself, by one protocol or by both.
 *
 * @param protocols by which it did, for whoever reads it
 * @param identity by which it tells itself from others in that protocol
 * @param name it calls itself; empty when it did not say
 * @param model empty when it did not say
 */
record Neighbour(
    String protocols,
    String identity,
    String name,
    String port,
    String model,
    Optional<IpAddress> address,
    boolean isRouter,
    boolean isSwitch,
    boolean isPhone,
    OptionalInt voiceVlan) {
  static Neighbour of(LldpNeighbour said) {
    return new Neighbour(
        "LLDP",
        said.chassis(),
        said.name(),
        said.port(),
        "",
        said.address(),
        said.isRouter(),
        said.isBridge(),
        said.isPhone(),
        said.voiceVlan());
  }

  static Neighbour of(CdpNeighbour said) {
    return new Neighbour(
        "CDP",
        said.device(),
        said.name(),
        said.port(),
        said.platform(),
        said.address(),
        said.isRouter(),
        said.isSwitch(),
        said.isPhone(),
        said.voiceVlan());
  }

  /** Whether a protocol that is none of these told of the same device: by its name or address. */
  boolean isSameAs(Neighbour other) {
    boolean named = !name.isEmpty() && name.equalsIgnoreCase(other.name);
    boolean addressed = address.isPresent() && address.equals(other.address);
    return !protocols.contains(other.protocols) && (named || addressed);
  }

  /** This, and what only the other protocol told. */
  Neighbour and(Neighbour other) {
    return new Neighbour(
        protocols + " and " + other.protocols,
        identity,
        name.isEmpty() ? other.name : name,
        port.isEmpty() ? other.port : port,
        model.isEmpty() ? other.model : model,
        address.or(other::address),
        isRouter || other.isRouter,
        isSwitch || other.isSwitch,
        isPhone || other.isPhone,
        voiceVlan.isPresent() ? voiceVlan : other.voiceVlan);
  }
}
