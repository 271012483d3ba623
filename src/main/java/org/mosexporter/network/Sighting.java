package org.mosexporter.network;

import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Neighbour.Kind;

/** A neighbour and the port at which a device heard it. */
record Sighting(Attachment at, Neighbour neighbour) {

  /** LLDP and CDP of one station at one port: what the one does not tell, the other may. */
  Sighting with(Sighting other) {
    Neighbour one = neighbour;
    Neighbour two = other.neighbour;
    return new Sighting(
        at,
        new Neighbour(
            one.port(),
            one.mac().or(two::mac),
            one.address().or(two::address),
            one.kind() == Kind.OTHER ? two.kind() : one.kind(),
            either(one.name(), two.name()),
            either(one.description(), two.description()),
            both(one.inventory(), two.inventory()),
            either(one.dscp(), two.dscp()),
            either(one.vlan(), two.vlan())));
  }

  private static Inventory both(Inventory one, Inventory two) {
    return new Inventory(
        either(one.hardware(), two.hardware()),
        either(one.firmware(), two.firmware()),
        either(one.software(), two.software()),
        either(one.serial(), two.serial()),
        either(one.manufacturer(), two.manufacturer()),
        either(one.model(), two.model()),
        either(one.asset(), two.asset()));
  }

  private static String either(String one, String two) {
    return one.isEmpty() ? two : one;
  }

  private static OptionalInt either(OptionalInt one, OptionalInt two) {
    return one.isEmpty() ? two : one;
  }

  boolean is(Kind kind) {
    return neighbour.kind() == kind;
  }

  boolean has(MacAddress mac) {
    return neighbour.mac().equals(Optional.of(mac));
  }
}
