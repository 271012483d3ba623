package org.mosexporter.snmp;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.network.CounterReading;
import org.snmp4j.smi.OID;

/**
 * Counters of classes (cbQosCMStatsTable, cbQosQueueingStatsTable). Drops are all drops of the
 * class: queue, random and policer together.
 */
record ClassStatistics(Columns policies, Columns classes, Columns queues) {
  private static final OID CM_STATS_ENTRY = CiscoClassBasedQosMib.under(15);
  private static final int PACKETS_64 = 3;
  private static final int BYTES_64 = 6;
  private static final int DROPPED_PACKETS_64 = 14;
  private static final int DROPPED_BYTES_64 = 17;

  private static final OID QUEUEING_STATS_ENTRY = CiscoClassBasedQosMib.under(18);
  static final int QUEUE_DEPTH = 1;

  /** The limit as configured; no high-water mark, whatever its name says. */
  static final int QUEUE_LIMIT = 2;

  private static final int IF_INDEX = 4;
  private static final int DISCONTINUITY_TIME = 11;

  static ClassStatistics read(Session session) throws SnmpFault {
    List<Columns> tables =
        TableWalk.together(
            session,
            TableColumns.of(
                CiscoClassBasedQosMib.SERVICE_POLICY_ENTRY, IF_INDEX, DISCONTINUITY_TIME),
            TableColumns.of(
                CM_STATS_ENTRY, PACKETS_64, BYTES_64, DROPPED_PACKETS_64, DROPPED_BYTES_64),
            TableColumns.of(QUEUEING_STATS_ENTRY, QUEUE_DEPTH, QUEUE_LIMIT));
    Columns classes = tables.get(1);
    if (classes.isEmpty()) {
      // Old IOS has no 64-bit columns. Both words of a counter come in one PDU.
      classes = TableWalk.read(session, CM_STATS_ENTRY, 1, 2, 4, 5, 12, 13, 15, 16);
    }
    return new ClassStatistics(tables.get(0), classes, tables.get(2));
  }

  /**
   * Whether the same policies hang on the same interfaces, and have the same classes, as when what
   * is kept was read.
   */
  boolean fits(KeptTables kept) {
    Set<OID> attachments = new HashSet<>();
    for (OID policy : policies.indexes(IF_INDEX)) {
      attachments.add(new OID(policy).append((int) policies.number(IF_INDEX, policy).orElse(0)));
    }
    boolean samePolicies = kept.fits(CiscoClassBasedQosMib.SERVICE_POLICY_ENTRY, attachments);
    return kept.fits(CM_STATS_ENTRY, classes.indexes()) && samePolicies;
  }

  long discontinuity(OID policy) {
    return policies.number(DISCONTINUITY_TIME, policy).orElse(0);
  }

  Optional<CounterReading> packets(OID index) {
    return counter(PACKETS_64, index);
  }

  Optional<CounterReading> bytes(OID index) {
    return counter(BYTES_64, index);
  }

  Optional<CounterReading> droppedPackets(OID index) {
    return counter(DROPPED_PACKETS_64, index);
  }

  Optional<CounterReading> droppedBytes(OID index) {
    return counter(DROPPED_BYTES_64, index);
  }

  /** Each 64-bit column follows its low word, which follows its overflows. */
  private Optional<CounterReading> counter(int column, OID index) {
    Optional<CounterReading> wide = classes.counter64(column, index);
    return wide.isPresent() ? wide : classes.twoWords(column - 2, column - 1, index);
  }
}
