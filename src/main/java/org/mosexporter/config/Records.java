package org.mosexporter.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where records of calls are kept, and for how long (DESIGN §9).
 *
 * @param keep after which a record is deleted, in whichever store
 * @param maxSizeBytes of a database of our own, and of what waits for one that is away; the oldest
 *     records make room
 */
public record Records(Optional<File> file, Database database, Duration keep, long maxSizeBytes) {
  public static final Duration DEFAULT_KEEP = Duration.ofDays(90);
  public static final Duration LEAST_KEEP = Duration.ofHours(1);
  public static final long DEFAULT_MAX_SIZE_BYTES = 2_000_000_000;
  public static final long LEAST_MAX_SIZE_BYTES = 1_000_000;

  public static Records defaults() {
    return of(Optional.empty(), new Database.Usual());
  }

  /** Nowhere at all. */
  public static Records none() {
    return of(Optional.empty(), new Database.None());
  }

  /** For as long and with as much room as shipped. */
  public static Records of(Optional<File> file, Database database) {
    return new Records(file, database, DEFAULT_KEEP, DEFAULT_MAX_SIZE_BYTES);
  }

  /** The same in another database. */
  public Records with(Database other) {
    return new Records(file, other, keep, maxSizeBytes);
  }

  /**
   * A file with a record on each line.
   *
   * @param maxSizeBytes at which it is put aside, compressed, and a new one begun
   * @param keep how many that were put aside stay
   */
  public record File(String path, long maxSizeBytes, int keep) {
    public static final long DEFAULT_MAX_SIZE_BYTES = 100_000_000;
    public static final long LEAST_MAX_SIZE_BYTES = 100_000;
    public static final int DEFAULT_KEEP = 10;
    public static final int MOST_KEEP = 1_000;
  }

  /** A database that can be searched. */
  public sealed interface Database {
    /** SQLite in the daemon's own folder where there is one, else none. */
    record Usual() implements Database {}

    record None() implements Database {}

    /** A file. */
    record Sqlite(String path) implements Database {}

    /**
     * A database that many daemons may share.
     *
     * @param hosts one, or several with commas between; each may have a port
     * @param parameters as the driver names them, such as sslmode
     */
    record Postgresql(
        String hosts,
        String name,
        String user,
        Optional<Secret> password,
        Map<String, String> parameters)
        implements Database {
      public Postgresql {
        parameters = Map.copyOf(parameters);
      }
    }
  }
}
