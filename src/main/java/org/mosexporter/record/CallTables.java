package org.mosexporter.record;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls into their tables, through one connection that does not commit by itself. A call
 * that is there already is replaced where its revision is higher; written twice, it is there once.
 */
final class CallTables implements AutoCloseable {
  private static final List<String> DETAILS = List.of("call_records", "call_terms", "call_heard");

  private final Dialect dialect;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final PreparedStatement call;
  private final List<PreparedStatement> removals = new ArrayList<>();
  private final PreparedStatement record;
  private final PreparedStatement term;
  private final PreparedStatement heard;

  CallTables(Connection to, Dialect dialect) throws SQLException {
    this.dialect = dialect;
    call =
        to.prepareStatement(
            "INSERT INTO calls VALUES ("
                + parameters(18)
                + """
                ) ON CONFLICT (start_us, id) DO UPDATE SET revision = excluded.revision,
                  trunk = excluded.trunk, answer_us = excluded.answer_us, end_us = excluded.end_us,
                  talk_seconds = excluded.talk_seconds, one_way = excluded.one_way, result = excluded.result,
                  status = excluded.status, leg = excluded.leg, mos_lq = excluded.mos_lq,
                  mos_lq_worst = excluded.mos_lq_worst
                WHERE calls.revision < excluded.revision""");
    for (String table : DETAILS) {
      removals.add(
          to.prepareStatement("DELETE FROM " + table + " WHERE start_us = ? AND call = ?"));
    }
    record = insert(to, "call_records", parameters(3) + ", " + dialect.jsonParameter);
    term = insert(to, "call_terms", parameters(4));
    heard = insert(to, "call_heard", parameters(22));
  }

  private static PreparedStatement insert(Connection to, String table, String parameters)
      throws SQLException {
    return to.prepareStatement("INSERT INTO " + table + " VALUES (" + parameters + ")");
  }

  private static String parameters(int count) {
    return "?, ".repeat(count - 1) + "?";
  }

  /** All of them, or none when it throws and the transaction is rolled back. */
  void write(List<CallColumns> calls) throws SQLException {
    for (CallColumns one : calls) {
      add(call, one.call());
    }
    int[] changed = call.executeBatch();
    boolean replaces = false;
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] != 0) {
        replaces |= calls.get(i).revision() > 1;
        addDetails(calls.get(i));
      }
    }
    if (replaces) {
      remove(calls, changed);
    }
    for (PreparedStatement details : List.of(record, term, heard)) {
      details.executeBatch();
    }
  }

  private void remove(List<CallColumns> calls, int[] changed) throws SQLException {
    for (PreparedStatement removal : removals) {
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] != 0 && calls.get(i).revision() > 1) {
          removal.setLong(1, calls.get(i).startUs());
          removal.setString(2, calls.get(i).id());
          removal.addBatch();
        }
      }
      removal.executeBatch();
    }
  }

  private void addDetails(CallColumns one) throws SQLException {
    record.setLong(1, one.startUs());
    record.setString(2, one.id());
    record.setInt(3, one.json().length);
    if (dialect == Dialect.SQLITE) {
      record.setBytes(4, Packed.pack(one.json(), deflater));
    } else {
      record.setString(4, new String(one.json(), StandardCharsets.UTF_8));
    }
    record.addBatch();
    addAll(term, one.terms());
    addAll(heard, one.heard());
  }

  private static void addAll(PreparedStatement to, List<@Nullable Object[]> rows)
      throws SQLException {
    for (@Nullable Object[] row : rows) {
      add(to, row);
    }
  }

  private static void add(PreparedStatement to, @Nullable Object[] row) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      to.setObject(i + 1, row[i]);
    }
    to.addBatch();
  }

  @Override
  public void close() throws SQLException {
    deflater.close();
    for (PreparedStatement one : removals) {
      one.close();
    }
    for (PreparedStatement one : List.of(call, record, term, heard)) {
      one.close();
    }
  }
}
