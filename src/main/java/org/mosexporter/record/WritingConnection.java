package org.mosexporter.record;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one connection by which a database of calls is written: opened when it is needed, and given
 * up with whatever was not committed when something fails.
 */
final class WritingConnection implements AutoCloseable {
  /** Connects, and makes the tables where there are none. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException, IOException;
  }

  /** A work within one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection, CallTables tables) throws SQLException, IOException;
  }

  /** The connection and what is prepared on it. */
  private record Open(Connection connection, CallTables tables) {}

  private final Opener opener;
  private final Dialect dialect;
  private @Nullable Open open;

  WritingConnection(Opener opener, Dialect dialect) {
    this.opener = opener;
    this.dialect = dialect;
  }

  /** Commits what the work did, or nothing of it. */
  <T> T transaction(Work<T> work) throws SQLException, IOException {
    boolean done = false;
    try {
      Open now = open == null ? open() : open;
      T result = work.run(now.connection, now.tables);
      now.connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** All of them or none. */
  void write(List<CallColumns> rows) throws SQLException, IOException {
    transaction(
        (_, tables) -> {
          tables.write(rows);
          return rows.size();
        });
  }

  /**
   * Deletes the oldest calls that started before then; how many.
   *
   * @param instance whose; empty for everybody's
   */
  int deleteOldest(long beforeUs, String instance, int most) throws SQLException, IOException {
    return transaction((connection, _) -> deleteOldest(connection, beforeUs, instance, most));
  }

  private static int deleteOldest(Connection in, long beforeUs, String instance, int most)
      throws SQLException {
    try (PreparedStatement delete =
        in.prepareStatement(
            "DELETE FROM calls WHERE (start_us, id) IN (SELECT start_us, id FROM calls"
                + " WHERE start_us < ? AND ? IN ('', instance) ORDER BY start_us, id LIMIT ?)")) {
      delete.setLong(1, beforeUs);
      delete.setString(2, instance);
      delete.setInt(3, most);
      return delete.executeUpdate();
    }
  }

  private Open open() throws IOException, SQLException {
    Connection connection = opener.open();
    try {
      Open opened = new Open(connection, new CallTables(connection, dialect));
      open = opened;
      return opened;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  /** Nothing is committed that was not yet; the next work opens it again. */
  @Override
  public void close() {
    Open before = open;
    open = null;
    if (before != null) {
      try (Connection connection = before.connection;
          CallTables _ = before.tables) {
        connection.rollback();
      } catch (SQLException _) {
        // It is gone, and databases do not commit what was not asked for.
      }
    }
  }
}
