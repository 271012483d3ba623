package org.mosexporter.wire.cdp;

import java.util.List;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;

/**
 * A device as it describes itself. Texts are its own word: printable ASCII, bounded, empty when it
 * did not say; nobody vouches for them.
 *
 * @param device its host name, hardware address or serial number, by which it is told from others
 * @param name what it is called: without the serial number that some makes add
 * @param port of the device to which the link leads, as it calls it
 * @param platform its model
 * @param addresses those by which it says that it is managed, then others that it says to have
 * @param isRouter it says that it routes; so the others
 * @param isBridge but no switch, as many access points say
 * @param voiceVlan in which it tells phones to speak
 */
public record CdpNeighbour(
    String device,
    String name,
    String port,
    String platform,
    List<IpAddress> addresses,
    boolean isRouter,
    boolean isSwitch,
    boolean isBridge,
    boolean isPhone,
    OptionalInt voiceVlan) {
  public CdpNeighbour {
    addresses = List.copyOf(addresses);
  }
}
