package org.mosexporter.record;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.config.Config;
import org.mosexporter.config.Records;
import org.mosexporter.diagnosis.CallFact;

/** Whether in memory or in the database: a call is found the same way, and once. */
class CallArchiveTest {
  @TempDir Path folder;

  private final RecentCalls recent = new RecentCalls(5_000);

  private final Config config = Config.defaults("berlin").but().records(Records.defaults()).build();

  /** With a clock of the calls' time, so that none is too old. */
  private RecordStores stores() {
    return new RecordStores(
        recent,
        config,
        InstantSource.fixed(Instant.ofEpochSecond(0, SampleCalls.START_NS)),
        Optional.of(folder));
  }

  private CallArchive archive(RecordStores stores) {
    return new CallArchive(recent, stores, () -> config);
  }

  private void add(SampleCalls.Wanted wanted) {
    recent.onCallEnded(SampleCalls.call(wanted));
  }

  private void addAll() {
    for (int i = 0; i < 40; i++) {
      add(SampleCalls.Wanted.of(i));
    }
    add(SampleCalls.Wanted.of(40).from("Zoe@office.example").mosLq(2.9));
    add(SampleCalls.Wanted.of(41).to("+49 (40) 555-1@telco.example").phone("10.1.20.99"));
    add(SampleCalls.Wanted.of(42).codec("Opus"));
  }

  private static CallQuery term(CallTerm.Kind kind, String value) {
    return with(CallQuery.latest(50), Set.of(CallTerm.of(kind, value)));
  }

  private static CallQuery with(CallQuery query, Set<CallTerm> terms) {
    return new CallQuery(
        terms,
        query.site(),
        query.trunk(),
        query.result(),
        query.fromUs(),
        query.toUs(),
        query.mosBelow(),
        query.after(),
        query.limit());
  }

  private static CallQuery bad(double mosBelow) {
    return new CallQuery(
        Set.of(),
        Optional.of("berlin"),
        Optional.of("telco-a"),
        Optional.of("completed"),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.of(mosBelow),
        Optional.empty(),
        50);
  }

  private static CallQuery page(Optional<CallPlace> after, int limit) {
    return new CallQuery(
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(1_700_000_010_000_000L),
        OptionalLong.of(1_700_000_035_000_000L),
        OptionalDouble.empty(),
        after,
        limit);
  }

  private static List<Long> seconds(CallArchive.Page page) {
    return page.calls().stream()
        .map(call -> call.place().startUs() / 1_000_000 - 1_700_000_000)
        .toList();
  }

  private void answersAll(CallArchive archive) {
    assertEquals(List.of(40L), seconds(archive.find(term(CallTerm.Kind.PARTY, "zoe"))));
    assertEquals(
        List.of(40L), seconds(archive.find(term(CallTerm.Kind.PARTY, "zoe@elsewhere.example"))));
    assertEquals(List.of(41L), seconds(archive.find(term(CallTerm.Kind.PARTY, "49405551"))));
    assertEquals(List.of(41L), seconds(archive.find(term(CallTerm.Kind.PARTY, "+49-40-555 1"))));
    assertEquals(List.of(41L), seconds(archive.find(term(CallTerm.Kind.ADDRESS, "10.1.20.99"))));
    assertEquals(List.of(42L), seconds(archive.find(term(CallTerm.Kind.CODEC, "opus"))));
    Set<CallTerm> both =
        Set.of(CallTerm.of(CallTerm.Kind.CODEC, "opus"), CallTerm.of(CallTerm.Kind.PARTY, "anna"));
    assertEquals(List.of(42L), seconds(archive.find(with(CallQuery.latest(9), both))));
    Set<CallTerm> neither =
        Set.of(CallTerm.of(CallTerm.Kind.CODEC, "opus"), CallTerm.of(CallTerm.Kind.PARTY, "zoe"));
    assertEquals(List.of(), seconds(archive.find(with(CallQuery.latest(9), neither))));
    assertEquals(List.of(40L), seconds(archive.find(bad(3))));
    assertEquals(List.of(), seconds(archive.find(bad(2.9))));
    assertEquals(List.of(42L, 41L, 40L), seconds(archive.find(CallQuery.latest(3))));
    goesThroughPages(archive);
  }

  /** Calls 10 to 34, eight at a time: 25 in four answers. */
  private static void goesThroughPages(CallArchive archive) {
    List<Long> all = new ArrayList<>();
    CallArchive.Page page = archive.find(page(Optional.empty(), 8));
    int pages = 1;
    while (page.next().isPresent()) {
      all.addAll(seconds(page));
      page = archive.find(page(Optional.of(CallPlace.parse(page.next().get().toString())), 8));
      pages++;
    }
    all.addAll(seconds(page));
    List<Long> expected = new ArrayList<>();
    for (long i = 34; i >= 10; i--) {
      expected.add(i);
    }
    assertEquals(expected, all);
    assertEquals(4, pages);
  }

