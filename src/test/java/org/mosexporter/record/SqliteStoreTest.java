package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.config.Config;
import org.mosexporter.config.Records;

/** What is in the file, as anybody reads it who knows SQL. */
class SqliteStoreTest {
  private static final long DAY_NS = 86_400_000_000_000L;

  @TempDir Path folder;

  private final List<SqliteStore> stores = new ArrayList<>();

  @AfterEach
  void close() {
    stores.forEach(SqliteStore::close);
  }

  private Path path() {
    return folder.resolve("calls.db");
  }

  private SqliteStore store() {
    return store(Records.DEFAULT_MAX_SIZE_BYTES);
  }

  private SqliteStore store(long maxSizeBytes) {
    Config config = Config.defaults("berlin");
    SqliteStore store = new SqliteStore(path(), () -> config, Duration.ofDays(90), maxSizeBytes);
    stores.add(store);
    return store;
  }

  private String ask(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> line = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", line));
      }
      return String.join("\n", lines);
    }
  }

  private static byte[] json(CallSummary call) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    CallsJson.write(call, json);
    return json.toByteArray();
  }

  private static CallSummary later(CallSummary call, int revision) {
    return call.with(new LateReport(call.id(), revision, List.of(Verdicts.full(7))));
  }

  @Test
  void aCallIsThereWithItsColumnsAndItsRecord() throws IOException, SQLException {
    CallSummary call = SampleCalls.call(7);
    store().write(List.of(call));

    assertEquals(
        call.id()
            + "|1|berlin|berlin|telco-a|anna@office.example|4930123456@telco.example"
            + "|1700000007000000|1700000010000000|1700000190000000|180.0|completed|null|0|0|4.2|3.7",
        ask(
            "SELECT id, revision, instance, site, trunk, caller, callee, start_us, answer_us, end_us,"
                + " talk_seconds, result, status, leg, one_way, mos_lq, mos_lq_worst FROM calls"));
    assertEquals(
        "10.1.20.31|berlin|narrowband|received|measured|G.711|4.2|3.7|0.0|3.1|1.6|2.3",
        ask(
            "SELECT replace(phone, '0004f2aabb04', '10.1.20.31'), site, scale, direction, source, codec, mos_lq, mos_lq_worst, lost_r_codec,"
                + " lost_r_loss, lost_r_discard, lost_r_delay FROM call_heard"));
    assertEquals(
        "address|10.1.20.31\naddress|203.0.113.5\ncodec|g.711\nparty|4930123456\nparty|anna",
        ask("SELECT kind, value FROM call_terms ORDER BY 1, 2"));
    assertArrayEquals(json(call), record());
  }

  private byte[] record() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT record, size FROM call_records")) {
      assertTrue(row.next());
      assertTrue(row.getBytes(1).length < row.getInt(2) / 2, "it is packed");
      return Packed.unpack(row.getBytes(1), row.getInt(2));
    }
  }

  @Test
  void aHigherRevisionTakesThePlaceAndALowerOneDoesNot() throws IOException, SQLException {
    CallSummary first = SampleCalls.call(1);
    SqliteStore store = store();
    store.write(List.of(first, SampleCalls.call(2)));
    store.write(List.of(later(first, 3)));
    String after = ask("SELECT count(*), sum(revision) FROM calls");
    assertEquals("2|4", after);
    assertArrayEquals(json(later(first, 3)), recordOf(first));
    store.write(List.of(later(first, 2), first, later(first, 3)));
    assertEquals("2|4", ask("SELECT count(*), sum(revision) FROM calls"));
    assertEquals("2", ask("SELECT count(*) FROM call_records"));
    assertEquals("10", ask("SELECT count(*) FROM call_terms"));
    assertArrayEquals(json(later(first, 3)), recordOf(first));
  }

  private byte[] recordOf(CallSummary call) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT record, size FROM call_records WHERE call = '" + call.id() + "'")) {
      assertTrue(row.next());
      return Packed.unpack(row.getBytes(1), row.getInt(2));
    }
  }

  @Test
  void whatWasKeptForLongEnoughGoesWithAllThatBelongsToIt() throws IOException, SQLException {
    SqliteStore store = store();
    store.write(LongStream.range(0, 1_200).mapToObj(SampleCalls::call).toList());
    // The last 200 began later than 90 days before this.
    store.tidy(SampleCalls.START_NS + 1_000 * 1_000_000_000L + 90 * DAY_NS);
    assertEquals("200|1700001000000000", ask("SELECT count(*), min(start_us) FROM calls"));
    for (String table : List.of("call_records", "call_heard")) {
      assertEquals("200", ask("SELECT count(*) FROM " + table), table);
    }
    assertEquals("1000", ask("SELECT count(*) FROM call_terms"));
    assertEquals("0", ask("PRAGMA freelist_count"), "the disk has its room back");
  }

  @Test
  void theOldestMakeRoomWhereTheFileIsTooLarge() throws IOException, SQLException {
    SqliteStore store = store(2_000_000);
    store.write(LongStream.range(0, 3_000).mapToObj(SampleCalls::call).toList());
    store.tidy(SampleCalls.START_NS);
    long left = Long.parseLong(ask("SELECT count(*) FROM calls"));
    assertTrue(left > 200 && left < 2_600, left + " calls are left");
    assertEquals("1700002999000000", ask("SELECT max(start_us) FROM calls"));
    store.close();
    assertTrue(Files.size(path()) <= 2_000_000, Files.size(path()) + " octets");
  }

  @Test
  void aFileThatIsNoDatabaseIsSetAsideAndANewOneBegun() throws IOException, SQLException {
    String text = "this is no database, but somebody's only copy of something else";
    Files.writeString(path(), text.repeat(100));
    store().write(List.of(SampleCalls.call(1)));
    assertEquals("1", ask("SELECT count(*) FROM calls"));
    assertEquals(text.repeat(100), Files.readString(folder.resolve("calls.db.damaged.1")));
  }

  /** A page in the middle is overwritten: SQLite finds out when it needs it. */
  @Test
  void aFileThatTurnsOutToBeDamagedIsSetAsideToo() throws IOException, SQLException {
    SqliteStore store = store();
    store.write(LongStream.range(0, 300).mapToObj(SampleCalls::call).toList());
    store.close();
    byte[] damaged = Files.readAllBytes(path());
    for (int i = 8 * 4096; i < damaged.length; i++) {
      damaged[i] = 0x55;
    }
    Files.write(path(), damaged);
    SqliteStore again = store();
    List<CallSummary> more = LongStream.range(300, 600).mapToObj(SampleCalls::call).toList();
    StoreException told = assertThrows(StoreException.class, () -> again.write(more));
    assertTrue(told.getMessage().contains("malformed"), told.getMessage());
    again.write(more);
    assertEquals("300", ask("SELECT count(*) FROM calls"));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.anyMatch(file -> file.endsWith("calls.db.damaged.1")));
    }
  }

  @Test
  void tablesOfANewerProgramAreLeftAlone() throws IOException, SQLException {
    SqliteStore store = store();
    store.write(List.of(SampleCalls.call(1)));
    store.close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    StoreException told =
        assertThrows(StoreException.class, () -> store().write(List.of(SampleCalls.call(2))));
    assertTrue(told.getMessage().contains("newer mos-exporter"), told.getMessage());
    assertEquals("1", ask("SELECT count(*) FROM calls"));
    assertFalse(Files.exists(folder.resolve("calls.db.damaged.1")));
  }

  @Test
  void whatIsDeletedIsNoLongerInTheFile() throws IOException {
    SqliteStore store = store();
    store.write(
        List.of(
            SampleCalls.call(SampleCalls.Wanted.of(1).from("zebedee@office.example").startNs(1)),
            SampleCalls.call(2)));
    store.tidy(SampleCalls.START_NS);
    store.close();
    String octets = Files.readString(path(), StandardCharsets.ISO_8859_1);
    assertTrue(octets.contains("anna"));
    assertFalse(octets.contains("zebedee"), "deleted, and yet there");
  }
}
