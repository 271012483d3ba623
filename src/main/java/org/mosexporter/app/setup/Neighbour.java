package org.mosexporter.app.setup;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
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
 * @param addresses that by which it is managed first
 * @param isBridge but no switch: mostly an access point
 */
record Neighbour(
    String protocols,
    String identity,
    String name,
    String port,
    String model,
    List<IpAddress> addresses,
    boolean isRouter,
    boolean isSwitch,
    boolean isBridge,
    boolean isPhone,
    OptionalInt voiceVlan) {
  Neighbour {
    addresses = List.copyOf(addresses);
  }

  static Neighbour of(LldpNeighbour said) {
    return new Neighbour(
        "LLDP",
        said.chassis(),
        said.name(),
        said.port(),
        "",
        said.addresses(),
        said.isRouter(),
        said.isBridge(), // LLDP has no other word for a switch
        false,
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
        said.addresses(),
        said.isRouter(),
        said.isSwitch(),
        said.isBridge(),
        said.isPhone(),
        said.voiceVlan());
  }

  /** Where it is managed. */
  Optional<IpAddress> address() {
    return addresses.stream().findFirst();
  }

  /** Whether a protocol that is none of these told of the same device: by its name or addresses. */
  boolean isSameAs(Neighbour other) {
    boolean named = !name.isEmpty() && name.equalsIgnoreCase(other.name);
    boolean addressed = addresses.stream().anyMatch(other.addresses::contains);
    return !protocols.contains(other.protocols) && (named || addressed);
  }

  /** This, and what only the other protocol told. */
  Neighbour and(Neighbour other) {
    boolean bridge = isBridge || other.isBridge;
    return new Neighbour(
        protocols + " and " + other.protocols,
        identity,
        name.isEmpty() ? other.name : name,
        port.isEmpty() ? other.port : port,
        model.isEmpty() ? other.model : model,
        Stream.concat(addresses.stream(), other.addresses.stream()).distinct().toList(),
        isRouter || other.isRouter,
        (isSwitch || other.isSwitch) && !bridge,
        bridge,
        isPhone || other.isPhone,
        voiceVlan.isPresent() ? voiceVlan : other.voiceVlan);
  }
}
