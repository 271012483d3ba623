package org.mosexporter.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mosexporter.config.Config;
import org.mosexporter.config.Records;
import org.mosexporter.config.Records.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All places where records are kept, as the configuration has them. Opening one waits for nothing:
 * each has a thread of its own.
 */
public final class RecordStores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordStores.class);

  private final RecentCalls calls;
  private final InstantSource clock;
  private final Optional<Path> ownFolder;
  private Records inUse = Records.none();
  private volatile Config config;
  private volatile List<RecordWriter> writers = List.of();

  /** Those that the configuration names. */
  public RecordStores(RecentCalls calls, Config config, InstantSource clock) {
    this(calls, config, clock, ownFolder());
  }

  RecordStores(RecentCalls calls, Config config, InstantSource clock, Optional<Path> ownFolder) {
    this.config = config;
    this.calls = calls;
    this.clock = clock;
    this.ownFolder = ownFolder;
    use(config);
  }

  /** Where the service may keep what is its own: as systemd says, else as it is installed. */
  public static Optional<Path> ownFolder() {
    String told = System.getenv("STATE_DIRECTORY");
    Path folder = Path.of(told == null ? "/var/lib/mos-exporter" : told.split(":", 2)[0]);
    return Files.isDirectory(folder) && Files.isWritable(folder)
        ? Optional.of(folder)
        : Optional.empty();
  }

  /** From now on those that the configuration names; what does not change goes on. */
  public synchronized void use(Config now) {
    config = now;
    Records wanted = now.records();
    if (!wanted.equals(inUse)) {
      List<RecordWriter> next =
          sinks(wanted).stream().map(sink -> new RecordWriter(sink, calls, clock)).toList();
      writers.forEach(RecordWriter::close);
      next.forEach(RecordWriter::start);
      inUse = wanted;
      writers = next;
    }
  }

  private List<RecordSink> sinks(Records records) {
    List<RecordSink> sinks = new ArrayList<>();
    records.file().ifPresent(file -> sinks.add(new RecordFile(file, records.keep())));
    database(records).ifPresent(sinks::add);
    return sinks;
  }

  private Optional<RecordSink> database(Records records) {
    return switch (records.database()) {
      case Database.None _ -> Optional.empty();
      case Database.Usual _ -> usual(records);
      case Database.Sqlite(String path) -> Optional.of(sqlite(Path.of(path), records));
      case Database.Postgresql _ -> Optional.empty();
    };
  }

  private Optional<RecordSink> usual(Records records) {
    if (ownFolder.isEmpty()) {
      LOG.info(
          "records of calls are kept in memory only: there is no /var/lib/mos-exporter to write to;"
              + " records.database names another place");
    }
    return ownFolder.map(folder -> sqlite(folder.resolve("calls.db"), records));
  }

  private SqliteStore sqlite(Path path, Records records) {
    return new SqliteStore(path, () -> config, records.keep(), records.maxSizeBytes());
  }

  /** One for each store. */
  public List<RecordWriter> writers() {
    return writers;
  }

  /** Writes what waits, and closes all. */
  @Override
  public synchronized void close() {
    writers.forEach(RecordWriter::close);
  }
}
