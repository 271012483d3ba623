package org.mosexporter.snmp;

import java.util.Optional;
import org.snmp4j.smi.OID;

/**
 * lldpLocPortTable (IEEE 802.1AB): which port a local port number stands for. The number is often
 * an ifIndex or a bridge port, but not always; so it goes by what the port calls itself.
 */
final class LldpPorts {
  private static final OID LOCAL_PORT_ENTRY = new OID("1.0.8802.1.1.2.1.3.7.1");
  private static final int ID_SUBTYPE = 2;
  private static final int ID = 3;
  private static final int DESCRIPTION = 4;

  private static final long MAC = 3;
  private static final long NETWORK_ADDRESS = 4;

  private final Columns rows;
  private final Ports ports;

  private LldpPorts(Columns rows, Ports ports) {
    this.rows = rows;
    this.ports = ports;
  }

  static LldpPorts read(Session session, OptionalTables tables, Ports ports) throws SnmpFault {
    return new LldpPorts(
        tables.read(session, LOCAL_PORT_ENTRY, ID, DESCRIPTION, ID_SUBTYPE), ports);
  }

  /** Its name; where no interface has it, what LLDP calls it. */
  Optional<String> ofNumber(int localPortNumber) {
    OID index = new OID(new int[] {localPortNumber});
    String id = isText(index) ? rows.text(ID, index) : "";
    String description = rows.text(DESCRIPTION, index);
    return ports
        .ofText(id)
        .or(() -> ports.ofIndex(number(id)))
        .or(() -> ports.ofText(description))
        .or(() -> rows.isEmpty() ? ports.ofIndex(localPortNumber) : Optional.empty())
        .or(() -> Optional.of(id.isEmpty() ? description : id).filter(text -> !text.isEmpty()));
  }

  private boolean isText(OID index) {
    return !rows.is(ID_SUBTYPE, index, MAC) && !rows.is(ID_SUBTYPE, index, NETWORK_ADDRESS);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
