package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Reads columns of tables, some interleaved in one GETBULK (RFC 3416 §4.2.3). Its result is valid
 * only because each column was seen to end: the agent left it, or said endOfMibView. Anything else
 * is a fault, never a shorter table.
 */
final class TableWalk {
  private static final int MOST_TIMEOUTS = 2;

  /** Of columns not seen before: tables are short more often than long. */
  private static final int ROWS_EXPECTED = 9;

  /** Of tables that agents gather slowly, such as those of LLDP: more in one PDU times out. */
  private static final int FEW_COLUMNS = 3;

  private static final int FEW_REPETITIONS = 5;

  private final Session session;
  private final int mostColumns;
  private final int mostRepetitions;
  private final List<Cursor> open = new ArrayList<>();
  private int timeouts;

  private TableWalk(Session session, int mostColumns, int mostRepetitions) {
    this.session = session;
    this.mostColumns = mostColumns;
    this.mostRepetitions = mostRepetitions;
  }

  /**
   * @param entry the table's conceptual row, such as ifEntry
   */
  static Columns read(Session session, OID entry, int... columns) throws SnmpFault {
    return together(session, TableColumns.of(entry, columns)).getFirst();
  }

  /** The same of an agent that refuses to give more rows at once. */
  static Columns readAtMost(Session session, int repetitions, OID entry, int... columns)
      throws SnmpFault {
    return new TableWalk(session, Integer.MAX_VALUE, repetitions)
        .readAll(List.of(TableColumns.of(entry, columns)))
        .getFirst();
  }

  /** The same in small portions. */
  static Columns readGently(Session session, OID entry, int... columns) throws SnmpFault {
    return new TableWalk(session, FEW_COLUMNS, FEW_REPETITIONS)
        .readAll(List.of(TableColumns.of(entry, columns)))
        .getFirst();
  }

  /** Like {@link #read}, but what was read some minutes ago will do: names, configuration. */
  static Columns seldom(Session session, OID entry, int... columns) throws SnmpFault {
    return seldomTogether(session, TableColumns.of(entry, columns)).getFirst();
  }

  /** Several tables at once, in as few PDUs as they fit. */
  static List<Columns> together(Session session, TableColumns... tables) throws SnmpFault {
    return together(session, List.of(tables));
  }

  static List<Columns> together(Session session, List<TableColumns> tables) throws SnmpFault {
    return new TableWalk(session, Integer.MAX_VALUE, Integer.MAX_VALUE).readAll(tables);
  }

  /** Like {@link #seldom}. */
  static List<Columns> seldomTogether(Session session, TableColumns... tables) throws SnmpFault {
    List<TableColumns> wanted = List.of(tables);
    Optional<List<Columns>> kept = session.kept().find(wanted);
    if (kept.isPresent()) {
      return kept.get();
    }
    List<Columns> rows = together(session, wanted);
    session.kept().keep(wanted, rows);
    return rows;
  }

  private List<Columns> readAll(List<TableColumns> tables) throws SnmpFault {
    List<Columns> rows = new ArrayList<>();
    for (TableColumns table : tables) {
      Columns into = new Columns();
      rows.add(into);
      for (int column : table.columns()) {
        open.add(new Cursor(into, column, new OID(table.entry()).append(column)));
      }
    }
    // In the order of the MIB: an answer that is off by one column then goes back, and is refused.
    open.sort(Comparator.comparing(cursor -> cursor.column));
    while (!open.isEmpty()) {
      int columns = Math.min(session.size().columns(rowsLeft(open)), mostColumns);
      readSome(open.subList(0, Math.min(open.size(), columns)));
      open.removeIf(cursor -> cursor.done);
    }
    return rows;
  }

  private void readSome(List<Cursor> asked) throws SnmpFault {
    Optional<List<VariableBinding>> answer = ask(asked);
    if (answer.isPresent()) {
      take(answer.get(), asked);
    }
  }

  /** Nothing when the device could not, and less is to be asked. */
  private Optional<List<VariableBinding>> ask(List<Cursor> asked) throws SnmpFault {
    int repetitions = repetitions(asked);
    try {
      List<OID> after = asked.stream().map(cursor -> cursor.at).toList();
      return Optional.of(session.next(after, repetitions));
    } catch (SnmpFault fault) {
      int values = asked.size() * repetitions;
      boolean less =
          switch (fault.kind()) {
            case TOO_BIG -> session.size().onTooBig(values) || session.asksWithoutUpTime();
            case TIMEOUT -> timeouts++ < MOST_TIMEOUTS && session.size().onTimeout(values);
            case OTHER -> false;
          };
      if (!less) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  private int repetitions(List<Cursor> asked) {
    int most = Math.min(session.size().repetitions(asked.size()), mostRepetitions);
    return Math.min(rowsLeft(asked), most);
  }

  /** As many as are likely to come, and one to see the end. */
  private int rowsLeft(List<Cursor> cursors) {
    int rows = 1;
    for (Cursor cursor : cursors) {
      int seen = session.rowsSeen(cursor.column).orElse(cursor.taken + ROWS_EXPECTED);
      rows = Math.max(rows, seen - cursor.taken + 1);
    }
    return rows;
  }

  private void take(List<VariableBinding> answer, List<Cursor> asked) throws SnmpFault {
    if (answer.isEmpty()) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, "answered with nothing");
    }
    for (int i = 0; i < answer.size(); i++) {
      Cursor cursor = asked.get(i % asked.size());
      VariableBinding binding = answer.get(i);
      if (cursor.done) {
        continue;
      }
      if (cursor.isEnd(binding)) {
        refuseEarlyEnd(binding, cursor);
        cursor.done = true;
        session.onRowsSeen(cursor.column, cursor.taken);
      } else if (binding.getOid().compareTo(cursor.at) > 0) {
        cursor.take(binding);
      } else if (session.asksWithoutUpTime()) {
        return;
      } else {
        throw new SnmpFault(SnmpFault.Kind.OTHER, "answers do not increase at " + binding.getOid());
      }
    }
  }

  private void refuseEarlyEnd(VariableBinding binding, Cursor cursor) throws SnmpFault {
    boolean ofAll = binding.getVariable().getSyntax() == Null.endOfMibView.getSyntax();
    if (ofAll && session.endsEarly(cursor.column, cursor.at)) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, "ended early at " + cursor.at);
    }
  }

  private static final class Cursor {
    private final Columns into;
    private final int number;
    private final OID column;
    private OID at;
    private int taken;
    private boolean done;

    private Cursor(Columns into, int number, OID column) {
      this.into = into;
      this.number = number;
      this.column = column;
      this.at = column;
    }

    private boolean isEnd(VariableBinding binding) {
      return binding.getVariable().getSyntax() == Null.endOfMibView.getSyntax()
          || (!binding.getOid().startsWith(column) && binding.getOid().compareTo(at) > 0);
    }

    private void take(VariableBinding binding) {
      at = binding.getOid();
      taken++;
      Variable value = binding.getVariable();
      // A hole: noSuchInstance has no place in a GETBULK's answer, but agents put it there.
      if (!value.isException() && at.size() > column.size()) {
        into.put(number, at.getSuffix(column), value);
      }
    }
  }
}
