package org.mosexporter.snmp;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.snmp4j.smi.OID;

/**
 * What is counted of classes and of their actions (cbQosCMStatsTable and its neighbours); tables of
 * actions that no class has are not asked for.
 */
record ClassStatistics(
    Columns classes,
    Columns queues,
    Columns police,
    Columns shaping,
    Columns randomDetect,
    Columns set) {
  /** All drops of a class: queue, random and policer together. */
  static final int DROPPED_PACKETS_64 = 14;

  static final int DROPPED_BYTES_64 = 17;
  static final int PACKETS_64 = 3;
  static final int BYTES_64 = 6;

  static final int QUEUE_DEPTH = 1;

  /** The limit as configured; no high-water mark, whatever its name says. */
  static final int QUEUE_LIMIT = 2;

  static final int QUEUE_DEPTH_PACKETS = 9;
  static final int QUEUE_LIMIT_PACKETS = 10;
  static final int QUEUE_DROPPED_BYTES_64 = 5;
  static final int QUEUE_DROPPED_PACKETS_64 = 8;

  static final int CONFORMED_PACKETS_64 = 3;
  static final int CONFORMED_BYTES_64 = 6;
  static final int EXCEEDED_PACKETS_64 = 10;
  static final int EXCEEDED_BYTES_64 = 13;
  static final int VIOLATED_PACKETS_64 = 17;
  static final int VIOLATED_BYTES_64 = 20;

  static final int DELAYED_BYTES_64 = 3;
  static final int DELAYED_PACKETS_64 = 6;
  static final int SHAPER_DROPPED_BYTES_64 = 9;
  static final int SHAPER_DROPPED_PACKETS_64 = 12;
  static final int SHAPER_ACTIVE = 13;
  static final int SHAPER_QUEUE_PACKETS = 14;
  static final int SHAPER_TARGET_RATE_64 = 15;

  static final int RANDOM_DROPPED_PACKETS_64 = 3;
  static final int TAIL_DROPPED_PACKETS_64 = 9;

  static final int MARKED_PACKETS_64 = 1;

  private static final List<Integer> NONE = List.of();

  static ClassStatistics read(Session session, Collection<PolicyTree> policies) throws SnmpFault {
    return new ClassStatistics(
        read(session, 15, List.of(PACKETS_64, BYTES_64, DROPPED_PACKETS_64, DROPPED_BYTES_64), NONE),
        has(policies, PolicyTree.Type.QUEUEING)
            ? read(
                session,
                18,
                List.of(QUEUE_DROPPED_BYTES_64, QUEUE_DROPPED_PACKETS_64),
                List.of(QUEUE_DEPTH, QUEUE_LIMIT, QUEUE_DEPTH_PACKETS, QUEUE_LIMIT_PACKETS))
            : new Columns(),
        has(policies, PolicyTree.Type.POLICE)
            ? read(
                session,
                17,
                List.of(
                    CONFORMED_PACKETS_64,
                    CONFORMED_BYTES_64,
                    EXCEEDED_PACKETS_64,
                    EXCEEDED_BYTES_64,
                    VIOLATED_PACKETS_64,
                    VIOLATED_BYTES_64),
                NONE)
            : new Columns(),
        has(policies, PolicyTree.Type.SHAPING)
            ? read(
                session,
                19,
                List.of(
                    DELAYED_BYTES_64,
                    DELAYED_PACKETS_64,
                    SHAPER_DROPPED_BYTES_64,
                    SHAPER_DROPPED_PACKETS_64),
                List.of(SHAPER_ACTIVE, SHAPER_QUEUE_PACKETS, SHAPER_TARGET_RATE_64))
            : new Columns(),
        has(policies, PolicyTree.Type.RANDOM_DETECT)
            ? read(
                session, 20, List.of(RANDOM_DROPPED_PACKETS_64, TAIL_DROPPED_PACKETS_64), NONE)
            : new Columns(),
        has(policies, PolicyTree.Type.SET)
            ? TableWalk.read(session, CiscoClassBasedQosMib.under(24), MARKED_PACKETS_64)
            : new Columns());
  }

  private static boolean has(Collection<PolicyTree> policies, PolicyTree.Type type) {
    return policies.stream().anyMatch(policy -> policy.has(type));
  }

  /**
   * Old IOS and SNMPv1 have no 64-bit columns: where none has rows, the words before each are read,
   * both in one PDU.
   */
  private static Columns read(Session session, int table, List<Integer> wide, List<Integer> others)
      throws SnmpFault {
    OID entry = CiscoClassBasedQosMib.under(table);
    Columns rows = TableWalk.read(session, entry, columns(wide.stream(), others));
    if (wide.stream().anyMatch(rows::has)) {
      return rows;
    }
    return TableWalk.read(
        session,
        entry,
        columns(wide.stream().flatMap(column -> Stream.of(column - 2, column - 1)), others));
  }

  private static int[] columns(Stream<Integer> counters, List<Integer> others) {
    return Stream.concat(counters, others.stream()).mapToInt(Integer::intValue).toArray();
  }
}
