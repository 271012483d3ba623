package org.mosexporter.record;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in a database of PostgreSQL that many daemons may share. While it takes none they wait in
 * a {@link Spool}, and go there in order: nothing is lost that finds room, and nothing is there
 * twice, since a call is upserted where its revision is higher.
 */
final class PostgresqlStore implements RecordSink {
  static final String STORE = "postgresql";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlStore.class);
  private static final int BATCH = 200;
  private static final int DELETED_AT_A_TIME = 500;
  private static final long RETRY_NS = 5_000_000_000L;

  private final PostgresqlDatabase database;
  private final Supplier<Config> config;
  private final Duration keep;
  private final Optional<Spool> spool;
  private boolean spooled = true;
  private volatile boolean away;
  private long retryAtNs = System.nanoTime();
  private @Nullable Open open;

  private record Open(Connection connection, CallTables tables) {}

  /**
   * Not connected yet.
   *
   * @param spool where records wait; where it is empty they wait in memory only
   */
  PostgresqlStore(
      PostgresqlDatabase database, Supplier<Config> config, Duration keep, Optional<Spool> spool) {
    this.database = database;
    this.config = config;
    this.keep = keep;
    this.spool = spool;
  }

  @Override
  public String store() {
    return STORE;
  }

  @Override
  public String place() {
    return database.place();
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public boolean up() {
    return !away;
  }

  @Override
  public long lost() {
    return spool.map(Spool::lost).orElse(0L);
  }

  @Override
  public void write(List<CallSummary> calls) throws IOException {
    Config now = config.get();
    List<CallColumns> rows = new ArrayList<>();
    for (CallSummary call : calls) {
      rows.add(CallColumns.of(call, now));
    }
    if (spool.isEmpty()) {
      send(rows);
    } else if (spooled || away || !sent(rows)) {
      spool.get().add(rows);
      spooled = true;
    }
  }

  /** Brings what waits to the database, when that is there. */
  @Override
  public void look() throws IOException {
    if (spool.isEmpty() || !spooled || (away && System.nanoTime() - retryAtNs < 0)) {
      return;
    }
    List<CallColumns> next = spool.get().next(BATCH);
    while (!next.isEmpty() && sent(next)) {
      spool.get().remove(next);
      next = spool.get().next(BATCH);
    }
    spooled = !next.isEmpty();
  }

  private boolean sent(List<CallColumns> rows) {
    try {
      send(rows);
      if (away) {
        LOG.info("records: {} is written again", place());
      }
      away = false;
      return true;
    } catch (IOException failed) {
      if (!away) {
        LOG.error(
            "records: {}: {}; records wait on the disk until it can be written",
            place(),
            failed.getMessage());
      }
      away = true;
      retryAtNs = System.nanoTime() + RETRY_NS;
      return false;
    }
  }

  private void send(List<CallColumns> rows) throws IOException {
    try {
      Open now = open == null ? open() : open;
      now.tables.write(rows);
      now.connection.commit();
    } catch (SQLException failed) {
      undo();
      throw new StoreException(failed);
    } catch (IOException refused) {
      undo();
      throw refused;
    }
  }

  private Open open() throws SQLException, IOException {
    Connection connection = database.openToWrite();
    try {
      Open opened = new Open(connection, new CallTables(connection, Dialect.POSTGRESQL));
      open = opened;
      return opened;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  /** A connection that failed is not used again. */
  private void undo() {
    Open before = open;
    open = null;
    if (before != null) {
      try {
        before.connection.close();
      } catch (SQLException _) {
        // It is gone.
      }
    }
  }

  /** Deletes what this daemon wrote and what was kept for long enough. */
  @Override
  public void tidy(long nowNs) throws IOException {
    if (spool.isPresent()) {
      spool.get().tidy(nowNs);
    }
    if (!away) {
      deleteBefore(CallRow.microseconds(nowNs) - keep.toMillis() * 1_000);
    }
  }

  private void deleteBefore(long beforeUs) throws IOException {
    try {
      Open now = open == null ? open() : open;
      int deleted = DELETED_AT_A_TIME;
      while (deleted == DELETED_AT_A_TIME) {
        deleted = deleteSome(now.connection, beforeUs);
        now.connection.commit();
      }
    } catch (SQLException failed) {
      undo();
      LOG.debug("records: {}: nothing is deleted now", place(), failed);
    }
  }

  private int deleteSome(Connection connection, long beforeUs) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM calls WHERE id IN (SELECT id FROM calls WHERE instance = ?"
                + " AND start_us < ? ORDER BY start_us, id LIMIT ?)")) {
      delete.setString(1, config.get().site());
      delete.setLong(2, beforeUs);
      delete.setInt(3, DELETED_AT_A_TIME);
      return delete.executeUpdate();
    }
  }

  /** Of what this daemon wrote: 101 may be somebody else elsewhere. */
  @Override
  public int erase(Person person) throws IOException {
    int erased = spool.isPresent() ? spool.get().erase(person) : 0;
    try {
      Open now = open == null ? open() : open;
      erased += person.eraseFrom(now.connection, config.get().site());
      now.connection.commit();
      vacuum(now.connection);
      return erased;
    } catch (SQLException failed) {
      undo();
      throw new StoreException(failed);
    }
  }

  /** Without it what was deleted stays in the files until the database tidies up by itself. */
  private void vacuum(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM calls, call_records, call_terms, call_heard");
    } finally {
      connection.setAutoCommit(false);
    }
  }

  @Override
  public Optional<StoredCalls> reading() {
    ReadConnections connections = new ReadConnections(database);
    return Optional.of(new StoredCalls(connections, Dialect.POSTGRESQL, config.get().site()));
  }

  @Override
  public void close() {
    undo();
    spool.ifPresent(Spool::close);
  }
}
