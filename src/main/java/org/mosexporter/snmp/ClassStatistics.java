package org.mosexporter.snmp;

import java.util.Optional;
import org.mosexporter.network.CounterReading;
import org.snmp4j.smi.OID;

/**
 * Counters of classes (cbQosCMStatsTable, cbQosQueueingStatsTable). Drops are all drops of the
 * class: queue, random and policer together.
 */
record ClassStatistics(Columns classes, Columns queues) {
  private static final OID CM_STATS_ENTRY = CiscoClassBasedQosMib.under(15);
  private static final int PACKETS_64 = 3;
  private static final int BYTES_64 = 6;
  private static final int DROPPED_PACKETS_64 = 14;
  private static final int DROPPED_BYTES_64 = 17;

  private static final OID QUEUEING_STATS_ENTRY = CiscoClassBasedQosMib.under(18);
  static final int QUEUE_DEPTH = 1;

  /** The limit as configured; no high-water mark, whatever its name says. */
  static final int QUEUE_LIMIT = 2;

  static ClassStatistics read(Session session) throws SnmpFault {
    Columns classes =
        TableWalk.read(
            session, CM_STATS_ENTRY, PACKETS_64, BYTES_64, DROPPED_PACKETS_64, DROPPED_BYTES_64);
    if (classes.isEmpty()) {
      // Old IOS has no 64-bit columns. Both words of a counter come in one PDU.
      classes = TableWalk.read(session, CM_STATS_ENTRY, 1, 2, 4, 5, 12, 13, 15, 16);
    }
    Columns queues = TableWalk.read(session, QUEUEING_STATS_ENTRY, QUEUE_DEPTH, QUEUE_LIMIT);
    return new ClassStatistics(classes, queues);
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
