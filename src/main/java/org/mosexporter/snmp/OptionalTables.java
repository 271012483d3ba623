package org.mosexporter.snmp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.snmp4j.smi.OID;

/**
 * Tables that add to another and that many agents lack, some by not answering at all: one that
 * never answered is empty, and is not asked again for a while; one that did must be read whole.
 */
final class OptionalTables {
  private static final int READINGS_UNTIL_ASKED_AGAIN = 12;

  private final Set<OID> answered = new HashSet<>();
  private final Map<OID, Integer> readingsToWait = new HashMap<>();

  Columns read(Session session, OID entry, int... columns) throws SnmpFault {
    OID key = new OID(entry).append(columns[0]);
    int wait = readingsToWait.merge(key, -1, Integer::sum);
    if (wait >= 0) {
      return new Columns();
    }
    readingsToWait.remove(key);
    try {
      Columns rows = TableWalk.readGently(session, entry, columns);
      if (!rows.isEmpty()) {
        answered.add(key);
      }
      return rows;
    } catch (SnmpFault fault) {
      if (answered.contains(key)) {
        throw fault;
      }
      readingsToWait.put(key, READINGS_UNTIL_ASKED_AGAIN);
      return new Columns();
    }
  }
}