  @Test
  void inMemory() {
    addAll();
    answersAll(CallArchive.inMemory(recent, () -> config));
  }

  @Test
  void somebodyIsFoundByTheirNameThoughRecordsHaveAnother() {
    try (RecordStores stores = stores()) {
      addAll();
      add(SampleCalls.Wanted.of(43).from("h:abcdefgh23456777"));
      await().until(() -> stores.writers().getFirst().written() == 44);
      CallArchive archive =
          new CallArchive(
              recent,
              stores,
              () -> config,
              name -> name.equals("zoe") ? Set.of("h:abcdefgh23456777") : Set.of());
      assertEquals(List.of(43L, 40L), seconds(archive.find(term(CallTerm.Kind.PARTY, "Zoe"))));
    }
  }

  @Test
  void inTheDatabase() {
    try (RecordStores stores = stores()) {
      addAll();
      await().until(() -> stores.writers().getFirst().written() == 43);
      assertEquals(List.of(), stores.waiting());
      answersAll(archive(stores));
    }
  }

  /** Half is written, half waits because the file is locked by another. */
  @Test
  void partlyInEither() throws Exception {
    try (RecordStores stores = stores()) {
      for (int i = 0; i < 20; i++) {
        add(SampleCalls.Wanted.of(i));
      }
      await().until(() -> stores.writers().getFirst().written() == 20);
      try (Locked _ = new Locked(folder.resolve("calls.db"))) {
        addAll();
        assertFalse(stores.waiting().isEmpty());
        answersAll(archive(stores));
      }
    }
  }

  /** Somebody else's transaction. */
  private static final class Locked implements AutoCloseable {
    private final java.sql.Connection connection;

    Locked(Path file) throws java.sql.SQLException {
      connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
      try (java.sql.Statement statement = connection.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
      }
    }

    @Override
    public void close() throws java.sql.SQLException {
      connection.close();
    }
  }

  @Test
  void aCallIsFoundByItsIdWhenMemoryHasItNoMore() throws IOException {
    CallSummary call = SampleCalls.call(1);
    try (RecordStores stores = stores()) {
      recent.onCallEnded(call);
      await().until(() -> stores.writers().getFirst().written() == 1);
      CallArchive later = new CallArchive(new RecentCalls(9), stores, () -> config);
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      later.find(call.id().toString()).orElseThrow().writeTo(json);
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      CallsJson.write(call, expected);
      assertEquals(
          expected.toString(StandardCharsets.UTF_8), json.toString(StandardCharsets.UTF_8));
      assertEquals(Optional.empty(), later.find("nobody"));
    }
  }

  @Test
  void historyTellsTheSameOfTheDatabaseAsOfMemory() throws Exception {
    try (RecordStores stores = stores()) {
      addAll();
      await().until(() -> stores.writers().getFirst().written() == 43);
      Instant from = Instant.ofEpochSecond(1_700_000_010L);
      Instant to = Instant.ofEpochSecond(1_700_000_042L);
      assertEquals(
          facts(new RecentHistory(recent, () -> config), from, to),
          facts(archive(stores), from, to));
      assertEquals(32, facts(archive(stores), from, to).size());
    }
  }

  private static Set<String> facts(CallHistory of, Instant from, Instant to) throws Exception {
    Set<String> facts = new TreeSet<>();
    List<CallFact> all = new ArrayList<>();
    of.between(from, to, all::add);
    all.forEach(fact -> facts.add(fact.toString()));
    assertEquals(all.size(), facts.size(), "each once");
    return facts;
  }

  @Test
  void aDatabaseThatCannotBeReadIsSaidToBeMissing() throws IOException {
    try (RecordStores stores = stores()) {
      addAll();
      await().until(() -> stores.writers().getFirst().written() == 43);
      Files.delete(folder.resolve("calls.db"));
      CallArchive.Page page = archive(stores).find(CallQuery.latest(3));
      assertEquals(List.of(42L, 41L, 40L), seconds(page));
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      page.writeTo(json);
      assertTrue(json.toString(StandardCharsets.UTF_8).contains("\"missing\":\"the database"));
    }
  }

  /** A later revision waits: it is told, not the one in the database. */
  @Test
  void theHighestRevisionIsTold() throws Exception {
    try (RecordStores stores = stores()) {
      add(SampleCalls.Wanted.of(1));
      await().until(() -> stores.writers().getFirst().written() == 1);
      try (Locked _ = new Locked(folder.resolve("calls.db"))) {
        CallSummary call = SampleCalls.call(1);
        recent.onLateReport(new LateReport(call.id(), 2, List.of(Verdicts.full(7))));
        assertEquals(2, archive(stores).find(CallQuery.latest(9)).calls().getFirst().revision());
        assertEquals(1, archive(stores).find(CallQuery.latest(9)).calls().size());
      }
    }
  }
}
