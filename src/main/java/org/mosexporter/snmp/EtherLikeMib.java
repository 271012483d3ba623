package org.mosexporter.snmp;

import java.util.HashMap;
import java.util.Map;
import org.snmp4j.smi.OID;

/** EtherLike-MIB (RFC 3635): whether a port runs half duplex, by ifIndex. */
final class EtherLikeMib {
  private static final OID DOT3_STATS_ENTRY = new OID("1.3.6.1.2.1.10.7.2.1");
  private static final int DUPLEX_STATUS = 19;
  private static final long HALF = 2;
  private static final long FULL = 3;

  /** Ports whose duplex is unknown are left out. */
  static Map<OID, Boolean> readHalfDuplex(Session session) throws SnmpFault {
    Columns rows = TableWalk.seldom(session, DOT3_STATS_ENTRY, DUPLEX_STATUS);
    Map<OID, Boolean> half = new HashMap<>();
    for (OID port : rows.indexes(DUPLEX_STATUS)) {
      if (rows.is(DUPLEX_STATUS, port, HALF)) {
        half.put(port, true);
      } else if (rows.is(DUPLEX_STATUS, port, FULL)) {
        half.put(port, false);
      }
    }
    return half;
  }

  private EtherLikeMib() {}
}
