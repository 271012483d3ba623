package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snmp4j.PDU;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Reads columns of a table, some interleaved in one GETBULK (RFC 3416 §4.2.3). Its result is valid
 * only because each column was seen to end: the agent left it, or said endOfMibView. Anything else
 * is a fault, never a shorter table.
 */
final class TableWalk {
  private static final int MOST_TIMEOUTS = 2;

  /** Of tables that agents gather slowly, such as those of LLDP: more in one PDU times out. */
  private static final int FEW_COLUMNS = 3;

  private static final int FEW_REPETITIONS = 5;

  private final Session session;
  private final OID entry;
  private final int mostColumns;
  private final int mostRepetitions;
  private final Columns rows = new Columns();
  private int timeouts;

  private TableWalk(Session session, OID entry, int mostColumns, int mostRepetitions) {
    this.session = session;
    this.entry = entry;
    this.mostColumns = mostColumns;
    this.mostRepetitions = mostRepetitions;
  }

  /**
   * @param entry the table's conceptual row, such as ifEntry
   */
  static Columns read(Session session, OID entry, int... columns) throws SnmpFault {
    return new TableWalk(session, entry, Integer.MAX_VALUE, Integer.MAX_VALUE).readAll(columns);
  }

  /** The same in small portions. */
  static Columns readGently(Session session, OID entry, int... columns) throws SnmpFault {
    return new TableWalk(session, entry, FEW_COLUMNS, FEW_REPETITIONS).readAll(columns);
  }

  private Columns readAll(int... columns) throws SnmpFault {
    int next = 0;
    while (next < columns.length) {
      int to = Math.min(next + columnsAtATime(), columns.length);
      readTogether(Arrays.copyOfRange(columns, next, to));
      next = to;
    }
    return rows;
  }

  private int columnsAtATime() {
    return Math.min(session.size().columns(), mostColumns);
  }

  private void readTogether(int[] columns) throws SnmpFault {
    List<Cursor> open = new ArrayList<>();
    for (int column : columns) {
      open.add(new Cursor(column, new OID(entry).append(column)));
    }
    while (!open.isEmpty()) {
      List<Cursor> asked = open.subList(0, Math.min(open.size(), columnsAtATime()));
      Optional<PDU> response = ask(asked);
      if (response.isPresent()) {
        take(response.get(), asked);
        open.removeIf(cursor -> cursor.done);
      }
    }
  }

  /** Nothing when the device could not, and less is to be asked. */
  private Optional<PDU> ask(List<Cursor> asked) throws SnmpFault {
    try {
      List<OID> after = asked.stream().map(cursor -> cursor.at).toList();
      int repetitions = Math.min(session.size().repetitions(), mostRepetitions);
      return Optional.of(session.getBulk(after, repetitions));
    } catch (SnmpFault fault) {
      boolean less =
          switch (fault.kind()) {
            case TOO_BIG -> session.size().onTooBig();
            case TIMEOUT -> timeouts++ < MOST_TIMEOUTS && session.size().onTimeout();
            case OTHER -> false;
          };
      if (!less) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  private void take(PDU response, List<Cursor> asked) throws SnmpFault {
    if (response.size() == 0) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, "answered with nothing");
    }
    for (int i = 0; i < response.size(); i++) {
      Cursor cursor = asked.get(i % asked.size());
      if (!cursor.done) {
        take(response.get(i), cursor);
      }
    }
  }

  private void take(VariableBinding binding, Cursor cursor) throws SnmpFault {
    OID oid = binding.getOid();
    Variable value = binding.getVariable();
    if (value.getSyntax() == Null.endOfMibView.getSyntax()) {
      if (session.endsEarly(cursor.column, cursor.at)) {
        throw new SnmpFault(SnmpFault.Kind.OTHER, "ended early at " + cursor.at);
      }
      cursor.done = true;
      return;
    }
    if (!oid.startsWith(cursor.column)) {
      session.ended(cursor.column);
      cursor.done = true;
      return;
    }
    if (oid.compareTo(cursor.at) <= 0) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, "answers do not increase at " + oid);
    }
    cursor.at = oid;
    // A hole: noSuchInstance has no place in a GETBULK's answer, but agents put it there.
    if (!value.isException() && oid.size() > cursor.column.size()) {
      OID index = oid.getSuffix(cursor.column);
      rows.put(cursor.number, index, value);
    }
  }

  private static final class Cursor {
    private final int number;
    private final OID column;
    private OID at;
    private boolean done;

    private Cursor(int number, OID column) {
      this.number = number;
      this.column = column;
      this.at = column;
    }
  }
}
