package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.MacAddress;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.Neighbour.Kind;
import org.snmp4j.smi.OID;

/**
 * LLDP-MIB lldpRemTable (IEEE 802.1AB), with what LLDP-MED adds. Index: time mark, local port
 * number, a number of the neighbour; the time mark is no part of its identity. RouterOS has the
 * last alone, and says in a table of its own at which interface.
 */
final class LldpMib {
  private static final OID REMOTE_ENTRY = new OID("1.0.8802.1.1.2.1.4.1.1");
  private static final int CHASSIS_SUBTYPE = 4;
  private static final int CHASSIS = 5;
  private static final int PORT_SUBTYPE = 6;
  private static final int PORT = 7;
  private static final int NAME = 9;
  private static final int DESCRIPTION = 10;
  private static final int CAPABILITIES_ENABLED = 12;

  private static final long CHASSIS_MAC = 4;
  private static final long CHASSIS_ADDRESS = 5;
  private static final long PORT_MAC = 3;

  private static final OID MANAGEMENT_ADDRESS_ENTRY = new OID("1.0.8802.1.1.2.1.4.2.1");
  private static final int INTERFACE_SUBTYPE = 3;

  private static final OID MIKROTIK_NEIGHBOUR_ENTRY = new OID("1.3.6.1.4.1.14988.1.1.11.1.1");
  private static final int MIKROTIK_INTERFACE = 8;

  private static final int INDEX_SIZE = 3;

  private final Columns remote;
  private final Columns names;
  private final Columns descriptions;
  private final Map<OID, IpAddress> managed;
  private final Columns mikrotik;
  private final LldpMedMib med;
  private final Ports ports;
  private final LldpPorts lldpPorts;

  private LldpMib(Session session, OptionalTables tables, Ports ports, Columns remote)
      throws SnmpFault {
    this.remote = remote;
    this.ports = ports;
    lldpPorts = LldpPorts.read(session, tables, ports);
    names = tables.read(session, REMOTE_ENTRY, NAME);
    descriptions = tables.read(session, REMOTE_ENTRY, DESCRIPTION);
    managed = addresses(tables.read(session, MANAGEMENT_ADDRESS_ENTRY, INTERFACE_SUBTYPE));
    mikrotik =
        remote.indexes(PORT_SUBTYPE).stream().allMatch(index -> index.size() == 1)
            ? tables.read(session, MIKROTIK_NEIGHBOUR_ENTRY, MIKROTIK_INTERFACE)
            : new Columns();
    med = LldpMedMib.readRemote(session, tables);
  }

  /** Nothing when the device has no neighbours to show. */
  static Optional<List<Neighbour>> read(Session session, OptionalTables tables, Ports ports)
      throws SnmpFault {
    Columns remote =
        TableWalk.readGently(
            session,
            REMOTE_ENTRY,
            PORT_SUBTYPE,
            PORT,
            CHASSIS_SUBTYPE,
            CHASSIS,
            CAPABILITIES_ENABLED);
    remote.refuseCutColumns(PORT_SUBTYPE, PORT, CHASSIS_SUBTYPE, CHASSIS);
    return remote.isEmpty()
        ? Optional.empty()
        : Optional.of(new LldpMib(session, tables, ports, remote).neighbours());
  }

  private List<Neighbour> neighbours() {
    List<Neighbour> all = new ArrayList<>();
    for (OID index : remote.indexes(PORT_SUBTYPE)) {
      all.add(neighbour(index));
    }
    // The time mark may make two rows of one neighbour for a moment.
    return all.stream().distinct().toList();
  }

  private Neighbour neighbour(OID index) {
    String name = names.text(NAME, index);
    String description = descriptions.text(DESCRIPTION, index);
    return new Neighbour(
        port(index).orElse(""),
        mac(index).or(() -> NeighbourText.mac(name)),
        networkAddress(index).or(() -> Optional.ofNullable(managed.get(index))),
        kind(index, name, description),
        name,
        description,
        med.inventory(index),
        med.voiceDscp(index),
        med.voiceVlan(index));
  }

  private Optional<String> port(OID index) {
    return index.size() == INDEX_SIZE
        ? lldpPorts.ofNumber(index.get(1))
        : ports.ofIndex(mikrotik.number(MIKROTIK_INTERFACE, index).orElse(-1));
  }

  private Kind kind(OID index, String name, String description) {
    boolean phone = med.isPhone(index) || NeighbourText.isPhone(name, description);
    return phone ? Kind.PHONE : LldpCapabilities.of(remote, CAPABILITIES_ENABLED, index).kind();
  }

  /** Of the port, by which phones are known; else of the chassis. Some agents write it as text. */
  private Optional<MacAddress> mac(OID index) {
    Optional<MacAddress> port =
        remote.is(PORT_SUBTYPE, index, PORT_MAC) ? mac(PORT, index) : Optional.empty();
    return port.isPresent() || !remote.is(CHASSIS_SUBTYPE, index, CHASSIS_MAC)
        ? port
        : mac(CHASSIS, index);
  }

  private Optional<MacAddress> mac(int column, OID index) {
    return MacAddress.of(remote.octets(column, index))
        .or(() -> MacAddress.parse(remote.text(column, index)));
  }

  /** Phones mostly call their chassis by their address: its family, then its octets. */
  private Optional<IpAddress> networkAddress(OID index) {
    byte[] id = remote.octets(CHASSIS, index);
    return remote.is(CHASSIS_SUBTYPE, index, CHASSIS_ADDRESS) && id.length > 1
        ? IndexAddress.address(Arrays.copyOfRange(id, 1, id.length))
        : Optional.empty();
  }

  /** The first of each neighbour that no other neighbour says it has too. */
  private static Map<OID, IpAddress> addresses(Columns rows) {
    Map<IpAddress, OID> users = new LinkedHashMap<>();
    OID several = new OID();
    for (OID index : rows.indexes(INTERFACE_SUBTYPE)) {
      if (index.size() > INDEX_SIZE) {
        OID neighbour = index.subOID(0, INDEX_SIZE);
        IndexAddress.typed(index, INDEX_SIZE)
            .ifPresent(a -> users.merge(a, neighbour, (u, v) -> u.equals(v) ? u : several));
      }
    }
    Map<OID, IpAddress> first = new HashMap<>();
    users.forEach((address, neighbour) -> first.putIfAbsent(neighbour, address));
    first.remove(several);
    return first;
  }
}
