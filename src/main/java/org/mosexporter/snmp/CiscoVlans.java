package org.mosexporter.snmp;

import java.util.List;
import org.snmp4j.smi.OID;

/**
 * The VLANs of a Cisco switch (CISCO-VTP-MIB vtpVlanTable; index: domain, VLAN). Each has a bridge
 * table of its own, seen with the community c@VLAN or in the context vlan-N. A switch that lets
 * nobody see those is not asked again for a while; one that did must show all of them.
 */
final class CiscoVlans {
  /** More than an office has; what is beyond is not asked. */
  static final int MOST_VLANS = 64;

  private static final OID VLAN_ENTRY = new OID("1.3.6.1.4.1.9.9.46.1.3.1.1");
  private static final int STATE = 2;
  private static final int TYPE = 3;
  private static final long OPERATIONAL = 1;
  private static final long ETHERNET = 1;
  private static final int READINGS_UNTIL_ASKED_AGAIN = 12;

  private boolean shown;
  private int readingsToWait;

  /** Reads what one VLAN's own session shows. */
  interface Reader {
    void read(Session ofVlan, int vlan) throws SnmpFault;
  }

  void readEach(Session session, OptionalTables tables, Reader reader) throws SnmpFault {
    if (readingsToWait > 0) {
      readingsToWait--;
      return;
    }
    for (int vlan : vlans(tables.read(session, VLAN_ENTRY, STATE, TYPE))) {
      try {
        reader.read(session.ofVlan(vlan), vlan);
        shown = true;
      } catch (SnmpFault fault) {
        if (shown) {
          throw fault;
        }
        readingsToWait = READINGS_UNTIL_ASKED_AGAIN;
        return;
      }
    }
  }

  private static List<Integer> vlans(Columns rows) {
    return rows.indexes(STATE).stream()
        .filter(index -> rows.is(STATE, index, OPERATIONAL) && rows.is(TYPE, index, ETHERNET))
        .map(OID::last)
        .filter(vlan -> vlan >= 1 && vlan <= BridgeMib.LAST_VLAN)
        .sorted()
        .distinct()
        .limit(MOST_VLANS)
        .toList();
  }
}
