package org.mosexporter.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.Records;
import org.mosexporter.config.Records.Database;

/** Prints what it costs to write a day of calls and to search it; bench/records runs it. */
final class RecordTimes {
  private static final int CALLS = Integer.getInteger("calls", 100_000);
  private static final int BATCH = 200;
  private static final int TIMES = 5;
  private static final long DAY_NS = 86_400_000_000_000L;

  public static void main(String[] arguments) throws IOException, SQLException {
    Path path = Path.of(arguments[0], "calls.db");
    Config config =
        Config.defaults("berlin")
            .but()
            .records(Records.of(Optional.empty(), new Database.Sqlite(path.toString())))
            .build();
    write(path, config);
    System.out.printf(Locale.ROOT, "file: %.1f MB%n", Files.size(path) / 1e6);
    double reference = best(() -> count(path));
    System.out.printf(Locale.ROOT, "SELECT count(*) FROM calls | %.2f ms | 1.0%n", reference);
    RecentCalls recent = new RecentCalls();
    InstantSource then = InstantSource.fixed(Instant.ofEpochSecond(0, SampleCalls.START_NS));
    try (RecordStores stores = new RecordStores(recent, config, then, Optional.empty())) {
      CallArchive archive = new CallArchive(recent, stores, () -> config);
      search("the latest 50", CallQuery.latest(50), archive, reference);
      search("the latest 500", CallQuery.latest(500), archive, reference);
      search("one user, 50", query("party", "user17", 9), archive, reference);
      search("one number", query("party", "+49 30 1000017", 9), archive, reference);
      search("one address", query("address", "10.1.20.17", 9), archive, reference);
      search("a codec that is rare", query("codec", "opus", 9), archive, reference);
      search("user and codec, none", both(), archive, reference);
      search("MOS below 1.2, none", query("", "", 1.2), archive, reference);
      search("MOS below 2, few", query("", "", 2), archive, reference);
    }
  }

  private static void write(Path path, Config config) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    try (SqliteStore store =
        new SqliteStore(path, () -> config, Records.DEFAULT_KEEP, 9_000_000_000L)) {
      List<CallSummary> batch = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        batch.add(call(i));
        if (batch.size() == BATCH) {
          long cpuNs = threads.getCurrentThreadCpuTime();
          long wallNs = System.nanoTime();
          store.write(batch);
          cpu.add((threads.getCurrentThreadCpuTime() - cpuNs) / 1e3 / BATCH);
          wall.add((System.nanoTime() - wallNs) / 1e3 / BATCH);
          batch.clear();
        }
      }
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    CallsJson.write(call(1), json);
    System.out.printf(
        Locale.ROOT,
        "a record of %d octets, %d packed: %.0f µs CPU (median of the second half), %.0f µs with fsync%n",
        json.size(),
        Packed.pack(json.toByteArray()).length,
        median(cpu),
        median(wall));
  }

  private static double median(List<Double> all) {
    return all.subList(all.size() / 2, all.size()).stream()
        .sorted()
        .skip(all.size() / 4)
        .findFirst()
        .orElse(0.0);
  }

  private static CallSummary call(int number) {
    Random random = new Random(number);
    int user = random.nextInt(500);
    return SampleCalls.call(
        SampleCalls.Wanted.of(number)
            .from("user%d@office.example".formatted(user))
            .to("+49 30 %d@telco.example".formatted(1_000_000 + random.nextInt(20_000)))
            .phone("10.1.%d.%d".formatted(20 + user / 250, user % 250 + 1))
            .codec(random.nextInt(5_000) == 0 ? "Opus" : "G.711")
            .mosLq(Math.min(4.41, 4.2 + random.nextGaussian() * 0.5))
            .startNs(SampleCalls.START_NS + number * (DAY_NS / CALLS)));
  }

  private static CallQuery query(String kind, String value, double mosBelow) {
    Set<CallTerm> terms =
        kind.isEmpty()
            ? Set.of()
            : Set.of(CallTerm.of(CallTerm.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), value));
    return query(terms, mosBelow);
  }

  private static CallQuery both() {
    return query(
        Set.of(
            CallTerm.of(CallTerm.Kind.PARTY, "user17"), CallTerm.of(CallTerm.Kind.CODEC, "Opus")),
        9);
  }

  private static CallQuery query(Set<CallTerm> terms, double mosBelow) {
    return new CallQuery(
        terms,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        mosBelow < 9 ? OptionalDouble.of(mosBelow) : OptionalDouble.empty(),
        Optional.empty(),
        50);
  }

  /** Something that is timed; how much it found. */
  @FunctionalInterface
  private interface Work {
    int run() throws IOException, SQLException;
  }

  private static void search(String name, CallQuery query, CallArchive archive, double reference)
      throws IOException, SQLException {
    int[] found = new int[1];
    double ms =
        best(
            () -> {
              CallArchive.Page page = archive.find(query);
              ByteArrayOutputStream json = new ByteArrayOutputStream();
              page.writeTo(json);
              found[0] = page.calls().size();
              return found[0];
            });
    System.out.printf(Locale.ROOT, "%s: %d | %.2f ms | %.1f%n", name, found[0], ms, ms / reference);
  }

  private static double best(Work work) throws IOException, SQLException {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      long startNs = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - startNs) / 1e6);
    }
    return best;
  }

  private static int count(Path path) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement statement = connection.createStatement()) {
      return SqliteFile.number(statement, "SELECT count(*) FROM calls");
    }
  }

  private RecordTimes() {}
}
