package org.mosexporter.record;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections for those who ask, apart from the one that writes: opened when they are needed, kept,
 * and few. Who finds all of them busy for a while is refused.
 */
final class ReadConnections implements AutoCloseable {
  private static final int MOST = 2;
  private static final long PATIENCE_MS = 2_000;

  /** How one is opened, and how it is kept from working for too long. */
  interface Opener {
    Connection open() throws SQLException;

    /** Before each work; later the connection gives up by itself. */
    void limit(Connection connection, Duration limit) throws SQLException;
  }

  /** A question. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final Opener opener;
  private final Semaphore places = new Semaphore(MOST);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  ReadConnections(Opener opener) {
    this.opener = opener;
  }

  /**
   * The answer.
   *
   * @param limit after which it is given up
   * @throws IOException when the database does not give it now
   */
  <T> T read(Duration limit, Work<T> work) throws IOException {
    await();
    Connection connection = null;
    try {
      connection = take();
      opener.limit(connection, limit);
      T answer = work.run(connection);
      if (!connection.getAutoCommit()) {
        connection.rollback(); // so that no transaction stays open
      }
      giveBack(connection);
      return answer;
    } catch (SQLException failed) {
      close(connection);
      throw new StoreException(failed);
    } catch (RuntimeException failed) {
      close(connection);
      throw failed;
    } finally {
      places.release();
    }
  }

  private void await() throws IOException {
    try {
      if (places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    throw new StoreException("others are asking for too much; ask again later");
  }

  private Connection take() throws SQLException {
    synchronized (idle) {
      Connection kept = idle.pollLast();
      if (kept != null) {
        return kept;
      }
    }
    return opener.open();
  }

  private void giveBack(Connection connection) {
    synchronized (idle) {
      if (!closed) {
        idle.addLast(connection);
        return;
      }
    }
    close(connection);
  }

  private static void close(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException _) {
        // It was only read.
      }
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(ReadConnections::close);
      idle.clear();
    }
  }
}
