package org.mosexporter.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.ProgressHandler;

/** Connections that read a file of SQLite. */
final class SqliteReading implements ReadConnections.Opener {
  /** So many steps of SQLite's machine take well under a millisecond. */
  private static final int STEPS = 10_000;

  private final SqliteFile file;
  private final Map<Connection, AtomicLong> deadlines = new WeakHashMap<>();

  SqliteReading(Path path) {
    file = new SqliteFile(path);
  }

  @Override
  public Connection open() throws SQLException {
    if (!Files.exists(file.path())) {
      throw new SQLException(file.path() + " is not there yet");
    }
    Connection opened = file.openToRead();
    AtomicLong deadline = new AtomicLong(System.nanoTime());
    ProgressHandler.setHandler(
        opened,
        STEPS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - deadline.get() > 0 ? 1 : 0;
          }
        });
    synchronized (deadlines) {
      deadlines.put(opened, deadline);
    }
    return opened;
  }

  @Override
  public void limit(Connection connection, Duration limit) {
    synchronized (deadlines) {
      AtomicLong deadline = deadlines.get(connection);
      if (deadline != null) {
        deadline.set(System.nanoTime() + limit.toNanos());
      }
    }
  }
}
