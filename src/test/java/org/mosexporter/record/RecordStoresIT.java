package org.mosexporter.record;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.config.Config;
import org.mosexporter.config.Records;
import org.mosexporter.config.Records.Database;
import org.mosexporter.system.Programs;

/**
 * What stays of records when programs are killed, disks are full and databases are away: as
 * sqlite3, psql and wc find it.
 */
class RecordStoresIT {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Path folder = Path.of("");

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createTempDirectory("records");
  }

  @AfterEach
  void remove() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Config config(Optional<Path> file, Database database) {
    Optional<Records.File> lines =
        file.map(path -> new Records.File(path.toString(), 100_000_000, 3));
    return Config.defaults("berlin").but().records(Records.of(lines, database)).build();
  }

  private static RecordStores stores(RecentCalls calls, Config config, Path folder) {
    return new RecordStores(calls, config, InstantSource.system(), Optional.of(folder));
  }

  private static CallSummary call(long number) {
    return SampleCalls.call(
        SampleCalls.Wanted.of(number).startNs(System.currentTimeMillis() * 1_000_000));
  }

  private static String sqlite(Path file, String query) throws Exception {
    return PostgresqlServer.run(List.of(Programs.path("sqlite3"), file.toString(), query));
  }

  /** 60 calls a second, and of each tenth a late report; the server is killed for 20 s. */
  @Test
  void nothingIsLostAndNothingTwiceWhilePostgresqlIsAway() throws Exception {
    Programs.needRoot();
    Programs.need("setpriv", PostgresqlServer.isThere() ? "sh" : "postgresql");
    RecentCalls calls = new RecentCalls();
    try (PostgresqlServer server = new PostgresqlServer()) {
      Map<String, Integer> made = new LinkedHashMap<>();
      try (RecordStores stores =
          stores(calls, config(Optional.empty(), server.address()), folder)) {
        RecordWriter writer = stores.writers().getFirst();
        generate(calls, made, 3);
        await().atMost(Duration.ofSeconds(30)).until(() -> writer.written() > 20);
        String known = "SELECT count(*) FROM pg_tables WHERE tablename = 'call_heard'";
        await().atMost(Duration.ofSeconds(30)).until(() -> server.ask(known).equals("1"));
        generate(calls, made, 2);
        assertTrue(writer.up());
        server.stop();
        generate(calls, made, 20);
        assertFalse(writer.up());
        server.start();
        generate(calls, made, 5);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> Integer.parseInt(server.ask("SELECT count(*) FROM calls")) == made.size());
        assertTrue(writer.up());
        assertEquals(0, writer.lost());
      }
      Set<String> expected = new TreeSet<>();
      made.forEach((id, revision) -> expected.add(id + "|" + revision + "|" + revision));
      assertEquals(
          String.join("\n", expected),
          server.ask(
              "SELECT id, revision, record->>'revision' FROM calls JOIN call_records ON call = id"
                  + " ORDER BY id"));
      assertEquals(
          String.valueOf(made.size()), server.ask("SELECT count(DISTINCT call) FROM call_heard"));
      asksAndForgets(calls, server, made.size());
    }
  }

  /** Also what the daemon itself reads and erases there. */
  private void asksAndForgets(RecentCalls calls, PostgresqlServer server, int all)
      throws Exception {
    Config config = config(Optional.empty(), server.address());
    try (RecordStores stores = stores(new RecentCalls(), config, folder)) {
      CallArchive archive = new CallArchive(calls, stores, () -> config);
      CallQuery anna =
          new CallQuery(
              Set.of(CallTerm.of(CallTerm.Kind.PARTY, "anna")),
              Optional.of("berlin"),
              Optional.of("telco-a"),
              Optional.of("completed"),
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalDouble.of(4.3),
              Optional.empty(),
              200);
      int found = 0;
      CallArchive.Page page = archive.find(anna);
      found += page.calls().size();
      while (page.next().isPresent()) {
        page = archive.find(after(anna, page.next().get()));
        found += page.calls().size();
      }
      assertEquals(Optional.empty(), page.missing());
      assertEquals(all, found);
      int[] told = new int[1];
      archive.between(Instant.EPOCH, Instant.now().plusSeconds(9), _ -> told[0]++);
      assertEquals(all, told[0]);
      List<Erased> erased = stores.erase(Person.of("anna", Set.of()));
      assertEquals(all, erasedFrom(erased, "postgresql"), erased.toString());
      assertEquals("0", server.ask("SELECT count(*) FROM call_records"));
    }
  }

  private static int erasedFrom(List<Erased> erased, String store) {
    assertTrue(erased.stream().allMatch(Erased::isDone), erased.toString());
    return erased.stream().filter(one -> one.store().equals(store)).mapToInt(Erased::calls).sum();
  }

  private static CallSummary callOf(String who, long number) {
    return SampleCalls.call(
        SampleCalls.Wanted.of(number)
            .from(who + "@office.example")
            .startNs(System.currentTimeMillis() * 1_000_000));
  }

  /** Somebody else's rule in the database: it refuses one caller, now and always. */
  @Test
  void aCallThatTheServerNeverTakesStopsNoOther() throws Exception {
    Programs.needRoot();
    Programs.need("setpriv", "sqlite3", PostgresqlServer.isThere() ? "sh" : "postgresql");
    RecentCalls calls = new RecentCalls();
    Path refused = folder.resolve("refused.db");
    long number = 2;
    try (PostgresqlServer server = new PostgresqlServer()) {
      Config config = config(Optional.empty(), server.address());
      try (RecordStores stores = stores(calls, config, folder)) {
        RecordWriter writer = stores.writers().getFirst();
        calls.onCallEnded(callOf("anna", 1));
        String all = "SELECT string_agg(caller, ' ' ORDER BY caller) FROM calls";
        await().atMost(Duration.ofSeconds(30)).until(() -> writer.written() == 1);
        await()
            .ignoreExceptions()
            .atMost(Duration.ofSeconds(30))
            .until(() -> !server.ask(all).isEmpty());
        server.ask("ALTER TABLE calls ADD CHECK (caller NOT LIKE 'mallory%')");
        // Sent at once, among others of the same batch.
        for (String who : List.of("berta", "mallory", "carla")) {
          calls.onCallEnded(callOf(who, number++));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> writer.refused() == 1);
        // And out of the spool.
        server.stop();
        for (String who : List.of("dora", "mallory2", "emma")) {
          calls.onCallEnded(callOf(who, number++));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> !writer.up());
        await().atMost(Duration.ofSeconds(30)).until(() -> writer.written() == 7);
        server.start();
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () ->
                    assertEquals(
                        "2 refused, up",
                        writer.refused() + " refused" + (writer.up() ? ", up" : "")));
        assertEquals(
            "anna@office.example berta@office.example carla@office.example dora@office.example"
                + " emma@office.example",
            server.ask(all));
        assertEquals("0", sqlite(folder.resolve("spool.db"), "SELECT count(*) FROM calls"));
        assertEquals(
            "mallory2@office.example mallory@office.example",
            sqlite(
                refused,
                "SELECT group_concat(caller, ' ') FROM (SELECT caller FROM calls ORDER BY 1)"));
        assertEquals(0, writer.lost());
        assertEquals(1, erasedFrom(stores.erase(Person.of("mallory", Set.of())), "sqlite"));
        assertEquals("1", sqlite(refused, "SELECT count(*) FROM calls"));
        assertFalse(Files.readString(refused, StandardCharsets.ISO_8859_1).contains("mallory@"));
      }
      tellsNoNames(server, config);
    }
  }

  /** The server quotes the row that it refuses; what we tell of it does not. */
  private static void tellsNoNames(PostgresqlServer server, Config config) throws Exception {
    Database.Postgresql address = (Database.Postgresql) server.address();
    try (Connection connection = new PostgresqlDatabase(address).openToWrite();
        CallTables tables = new CallTables(connection, Dialect.POSTGRESQL)) {
      List<CallColumns> mallory = CallColumns.of(List.of(callOf("mallory", 9)), config);
      SQLException failed = assertThrows(SQLException.class, () -> tables.write(mallory));
      assertTrue(failed.toString().contains("mallory"), failed.toString());
      StoreException told = new StoreException(failed);
      assertTrue(told.getMessage().contains("calls_caller_check"), told.getMessage());
      assertFalse(told.toString().contains("mallory"), told.toString());
      assertNull(told.getCause());
    }
  }

  private static CallQuery after(CallQuery query, CallPlace place) {
    return new CallQuery(
        query.terms(),
        query.site(),
        query.trunk(),
        query.result(),
        query.fromUs(),
        query.toUs(),
        query.mosBelow(),
        Optional.of(place),
        query.limit());
  }

  private static void generate(RecentCalls calls, Map<String, Integer> made, int seconds)
      throws InterruptedException {
    long endNs = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() - endNs < 0) {
      CallSummary call = call(made.size());
      calls.onCallEnded(call);
      made.put(call.id().toString(), 1);
      if (made.size() % 10 == 0) {
        calls.onLateReport(new LateReport(call.id(), 2, List.of(Verdicts.full(7))));
        made.put(call.id().toString(), 2);
      }
      Thread.sleep(16);
    }
  }

  /** Killed three times in mid-write, each time started again with the same files. */
  @Test
  void whatEndedASecondBeforeAKillIsThere() throws Exception {
    Programs.need("sqlite3");
    Set<String> mustBeThere = new HashSet<>();
    for (int round = 0; round < 3; round++) {
      mustBeThere.addAll(killedInMidWrite(round));
      assertEquals("ok", sqlite(folder.resolve("calls.db"), "PRAGMA integrity_check"));
      Set<String> stored =
          Set.copyOf(sqlite(folder.resolve("calls.db"), "SELECT id FROM calls").lines().toList());
      Set<String> missing = new TreeSet<>(mustBeThere);
      missing.removeAll(stored);
      assertEquals(Set.of(), missing, "not in the database, round " + round);
      missing.addAll(mustBeThere);
      missing.removeAll(idsOfLines());
      assertEquals(Set.of(), missing, "not in the file, round " + round);
    }
    assertTrue(mustBeThere.size() > 200, mustBeThere.size() + " calls");
  }

  /** Of whole lines; only the last may be a part. */
  private Set<String> idsOfLines() throws IOException {
    String all = Files.readString(folder.resolve("calls.jsonl"));
    Set<String> ids = new HashSet<>();
    for (String line : all.substring(0, all.lastIndexOf('\n')).split("\n", -1)) {
      assertTrue(line.startsWith("{\"schema\":1,") && line.endsWith("}"), line);
      ids.add(line.replaceAll(".*\"id\":\"(\\w+)\".*", "$1"));
    }
    return ids;
  }

  /** Those that ended a second before the kill. */
  private List<String> killedInMidWrite(int round) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString(),
                String.valueOf(round * 1_000_000))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> early = new ArrayList<>();
    try (BufferedReader told = child.inputReader(StandardCharsets.UTF_8)) {
      Map<String, Long> at = new LinkedHashMap<>();
      long endNs = Long.MAX_VALUE;
      String id = told.readLine();
      while (id != null && System.nanoTime() < endNs) {
        at.put(id, System.nanoTime());
        // The first second goes by until the database is open.
        endNs = at.size() == 100 ? System.nanoTime() + 1_500_000_000L + round * 77_000_000L : endNs;
        id = told.readLine();
      }
      long killedNs = System.nanoTime();
      child.destroyForcibly().waitFor();
      at.forEach(
          (one, since) -> {
            if (killedNs - since > SECOND.toNanos()) {
              early.add(one);
            }
          });
    }
    assertTrue(early.size() > 20, early.size() + " ended a second before");
    return early;
  }

  /** The process that is killed: ends calls as fast as it is told to, and says which. */
  static final class Child {
    public static void main(String[] arguments) throws InterruptedException {
      Path folder = Path.of(arguments[0]);
      RecentCalls calls = new RecentCalls();
      Config config =
          config(
              Optional.of(folder.resolve("calls.jsonl")),
              new Database.Sqlite(folder.resolve("calls.db").toString()));
      RecordStores stores = stores(calls, config, folder);
      long number = Long.parseLong(arguments[1]);
      while (!stores.writers().isEmpty()) {
        CallSummary call = call(number++);
        calls.onCallEnded(call);
        System.out.println(call.id());
        System.out.flush();
        boolean opening = stores.writers().stream().anyMatch(writer -> writer.written() == 0);
        Thread.sleep(opening ? 100 : 8);
      }
    }

    private Child() {}
  }

  /** On a disk of 3 MB, which becomes larger later. */
  @Test
  void aFullDiskLosesNothingThatFindsRoomInMemory() throws Exception {
    Programs.needRoot();
    Programs.need("sqlite3", "mount", "umount");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    PostgresqlServer.run(
        List.of("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()));
    try {
      fillAndGrow(disk);
    } finally {
      PostgresqlServer.run(List.of("umount", disk.toString()));
    }
  }

  private void fillAndGrow(Path disk) throws Exception {
    RecentCalls calls = new RecentCalls(2_000); // 500 of our calls
    Database database = new Database.Sqlite(disk.resolve("calls.db").toString());
    Config config = config(Optional.of(disk.resolve("calls.jsonl")), database);
    long made = 0;
    try (RecordStores stores = stores(calls, config, folder)) {
      while (stores.writers().stream().anyMatch(RecordWriter::up)) {
        calls.onCallEnded(call(made++));
        Thread.sleep(2);
        assertTrue(made < 20_000, "the disk is never full");
      }
      for (int i = 0; i < 700; i++) {
        calls.onCallEnded(call(made++)); // more than memory holds
      }
      for (RecordWriter writer : stores.writers()) {
        assertTrue(writer.lost() >= 200, writer.store() + " lost " + writer.lost());
        assertTrue(writer.failures() > 0);
      }
      PostgresqlServer.run(List.of("mount", "-o", "remount,size=60m", disk.toString()));
      long all = made;
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  stores.writers().stream()
                      .allMatch(one -> one.up() && one.written() + one.lost() == all));
      assertEquals("ok", sqlite(disk.resolve("calls.db"), "PRAGMA integrity_check"));
      for (RecordWriter writer : stores.writers()) {
        long kept =
            writer.store().equals("file")
                ? Files.readAllLines(disk.resolve("calls.jsonl")).size()
                : Long.parseLong(sqlite(disk.resolve("calls.db"), "SELECT count(*) FROM calls"));
        assertEquals(all - writer.lost(), kept, writer.store());
      }
    }
  }
}
