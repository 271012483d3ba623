package org.mosexporter.wire.lldp;

import java.util.List;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;

/**
 * A device as it describes itself (IEEE 802.1AB-2016 §8). Texts are its own word: printable ASCII,
 * bounded, empty when it did not say; nobody vouches for them.
 *
 * @param chassis its hardware address or name, by which it is told from others
 * @param port of the device to which the link leads, as it calls it
 * @param addresses by which it says that it is managed
 * @param isRouter it says that it routes and that this is switched on; so the others
 * @param voiceVlan in which it tells phones to speak (ANSI/TIA-1057 §10.2.3)
 */
public record LldpNeighbour(
    String chassis,
    String port,
    String name,
    String description,
    List<IpAddress> addresses,
    boolean isRouter,
    boolean isBridge,
    boolean isPhone,
    OptionalInt voiceVlan) {
  public LldpNeighbour {
    addresses = List.copyOf(addresses);
  }
}
