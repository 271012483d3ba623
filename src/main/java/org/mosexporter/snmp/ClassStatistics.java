package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/**
 * What is counted of classes and of their actions (cbQosCMStatsTable and its neighbours); tables of
 * actions that no class has are not asked for.
 */
record ClassStatistics(
    Columns policies,
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

  private static final int IF_INDEX = 4;
  private static final int DISCONTINUITY_TIME = 11;

  /** The tables in the order of the record's parts, and what each of an action of a type counts. */
  private static final List<Counted> TABLES =
      List.of(
          new Counted(
              15,
              PolicyTree.Type.CLASS_MAP,
              List.of(PACKETS_64, BYTES_64, DROPPED_PACKETS_64, DROPPED_BYTES_64),
              List.of()),
          new Counted(
              18,
              PolicyTree.Type.QUEUEING,
              List.of(QUEUE_DROPPED_BYTES_64, QUEUE_DROPPED_PACKETS_64),
              List.of(QUEUE_DEPTH, QUEUE_LIMIT, QUEUE_DEPTH_PACKETS, QUEUE_LIMIT_PACKETS)),
          new Counted(
              17,
              PolicyTree.Type.POLICE,
              List.of(
                  CONFORMED_PACKETS_64,
                  CONFORMED_BYTES_64,
                  EXCEEDED_PACKETS_64,
                  EXCEEDED_BYTES_64,
                  VIOLATED_PACKETS_64,
                  VIOLATED_BYTES_64),
              List.of()),
          new Counted(
              19,
              PolicyTree.Type.SHAPING,
              List.of(
                  DELAYED_BYTES_64,
                  DELAYED_PACKETS_64,
                  SHAPER_DROPPED_BYTES_64,
                  SHAPER_DROPPED_PACKETS_64),
              List.of(SHAPER_ACTIVE, SHAPER_QUEUE_PACKETS, SHAPER_TARGET_RATE_64)),
          new Counted(
              20,
              PolicyTree.Type.RANDOM_DETECT,
              List.of(RANDOM_DROPPED_PACKETS_64, TAIL_DROPPED_PACKETS_64),
              List.of()),
          new Counted(24, PolicyTree.Type.SET, List.of(), List.of(MARKED_PACKETS_64)));

  /**
   * A table of counters.
   *
   * @param wide columns of 64 bits, each after its low word, after the overflows of that
   */
  private record Counted(
      int table, PolicyTree.Type type, List<Integer> wide, List<Integer> others) {
    TableColumns wideColumns() {
      return columns(wide.stream());
    }

    /** Old IOS and SNMPv1 have no 64-bit columns. Both words of a counter come in one PDU. */
    TableColumns narrow() {
      return columns(wide.stream().flatMap(column -> Stream.of(column - 2, column - 1)));
    }

    boolean hasNoWide(Columns rows) {
      return !wide.isEmpty() && wide.stream().noneMatch(rows::has);
    }

    boolean isNarrow(KeptTables kept) {
      return kept.find(List.of(wideColumns())).isPresent();
    }

    void remember(KeptTables kept) {
      kept.keep(List.of(wideColumns()), List.of());
    }

    private TableColumns columns(Stream<Integer> counters) {
      return new TableColumns(
          CiscoClassBasedQosMib.under(table), Stream.concat(counters, others.stream()).toList());
    }
  }

  static ClassStatistics read(Session session, Collection<PolicyTree> policies) throws SnmpFault {
    KeptTables kept = session.kept();
    List<Counted> wanted = TABLES.stream().filter(each -> has(policies, each.type())).toList();
    List<TableColumns> columns = new ArrayList<>();
    columns.add(
        TableColumns.of(CiscoClassBasedQosMib.SERVICE_POLICY_ENTRY, IF_INDEX, DISCONTINUITY_TIME));
    wanted.forEach(each -> columns.add(each.isNarrow(kept) ? each.narrow() : each.wideColumns()));
    List<Columns> rows = TableWalk.together(session, columns);
    Map<Counted, Columns> counted = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      counted.put(wanted.get(i), rows.get(i + 1));
    }
    readNarrow(session, counted);
    List<Columns> all =
        TABLES.stream().map(each -> counted.getOrDefault(each, new Columns())).toList();
    return new ClassStatistics(
        rows.getFirst(), all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5));
  }

  private static boolean hasNoWide(Counted table, @Nullable Columns read) {
    return read != null && table.hasNoWide(read);
  }

  /** Of tables that have no 64-bit columns, which is remembered. */
  private static void readNarrow(Session session, Map<Counted, Columns> counted) throws SnmpFault {
    KeptTables kept = session.kept();
    List<Counted> narrow =
        TABLES.stream()
            .filter(each -> !each.isNarrow(kept))
            .filter(each -> hasNoWide(each, counted.get(each)))
            .toList();
    List<Columns> rows = TableWalk.together(session, narrow.stream().map(Counted::narrow).toList());
    for (int i = 0; i < narrow.size(); i++) {
      counted.put(narrow.get(i), rows.get(i));
      narrow.get(i).remember(kept);
    }
  }

  private static boolean has(Collection<PolicyTree> policies, PolicyTree.Type type) {
    return policies.stream().anyMatch(policy -> policy.has(type));
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
    return kept.fits(CiscoClassBasedQosMib.under(15), classes.indexes()) && samePolicies;
  }

  long discontinuity(OID policy) {
    return policies.number(DISCONTINUITY_TIME, policy).orElse(0);
  }
}
