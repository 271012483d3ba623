package org.mosexporter.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallSummary;
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

  /** Enough to find out what is wrong with some. */
  private static final long REFUSED_BYTES = 16L << 20;

  private final RecentCalls calls;
  private final InstantSource clock;
  private final Optional<Path> ownFolder;
  private Records inUse = Records.none();
  private volatile Config config;
  private volatile List<RecordWriter> writers = List.of();
  private volatile Optional<Searched> searched = Optional.empty();

  /** The database that answers searches, and who writes it. */
  private record Searched(StoredCalls calls, RecordWriter writer) {}

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
      searched.ifPresent(before -> before.calls.close());
      next.forEach(RecordWriter::start);
      inUse = wanted;
      writers = next;
      searched = searched(next);
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
      case Database.Postgresql address -> Optional.of(postgresql(address, records));
    };
  }

  private PostgresqlStore postgresql(Database.Postgresql address, Records records) {
    if (ownFolder.isEmpty()) {
      LOG.warn(
          "records of calls wait in memory only while {} is away: there is no /var/lib/mos-exporter"
              + " to write to",
          address.hosts());
    }
    return new PostgresqlStore(
        new PostgresqlDatabase(address),
        () -> config,
        records.keep(),
        ownFolder.map(folder -> new Spool(sqlite(folder.resolve("spool.db"), records))),
        new RefusedCalls(ownFolder.map(folder -> refused(folder, records))));
  }

  private Spool refused(Path folder, Records records) {
    long most = Math.min(records.maxSizeBytes(), REFUSED_BYTES);
    return new Spool(
        new SqliteStore(folder.resolve("refused.db"), () -> config, records.keep(), most));
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

  private static Optional<Searched> searched(List<RecordWriter> writers) {
    return writers.stream()
        .flatMap(writer -> writer.reading().map(calls -> new Searched(calls, writer)).stream())
        .findFirst();
  }

  /**
   * Erases a person everywhere: from memory first, so that nothing is written any more.
   *
   * @return what was erased where
   */
  public List<Erased> erase(Person person) {
    List<Erased> all = new ArrayList<>();
    all.add(new Erased("memory", "", calls.erase(person), ""));
    for (RecordWriter writer : writers) {
      all.addAll(writer.erase(person));
    }
    return all;
  }

  /** The same while no daemon runs: whatever the configuration names is opened for it. */
  public static List<Erased> eraseStored(Config config, Person person) {
    Config nowhere = config.but().records(Records.none()).build();
    List<Erased> all = new ArrayList<>();
    try (RecordStores none =
        new RecordStores(new RecentCalls(), nowhere, InstantSource.system(), ownFolder())) {
      none.config = config;
      for (RecordSink sink : none.sinks(config.records())) {
        try (sink) {
          all.addAll(sink.erase(person));
        }
      }
    }
    return all;
  }

  /** What can be searched; empty when no database is configured. */
  Optional<StoredCalls> stored() {
    return searched.map(Searched::calls);
  }

  /** What that has not yet. */
  List<CallSummary> waiting() {
    return searched.map(now -> now.writer.waiting()).orElse(List.of());
  }

  /** One for each store. */
  public List<RecordWriter> writers() {
    return writers;
  }

  /** Writes what waits, and closes all. */
  @Override
  public synchronized void close() {
    writers.forEach(RecordWriter::close);
    searched.ifPresent(now -> now.calls.close());
  }
}
