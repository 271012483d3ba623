package org.mosexporter.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
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

  private static final String NOT_SEARCHED =
      "is damaged and cannot be searched: delete it, or mend it and ask again";

  private final SqliteFile file;
  private final Supplier<Config> config;
  private final Duration keep;
  private final long maxSizeBytes;
  private final AtomicLong deleted = new AtomicLong();
  private final WritingConnection connection;

  SqliteStore(Path path, Supplier<Config> config, Duration keep, long maxSizeBytes) {
    file = new SqliteFile(path);
    connection = new WritingConnection(file::openToWrite, Dialect.SQLITE);
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
    writeRows(CallColumns.of(calls, config.get()));
  }

  void writeRows(List<CallColumns> rows) throws IOException {
    transaction(
        (_, tables) -> {
          tables.write(rows);
          return rows.size();
        });
  }

  /** Commits what the work did, or nothing of it. */
  <T> T transaction(WritingConnection.Work<T> work) throws IOException {
    return guarded(() -> connection.transaction(work));
  }

  /** Something that SQLite is asked for. */
  @FunctionalInterface
  private interface Asking<T> {
    T ask() throws SQLException, IOException;
  }

  private <T> T guarded(Asking<T> asking) throws IOException {
    try {
      return asking.ask();
    } catch (SQLException failed) {
      if (SqliteFile.isDamage(failed)) {
        file.setAside(failed);
      }
      throw new StoreException(failed);
    }
  }

  @Override
  public void tidy(long nowNs) throws IOException {
    file.deleteDamagedBefore(nowNs / 1_000_000 - keep.toMillis());
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
    int some = guarded(() -> connection.deleteOldest(beforeUs, "", DELETED_AT_A_TIME));
    deleted.addAndGet(some);
    return some;
  }

  /** Whether anything was ever written. */
  boolean isThere() {
    return Files.exists(file.path());
  }

  /** Calls that were kept for long enough, or had to make room. */
  long deleted() {
    return deleted.get();
  }

  private boolean isTooLarge() throws IOException {
    return transaction((open, _) -> sizeBytes(open)) > maxSizeBytes;
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
        (open, _) -> {
          try (Statement statement = open.createStatement()) {
            // A step frees one page; unlike execute, this makes all steps.
            return statement.executeUpdate("PRAGMA incremental_vacuum");
          }
        });
  }

  @Override
  public List<Erased> erase(Person person) {
    List<Erased> all = new ArrayList<>();
    all.add(Erased.by(STORE, place(), () -> eraseFromFile(person)));
    for (Path damaged : file.damaged()) {
      all.add(new Erased(STORE, damaged.toString(), 0, NOT_SEARCHED));
    }
    return all;
  }

  /** What is deleted is overwritten; the log before the file is emptied too. */
  private int eraseFromFile(Person person) throws IOException {
    if (!isThere()) {
      return 0;
    }
    int erased = transaction((open, _) -> person.eraseFrom(open, ""));
    connection.close(); // no transaction may be open
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
    connection.close();
  }
}
