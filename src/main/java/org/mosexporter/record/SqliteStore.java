package org.mosexporter.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;

/**
 * Records in a database of SQLite: some at a time, each time on the disk when it returns
 * (synchronous=FULL: with WAL, NORMAL could lose all since the last checkpoint).
 */
final class SqliteStore implements RecordSink {
  static final String STORE = "sqlite";

  /** So long a transaction holds the file at most, about. */
  private static final int BATCH = 200;

  private static final int DELETED_AT_A_TIME = 200;

  private final SqliteFile file;
  private final Supplier<Config> config;
  private final Duration keep;
  private final long maxSizeBytes;
  private final AtomicLong deleted = new AtomicLong();
  private @Nullable Open open;

  /** The connection and what is prepared on it. */
  private record Open(Connection connection, CallTables tables) {}

  /** A work within one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection, CallTables tables) throws SQLException, IOException;
  }

  SqliteStore(Path path, Supplier<Config> config, Duration keep, long maxSizeBytes) {
    file = new SqliteFile(path);
    this.config = config;
    this.keep = keep;
    this.maxSizeBytes = maxSizeBytes;
  }

  @Override
  public String store() {
    return STORE;
  }

  @Override
  public String place() {
    return file.path().toString();
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public void write(List<CallSummary> calls) throws IOException {
    Config now = config.get();
    List<CallColumns> rows = new ArrayList<>();
    for (CallSummary call : calls) {
      rows.add(CallColumns.of(call, now));
    }
    writeRows(rows);
  }

  void writeRows(List<CallColumns> rows) throws IOException {
    transaction(
        (_, tables) -> {
          tables.write(rows);
          return rows.size();
        });
  }

  /** Commits what the work did, or nothing of it. */
  <T> T transaction(Work<T> work) throws IOException {
    try {
      Open now = open == null ? open() : open;
      T result = work.run(now.connection, now.tables);
      now.connection.commit();
      return result;
    } catch (SQLException failed) {
      undo();
      if (SqliteFile.isDamage(failed)) {
        file.setAside(failed);
      }
      throw new StoreException(failed);
    } catch (IOException | RuntimeException failed) {
      undo();
      throw failed;
    }
  }

  private Open open() throws IOException, SQLException {
    Connection connection = file.openToWrite();
    try {
      Open opened = new Open(connection, new CallTables(connection, Dialect.SQLITE));
      open = opened;
      return opened;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  /** What failed is not committed; the file is opened again. */
  private void undo() {
    Open before = open;
    open = null;
    if (before != null) {
      try (Connection closed = before.connection) {
        closed.rollback();
      } catch (SQLException _) {
        // SQLite does not commit what was not asked for.
      }
    }
  }

  @Override
  public void tidy(long nowNs) throws IOException {
    long before = CallRow.microseconds(nowNs) - keep.toMillis() * 1_000;
    int deleted = 1;
    while (deleted > 0) {
      deleted = deleteOldest(before);
    }
    while (isTooLarge() && deleteOldest(Long.MAX_VALUE) > 0) {
      // until it is not
    }
    giveBack();
  }

  private int deleteOldest(long beforeUs) throws IOException {
    int some = transaction((connection, _) -> deleteOldest(connection, beforeUs));
    deleted.addAndGet(some);
    return some;
  }

  /** Calls that were kept for long enough, or had to make room. */
  long deleted() {
    return deleted.get();
  }

  private static int deleteOldest(Connection connection, long beforeUs) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM calls WHERE id IN"
                + " (SELECT id FROM calls WHERE start_us < ? ORDER BY start_us, id LIMIT ?)")) {
      delete.setLong(1, beforeUs);
      delete.setInt(2, DELETED_AT_A_TIME);
      return delete.executeUpdate();
    }
  }

  private boolean isTooLarge() throws IOException {
    return transaction((connection, _) -> sizeBytes(connection)) > maxSizeBytes;
  }

  /** Without pages that are free. */
  static long sizeBytes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long pages =
          (long) SqliteFile.number(statement, "PRAGMA page_count")
              - SqliteFile.number(statement, "PRAGMA freelist_count");
      return pages * SqliteFile.number(statement, "PRAGMA page_size");
    }
  }

  /** Free pages go back to the file system. */
  private void giveBack() throws IOException {
    transaction(
        (connection, _) -> {
          try (Statement statement = connection.createStatement()) {
            // A step frees one page; unlike execute, this makes all steps.
            return statement.executeUpdate("PRAGMA incremental_vacuum");
          }
        });
  }

  /** What is deleted is overwritten; the log before the file is emptied too. */
  @Override
  public int erase(Person person) throws IOException {
    if (!Files.exists(file.path())) {
      return 0;
    }
    int erased = transaction((connection, _) -> person.eraseFrom(connection, ""));
    undo(); // no transaction may be open
    try (Connection alone = file.openToWrite();
        Statement statement = alone.createStatement()) {
      alone.setAutoCommit(true);
      if (SqliteFile.number(statement, "PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
        throw new StoreException("it is being read: erased, but its log is not emptied; ask again");
      }
    } catch (SQLException failed) {
      throw new StoreException(failed);
    }
    return erased;
  }

  @Override
  public Optional<StoredCalls> reading() {
    ReadConnections connections = new ReadConnections(new SqliteReading(file.path()));
    return Optional.of(new StoredCalls(connections, Dialect.SQLITE, ""));
  }

  @Override
  public void close() {
    Open before = open;
    open = null;
    if (before != null) {
      try {
        before.tables.close();
        before.connection.close();
      } catch (SQLException _) {
        // What is committed is there.
      }
    }
  }
}
