package org.mosexporter.record;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.config.Config;
import org.mosexporter.config.Records;
import org.mosexporter.config.Records.Database;

/** Whoever is forgotten is nowhere any more, and all others are where they were. */
class ForgetTest {
  private static final int CALLS = 400;

  @TempDir Path folder;

  private final RecentCalls recent = new RecentCalls(20_000);

  /** Small enough for the file to be put aside and packed a few times. */
  private Config config() {
    Records.File file =
        new Records.File(
            folder.resolve("calls.jsonl").toString(), Records.File.LEAST_MAX_SIZE_BYTES, 100);
    Database database = new Database.Sqlite(folder.resolve("calls.db").toString());
    return Config.defaults("berlin").but().records(Records.of(Optional.of(file), database)).build();
  }

  private RecordStores stores() {
    return new RecordStores(
        recent,
        config(),
        InstantSource.fixed(Instant.ofEpochSecond(0, SampleCalls.START_NS)),
        Optional.empty());
  }

  /** Each fourth is zebedee's, each other fourth calls a number that one calls in three ways. */
  private void writeAll(RecordStores stores) {
    for (int i = 0; i < CALLS; i++) {
      SampleCalls.Wanted call = SampleCalls.Wanted.of(i);
      if (i % 4 == 0) {
        call = call.from("Zebedee@office.example");
      } else if (i % 4 == 1) {
        call = call.to(i % 3 == 0 ? "+4940777@telco.example" : "h:abcdefgh23456777");
      }
      recent.onCallEnded(SampleCalls.call(call));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> stores.writers().stream().allMatch(writer -> writer.written() == CALLS));
  }

  /** All octets that any file has, unpacked where they are packed. */
  private String everything() throws IOException {
    StringBuilder all = new StringBuilder();
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    for (Path file : files) {
      try (InputStream raw = Files.newInputStream(file);
          InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
        all.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    return all.toString();
  }

  private long lines() throws IOException {
    return everything().lines().filter(line -> line.startsWith("{\"schema\":")).count();
  }

  private static List<String> told(List<Erased> erased) {
    List<String> told = new ArrayList<>();
    erased.forEach(one -> told.add(one.store() + " " + one.calls() + one.failure()));
    return told;
  }

  @Test
  void nothingIsLeftOfAUserInMemoryFilesAndDatabase() throws IOException {
    try (RecordStores stores = stores()) {
      writeAll(stores);
      assertTrue(Files.exists(folder.resolve("calls.jsonl.2.gz")), "some are packed");
      assertTrue(everything().contains("ebedee"));
      // Whoever reads keeps the log before the file from going when it is closed.
      assertEquals(
          50,
          new CallArchive(recent, stores, this::config).find(CallQuery.latest(50)).calls().size());
      assertTrue(Files.size(folder.resolve("calls.db-wal")) > 0);
      Set<String> noOther = Set.of();
      assertEquals(
          List.of("memory 100", "file 100", "sqlite 100"),
          told(stores.erase(Person.of("ZEBEDEE@elsewhere.example", noOther))));
      assertFalse(everything().contains("ebedee"), "a trace is left");
      assertEquals(CALLS - 100, lines());
      CallArchive archive = new CallArchive(recent, stores, this::config);
      CallArchive.Page page = archive.find(CallQuery.latest(500));
      assertEquals(Optional.empty(), page.missing());
      assertEquals(300, page.calls().size());
      assertEquals(300, recent.latest(500).size());

      recent.onCallEnded(SampleCalls.call(CALLS));
      await().until(() -> stores.writers().stream().allMatch(one -> one.written() == CALLS + 1));
      assertEquals(CALLS - 99, lines(), "the file goes on");
    }
  }

  @Test
  void aNumberIsFoundHoweverItIsWrittenAndHashed() throws IOException {
    try (RecordStores stores = stores()) {
      writeAll(stores);
      assertEquals(
          List.of("memory 100", "file 100", "sqlite 100"),
          told(stores.erase(Person.of("+49 (40) 777", Set.of("h:abcdefgh23456777")))));
      assertFalse(everything().contains("4940777"));
      assertFalse(everything().contains("h:abcdefgh23456777"));
    }
  }

  @Test
  void withoutADaemonTheStoresAreOpenedForIt() throws IOException {
    try (RecordStores stores = stores()) {
      writeAll(stores);
    }
    assertEquals(
        List.of("file 100", "sqlite 100"),
        told(RecordStores.eraseStored(config(), Person.of("zebedee", Set.of()))));
    assertFalse(everything().contains("ebedee"));
    assertEquals(
        List.of("file 0", "sqlite 0"),
        told(RecordStores.eraseStored(config(), Person.of("zebedee", Set.of()))));
  }

  /**
   * It may hold them, and nobody can tell: whoever asked must know, until it is gone or too old.
   */
  @Test
  void aDamagedFileThatWasSetAsideIsToldOf() throws IOException {
    Path damaged = folder.resolve("calls.db.damaged.1");
    Files.writeString(damaged, "zebedee");
    try (RecordStores stores = stores()) {
      List<Erased> told = stores.erase(Person.of("zebedee", Set.of()));
      assertEquals(damaged.toString(), told.getLast().place());
      assertFalse(told.getLast().isDone(), told.toString());
      assertTrue(told.getLast().failure().contains("delete it"), told.toString());
    }
    long nowNs = SampleCalls.START_NS;
    Duration keep = Duration.ofDays(90);
    try (SqliteStore store =
        new SqliteStore(folder.resolve("calls.db"), this::config, keep, 1_000_000_000)) {
      Instant now = Instant.ofEpochSecond(0, nowNs);
      Files.setLastModifiedTime(damaged, FileTime.from(now.minus(keep).plusSeconds(1)));
      store.tidy(nowNs);
      assertTrue(Files.exists(damaged));
      Files.setLastModifiedTime(damaged, FileTime.from(now.minus(keep).minusSeconds(1)));
      store.tidy(nowNs);
      assertFalse(Files.exists(damaged), "kept for longer than records are");
    }
  }

  /** The daemon writes it: nobody else may. */
  @Test
  void aStoreThatCannotBeWrittenIsToldOf() throws IOException {
    try (RecordStores stores = stores()) {
      writeAll(stores);
      try (LineFile other = new LineFile(folder.resolve("calls.jsonl"), 1_000_000, 3, "{")) {
        List<Erased> told = List.of(Erased.by("file", "here", () -> other.removeLines(_ -> true)));
        assertFalse(told.getFirst().isDone(), told.toString());
      }
    }
    assertTrue(everything().contains("ebedee"));
  }
}
