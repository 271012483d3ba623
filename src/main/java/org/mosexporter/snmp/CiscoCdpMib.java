package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.MacAddress;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Neighbour.Kind;
import org.snmp4j.smi.OID;

/** CISCO-CDP-MIB cdpCacheTable; index: ifIndex, a number of the neighbour. */
final class CiscoCdpMib {
  private static final OID CACHE_ENTRY = new OID("1.3.6.1.4.1.9.9.23.1.2.1.1");
  private static final int ADDRESS_TYPE = 3;
  private static final int ADDRESS = 4;
  private static final int VERSION = 5;
  private static final int DEVICE_ID = 6;
  private static final int PLATFORM = 8;
  private static final int CAPABILITIES = 9;
  private static final int VOICE_VLAN = 14;

  private static final long IP = 1;
  private static final long LAST_VLAN = 4094;

  private static final int BRIDGES = 0x02 | 0x04 | 0x08;
  private static final int PHONE = 0x80;
  private static final int CAPABILITY_OCTETS = 4;

  private final Columns rows;
  private final Ports ports;

  private CiscoCdpMib(Columns rows, Ports ports) {
    this.rows = rows;
    this.ports = ports;
  }

  /** Nothing when the device has no neighbours to show. */
  static Optional<List<Neighbour>> read(Session session, Ports ports) throws SnmpFault {
    Columns rows =
        TableWalk.readGently(
            session,
            CACHE_ENTRY,
            DEVICE_ID,
            ADDRESS_TYPE,
            ADDRESS,
            CAPABILITIES,
            PLATFORM,
            VERSION,
            VOICE_VLAN);
    rows.refuseCutColumns(DEVICE_ID, ADDRESS_TYPE, CAPABILITIES, PLATFORM);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new CiscoCdpMib(rows, ports).neighbours());
  }

  private List<Neighbour> neighbours() {
    List<Neighbour> all = new ArrayList<>();
    for (OID index : rows.indexes(DEVICE_ID)) {
      all.add(neighbour(index));
    }
    return all;
  }

  private Neighbour neighbour(OID index) {
    String id = rows.text(DEVICE_ID, index);
    String platform = rows.text(PLATFORM, index);
    return new Neighbour(
        ports.ofIndex(index.get(0)).orElse(""),
        mac(id, index),
        address(index),
        kind(id, platform, index),
        id,
        platform,
        new Inventory("", "", rows.text(VERSION, index), "", "", "", ""),
        OptionalInt.empty(),
        vlan(index));
  }

  private Optional<MacAddress> mac(String id, OID index) {
    return NeighbourText.mac(id)
        .or(() -> MacAddress.of(rows.octets(DEVICE_ID, index)))
        .or(() -> MacAddress.parse(id));
  }

  private Optional<IpAddress> address(OID index) {
    return rows.is(ADDRESS_TYPE, index, IP)
        ? IndexAddress.address(rows.octets(ADDRESS, index))
        : Optional.empty();
  }

  private Kind kind(String id, String platform, OID index) {
    int capabilities = capabilities(index);
    if ((capabilities & PHONE) != 0 || NeighbourText.isPhone(id, platform)) {
      return Kind.PHONE;
    }
    if (NeighbourText.isAccessPoint(platform)) {
      return Kind.ACCESS_POINT;
    }
    return (capabilities & BRIDGES) != 0 ? Kind.BRIDGE : Kind.OTHER;
  }

  /** Four octets; ProCurve writes a number. */
  private int capabilities(OID index) {
    byte[] octets = rows.octets(CAPABILITIES, index);
    if (octets.length == CAPABILITY_OCTETS) {
      return octets[CAPABILITY_OCTETS - 1] & 0xFF;
    }
    try {
      return Integer.parseInt(rows.text(CAPABILITIES, index));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private OptionalInt vlan(OID index) {
    OptionalLong vlan = rows.number(VOICE_VLAN, index);
    boolean told = vlan.isPresent() && vlan.getAsLong() >= 1 && vlan.getAsLong() <= LAST_VLAN;
    return told ? OptionalInt.of((int) vlan.getAsLong()) : OptionalInt.empty();
  }
}
