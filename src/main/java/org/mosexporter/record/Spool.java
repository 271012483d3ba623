package org.mosexporter.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits on the disk for a database that is away: a file of SQLite with the same tables, out of
 * which rows go as they came in.
 */
final class Spool {
  private static final String ITS = " WHERE start_us = ? AND call = ?";
  private static final byte[] NO_RECORD = "{}".getBytes(StandardCharsets.UTF_8);

  private final SqliteStore file;

  Spool(SqliteStore file) {
    this.file = file;
  }

  void add(List<CallColumns> calls) throws IOException {
    file.writeRows(calls);
  }

  /** Those that wait longest; they stay until they are {@link #remove removed}. */
  List<CallColumns> next(int most) throws IOException {
    return file.transaction((connection, _) -> read(connection, most));
  }

  /** They are where they should be, unless there is a later revision by now. */
  void remove(List<CallColumns> calls) throws IOException {
    file.transaction(
        (connection, _) -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM calls WHERE id = ? AND revision = ?")) {
            for (CallColumns call : calls) {
              delete.setString(1, call.id());
              delete.setInt(2, call.revision());
              delete.addBatch();
            }
            return delete.executeBatch().length;
          }
        });
  }

  /** Deletes what is too old or too much; it is lost. */
  void tidy(long nowNs) throws IOException {
    file.tidy(nowNs);
  }

  /** Whether anything ever waited. */
  boolean isThere() {
    return file.isThere();
  }

  /** Of all that were given up by {@link #tidy}. */
  long lost() {
    return file.deleted();
  }

  List<Erased> erase(Person person) {
    return file.erase(person);
  }

  void close() {
    file.close();
  }

  private static List<CallColumns> read(Connection connection, int most) throws SQLException {
    List<CallColumns> calls = new ArrayList<>();
    for (@Nullable Object[] call :
        rows(connection, "SELECT * FROM calls ORDER BY start_us, id LIMIT ?", most)) {
      CallColumns alone = new CallColumns(call, NO_RECORD, List.of(), List.of());
      Object[] key = {alone.startUs(), alone.id()};
      calls.add(
          new CallColumns(
              call,
              json(connection, alone),
              rows(connection, "SELECT * FROM call_terms" + ITS, key),
              rows(connection, "SELECT * FROM call_heard" + ITS + " ORDER BY number", key)));
    }
    return calls;
  }

  private static byte[] json(Connection connection, CallColumns of) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT record, size FROM call_records" + ITS)) {
      select.setLong(1, of.startUs());
      select.setString(2, of.id());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Packed.unpack(row.getBytes(1), row.getInt(2)) : NO_RECORD;
      }
    }
  }

  private static List<@Nullable Object[]> rows(
      Connection connection, String query, Object... values) throws SQLException {
    List<@Nullable Object[]> all = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          @Nullable Object[] row = new @Nullable Object[rows.getMetaData().getColumnCount()];
          for (int i = 0; i < row.length; i++) {
            row[i] = rows.getObject(i + 1);
          }
          all.add(row);
        }
      }
    }
    return all;
  }
}
