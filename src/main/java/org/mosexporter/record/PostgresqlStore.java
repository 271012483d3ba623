package org.mosexporter.record;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in a database of PostgreSQL that many daemons may share. While it takes none they wait in
 * a {@link Spool}, and go there in order: nothing is lost that finds room, and nothing is there
 * twice, since a call is upserted where its revision is higher. What the server will never take is
 * {@link RefusedCalls set aside}.
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
  private final RefusedCalls refused;
  private final WritingConnection connection;
  private boolean spooled = true;
  private volatile boolean away;
  private long retryAtNs = System.nanoTime();

  /**
   * Not connected yet.
   *
   * @param spool where records wait; where it is empty they wait in memory only
   */
  PostgresqlStore(
      PostgresqlDatabase database,
      Supplier<Config> config,
      Duration keep,
      Optional<Spool> spool,
      RefusedCalls refused) {
    this.database = database;
    this.config = config;
    this.keep = keep;
    this.spool = spool;
    this.refused = refused;
    connection = new WritingConnection(database::openToWrite, Dialect.POSTGRESQL);
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
  public long refused() {
    return refused.count();
  }

  @Override
  public void write(List<CallSummary> calls) throws IOException {
    List<CallColumns> rows = CallColumns.of(calls, config.get());
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
      connection.write(rows);
    } catch (SQLException failed) {
      if (!RefusedCalls.isRefusal(failed)) {
        throw new StoreException(failed);
      }
      sendOneByOne(rows);
    }
  }

  /**
   * One of them is refused for what it holds: all others need not wait for it. When the connection
   * fails meanwhile, all come again, and none is set aside yet.
   */
  private void sendOneByOne(List<CallColumns> rows) throws IOException {
    Map<CallColumns, SQLException> never = new LinkedHashMap<>();
    for (CallColumns one : rows) {
      try {
        connection.write(List.of(one));
      } catch (SQLException failed) {
        if (!RefusedCalls.isRefusal(failed)) {
          throw new StoreException(failed);
        }
        never.put(one, failed);
      }
    }
    for (Map.Entry<CallColumns, SQLException> one : never.entrySet()) {
      refused.add(one.getKey(), one.getValue(), place());
    }
  }

  /** Deletes what this daemon wrote and what was kept for long enough. */
  @Override
  public void tidy(long nowNs) throws IOException {
    if (spool.isPresent()) {
      spool.get().tidy(nowNs);
    }
    refused.tidy(nowNs);
    if (!away) {
      deleteBefore(CallRow.microseconds(nowNs) - keep.toMillis() * 1_000);
    }
  }

  private void deleteBefore(long beforeUs) throws IOException {
    try {
      int deleted = DELETED_AT_A_TIME;
      while (deleted == DELETED_AT_A_TIME) {
        deleted = connection.deleteOldest(beforeUs, config.get().site(), DELETED_AT_A_TIME);
      }
    } catch (SQLException failed) {
      LOG.debug("records: {}: nothing is deleted now", place(), failed);
    }
  }

  /** Of what this daemon wrote: 101 may be somebody else elsewhere. */
  @Override
  public List<Erased> erase(Person person) {
    List<Erased> all = new ArrayList<>();
    all.add(Erased.by(STORE, place(), () -> eraseFromServer(person)));
    spool.ifPresent(waiting -> all.addAll(waiting.erase(person)));
    all.addAll(refused.erase(person));
    return all;
  }

  private int eraseFromServer(Person person) throws IOException {
    try {
      int erased = connection.transaction((open, _) -> person.eraseFrom(open, config.get().site()));
      connection.transaction((open, _) -> vacuum(open));
      return erased;
    } catch (SQLException failed) {
      throw new StoreException(failed);
    }
  }

  /** Without it what was deleted stays in the files until the database tidies up by itself. */
  private static int vacuum(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM calls, call_records, call_terms, call_heard");
      return 0;
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
    connection.close();
    spool.ifPresent(Spool::close);
    refused.close();
  }
}
