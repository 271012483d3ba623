package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.VoicePolicy;
import org.snmp4j.smi.OID;

/**
 * LLDP-EXT-MED-MIB (ANSI/TIA-1057 §13.3): what phones say they are and were told, and what the
 * switch tells them. Remote rows have the index of lldpRemTable.
 */
final class LldpMedMib {
  private static final OID LOCAL_POLICY_ENTRY = new OID("1.0.8802.1.1.2.1.5.4795.1.2.1.1");
  private static final OID REMOTE_CAPABILITIES_ENTRY = new OID("1.0.8802.1.1.2.1.5.4795.1.3.1.1");
  private static final OID REMOTE_POLICY_ENTRY = new OID("1.0.8802.1.1.2.1.5.4795.1.3.2.1");
  private static final OID REMOTE_INVENTORY_ENTRY = new OID("1.0.8802.1.1.2.1.5.4795.1.3.3.1");

  private static final int DEVICE_CLASS = 3;
  private static final long COMMUNICATION_ENDPOINT = 3;

  private static final int VLAN = 2;
  private static final int DSCP = 4;
  private static final int UNKNOWN = 5;
  private static final long YES = 1;
  private static final int VOICE = 1;
  private static final int LAST_VLAN = 4094;
  private static final int LAST_DSCP = 63;

  private static final int HARDWARE = 1;
  private static final int FIRMWARE = 2;
  private static final int SOFTWARE = 3;
  private static final int SERIAL = 4;
  private static final int MANUFACTURER = 5;
  private static final int MODEL = 6;
  private static final int ASSET = 7;

  private final Columns capabilities;
  private final Columns policies;
  private final Columns inventories;

  private LldpMedMib(Columns capabilities, Columns policies, Columns inventories) {
    this.capabilities = capabilities;
    this.policies = policies;
    this.inventories = inventories;
  }

  static LldpMedMib readRemote(Session session, OptionalTables tables) throws SnmpFault {
    return new LldpMedMib(
        tables.read(session, REMOTE_CAPABILITIES_ENTRY, DEVICE_CLASS),
        tables.read(session, REMOTE_POLICY_ENTRY, DSCP, VLAN, UNKNOWN),
        tables.read(
            session,
            REMOTE_INVENTORY_ENTRY,
            MODEL,
            SOFTWARE,
            MANUFACTURER,
            FIRMWARE,
            HARDWARE,
            SERIAL,
            ASSET));
  }

  boolean isPhone(OID neighbour) {
    return capabilities.is(DEVICE_CLASS, neighbour, COMMUNICATION_ENDPOINT);
  }

  OptionalInt voiceDscp(OID neighbour) {
    return dscp(policies, new OID(neighbour).append(VOICE));
  }

  OptionalInt voiceVlan(OID neighbour) {
    return vlan(policies, new OID(neighbour).append(VOICE));
  }

  Inventory inventory(OID neighbour) {
    return new Inventory(
        inventories.text(HARDWARE, neighbour),
        inventories.text(FIRMWARE, neighbour),
        inventories.text(SOFTWARE, neighbour),
        inventories.text(SERIAL, neighbour),
        inventories.text(MANUFACTURER, neighbour),
        inventories.text(MODEL, neighbour),
        inventories.text(ASSET, neighbour));
  }

  /** What the switch tells phones at its ports; index: lldpLocPortNum, application. */
  static Optional<List<VoicePolicy>> readPolicies(
      Session session, OptionalTables tables, Ports ports) throws SnmpFault {
    Columns rows = tables.read(session, LOCAL_POLICY_ENTRY, DSCP, VLAN, UNKNOWN);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    LldpPorts lldpPorts = LldpPorts.read(session, tables, ports);
    List<VoicePolicy> policies = new ArrayList<>();
    for (OID index : rows.indexes(DSCP)) {
      OptionalInt dscp = dscp(rows, index);
      if (index.size() == 2 && index.get(1) == VOICE && dscp.isPresent()) {
        lldpPorts
            .ofNumber(index.get(0))
            .map(port -> new VoicePolicy(port, dscp.getAsInt(), vlan(rows, index)))
            .ifPresent(policies::add);
      }
    }
    return Optional.of(policies);
  }

  private static OptionalInt dscp(Columns rows, OID policy) {
    return within(rows, DSCP, policy, 0, LAST_DSCP);
  }

  /** 0 is no VLAN but only a priority. */
  private static OptionalInt vlan(Columns rows, OID policy) {
    return within(rows, VLAN, policy, 1, LAST_VLAN);
  }

  private static OptionalInt within(Columns rows, int column, OID policy, int least, int most) {
    OptionalLong value = rows.number(column, policy);
    boolean told =
        value.isPresent()
            && value.getAsLong() >= least
            && value.getAsLong() <= most
            && !rows.is(UNKNOWN, policy, YES);
    return told ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }
}
