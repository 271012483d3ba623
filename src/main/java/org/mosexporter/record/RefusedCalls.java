package org.mosexporter.record;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that a server refuses for what they hold, now and whenever they come again: they would
 * stand in the way of all others. They are counted and kept in a file of SQLite beside, as far as
 * there is room; for as long as all others, and {@code forget} finds them there.
 */
final class RefusedCalls {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);

  /** Of SQLSTATE: data exception, integrity constraint, program limit (ISO 9075; PostgreSQL A). */
  private static final Set<String> CLASSES = Set.of("22", "23", "54");

  private final Optional<Spool> file;
  private final AtomicLong count = new AtomicLong();
  private final Set<String> told = new HashSet<>();

  /**
   * None yet.
   *
   * @param file where they are kept; empty: they are lost
   */
  RefusedCalls(Optional<Spool> file) {
    this.file = file;
  }

  /** Whether it is about what was written, not about the server, the network or the tables. */
  static boolean isRefusal(SQLException failed) {
    String state = failed.getSQLState();
    return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
  }

  /** The log tells each reason once, and never what the call holds. */
  void add(CallColumns call, SQLException why, String place) throws IOException {
    if (file.isPresent()) {
      file.get().add(List.of(call));
    }
    count.incrementAndGet();
    if (told.add(why.getSQLState())) {
      LOG.error(
          "records: {}: the call {} is refused for what it holds (SQLSTATE {}) and {}; others go on",
          place,
          call.id(),
          why.getSQLState(),
          file.isPresent() ? "kept in refused.db beside" : "lost");
    }
  }

  long count() {
    return count.get();
  }

  void tidy(long nowNs) throws IOException {
    if (file.filter(Spool::isThere).isPresent()) {
      file.get().tidy(nowNs);
    }
  }

  List<Erased> erase(Person person) {
    return file.filter(Spool::isThere).map(one -> one.erase(person)).orElse(List.of());
  }

  void close() {
    file.ifPresent(Spool::close);
  }
}
