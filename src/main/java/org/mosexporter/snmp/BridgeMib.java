package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.network.LearnedAddress;
import org.mosexporter.network.MacAddress;
import org.snmp4j.smi.OID;

/**
 * Which station a switch has learned at which port: Q-BRIDGE-MIB (RFC 4363) where it has rows, else
 * BRIDGE-MIB (RFC 4188), which Cisco's have for each VLAN. Stations behind a port with many are
 * left out: it leads to another switch.
 */
final class BridgeMib {
  /** More than a desk, or an unmanaged switch for a room, has. */
  static final int MOST_STATIONS_AT_A_PORT = 64;

  private static final OID BASE_PORT_ENTRY = new OID("1.3.6.1.2.1.17.1.4.1");
  private static final int PORT_INDEX = 2;

  private static final OID STATION_ENTRY = new OID("1.3.6.1.2.1.17.4.3.1");
  private static final OID VLAN_STATION_ENTRY = new OID("1.3.6.1.2.1.17.7.1.2.2.1");
  private static final int PORT = 2;
  private static final int STATUS = 3;
  private static final long INVALID = 2;
  private static final long SELF = 4;

  private static final OID VLAN_ENTRY = new OID("1.3.6.1.2.1.17.7.1.4.2.1");
  private static final int DATABASE = 3;
  static final int LAST_VLAN = 4094;

  private final Ports ports;
  private final List<LearnedAddress> stations = new ArrayList<>();

  private BridgeMib(Ports ports) {
    this.ports = ports;
  }

  /** Nothing when the device is no bridge. */
  static Optional<List<LearnedAddress>> read(
      Session session, OptionalTables tables, CiscoVlans ciscoVlans, Ports ports) throws SnmpFault {
    BridgeMib mib = new BridgeMib(ports);
    Map<Long, String> names = mib.portNames(session);
    Columns byVlan = stations(session, VLAN_STATION_ENTRY);
    if (byVlan.isEmpty()) {
      mib.add(stations(session, STATION_ENTRY), names, OptionalInt.empty());
      ciscoVlans.readEach(session, tables, mib::addVlan);
    } else {
      mib.addAll(byVlan, names, vlans(tables.read(session, VLAN_ENTRY, DATABASE)));
    }
    return names.isEmpty() && mib.stations.isEmpty()
        ? Optional.empty()
        : Optional.of(mib.atTheEdge());
  }

  private void addVlan(Session ofVlan, int vlan) throws SnmpFault {
    add(stations(ofVlan, STATION_ENTRY), portNames(ofVlan), OptionalInt.of(vlan));
  }

  private static Columns stations(Session session, OID entry) throws SnmpFault {
    Columns rows = TableWalk.read(session, entry, PORT, STATUS);
    rows.refuseCutColumns(PORT, STATUS);
    return rows;
  }

  private Map<Long, String> portNames(Session session) throws SnmpFault {
    Columns rows = TableWalk.read(session, BASE_PORT_ENTRY, PORT_INDEX);
    Map<Long, String> names = new HashMap<>();
    for (OID bridgePort : rows.indexes(PORT_INDEX)) {
      ports
          .ofIndex(rows.number(PORT_INDEX, bridgePort).orElse(-1))
          .ifPresent(name -> names.put((long) bridgePort.get(0), name));
    }
    return names;
  }

  /** By filtering database: its VLAN, and nothing where several share it (RFC 4363 §3.3). */
  private static Map<Integer, OptionalInt> vlans(Columns rows) {
    Map<Integer, OptionalInt> vlans = new HashMap<>();
    for (OID index : rows.indexes(DATABASE)) {
      int vlan = index.last();
      OptionalLong database = rows.number(DATABASE, index);
      if (database.isPresent() && vlan >= 1 && vlan <= LAST_VLAN) {
        vlans.merge(
            (int) database.getAsLong(),
            OptionalInt.of(vlan),
            (one, other) -> one.equals(other) ? one : OptionalInt.empty());
      }
    }
    return vlans;
  }

  /** Of the old table, whose index is the station alone. */
  private void add(Columns rows, Map<Long, String> names, OptionalInt vlan) {
    for (OID index : rows.indexes(PORT)) {
      add(rows, index, IndexAddress.lastMac(index, 0), names, vlan);
    }
  }

  private void addAll(Columns rows, Map<Long, String> names, Map<Integer, OptionalInt> vlans) {
    for (OID index : rows.indexes(PORT)) {
      OptionalInt vlan = vlans.getOrDefault(index.get(0), OptionalInt.empty());
      add(rows, index, IndexAddress.lastMac(index, 1), names, vlan);
    }
  }

  private void add(
      Columns rows,
      OID index,
      Optional<MacAddress> mac,
      Map<Long, String> names,
      OptionalInt vlan) {
    String port = names.get(rows.number(PORT, index).orElse(0));
    boolean learned = !rows.is(STATUS, index, INVALID) && !rows.is(STATUS, index, SELF);
    if (mac.isPresent() && port != null && learned) {
      stations.add(new LearnedAddress(mac.get(), port, vlan));
    }
  }

  private List<LearnedAddress> atTheEdge() {
    Map<String, Set<MacAddress>> atPort = new HashMap<>();
    for (LearnedAddress station : stations) {
      atPort.computeIfAbsent(station.port(), _ -> new HashSet<>()).add(station.mac());
    }
    return stations.stream()
        .filter(
            station ->
                atPort.getOrDefault(station.port(), Set.of()).size() <= MOST_STATIONS_AT_A_PORT)
        .distinct()
        .toList();
  }
}
