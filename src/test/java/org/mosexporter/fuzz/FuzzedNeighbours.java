package org.mosexporter.fuzz;

import java.util.List;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.cdp.CdpNeighbour;
import org.mosexporter.wire.cdp.CdpReader;
import org.mosexporter.wire.lldp.LldpNeighbour;
import org.mosexporter.wire.lldp.LldpReader;

/** One frame by which a device tells its neighbours who it is. */
final class FuzzedNeighbours {
  private static final int LONGEST_TEXT = 64;
  private static final int MOST_ADDRESSES = 32;
  private static final int LAST_VLAN = 4094;

  static void lldp(byte[] octets) {
    LldpReader.read(Octets.alone(octets), 0, octets.length).ifPresent(FuzzedNeighbours::check);
  }

  private static void check(LldpNeighbour said) {
    texts(said, List.of(said.chassis(), said.port(), said.name(), said.description()));
    addresses(said, said.addresses());
    vlan(said, said.voiceVlan().orElse(1));
  }

  static void cdp(byte[] octets) {
    CdpReader.read(Octets.alone(octets), 0, octets.length).ifPresent(FuzzedNeighbours::check);
  }

  private static void check(CdpNeighbour said) {
    texts(said, List.of(said.device(), said.name(), said.port(), said.platform()));
    addresses(said, said.addresses());
    vlan(said, said.voiceVlan().orElse(1));
    if (said.device().isEmpty() || said.name().isEmpty()) {
      throw new IllegalStateException(said.toString());
    }
  }

  /** They go into a configuration and onto a terminal. */
  private static void texts(Record said, List<String> texts) {
    for (String text : texts) {
      boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
      if (!plain || text.length() > LONGEST_TEXT) {
        throw new IllegalStateException(said.toString());
      }
    }
  }

  /** The community of SNMP may go there. */
  private static void addresses(Record said, List<IpAddress> addresses) {
    boolean lead =
        addresses.stream().noneMatch(one -> one.isUnspecified() || one.isMulticast())
            && addresses.stream().noneMatch(one -> one.isLinkLocal() || one.isLoopback());
    if (!lead || addresses.size() > MOST_ADDRESSES) {
      throw new IllegalStateException(said.toString());
    }
  }

  private static void vlan(Record said, int vlan) {
    if (vlan < 1 || vlan > LAST_VLAN) {
      throw new IllegalStateException(said.toString());
    }
  }

  private FuzzedNeighbours() {}
}
