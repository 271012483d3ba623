package org.mosexporter.record;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.call.LateReport;
import org.mosexporter.config.Records;

/** Each record is a line, and each later edition one more. */
class RecordFileTest {
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path folder;

  private final RecentCalls calls = new RecentCalls(100);

  private Path path() {
    return folder.resolve("log/calls.jsonl");
  }

  private RecordWriter start() {
    Records.File config = new Records.File(path().toString(), 1_000_000, 1);
    RecordFile sink = new RecordFile(config, Records.DEFAULT_KEEP);
    RecordWriter writer = new RecordWriter(sink, calls, InstantSource.system(), SOON);
    writer.start();
    return writer;
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(path()).stream()
        .map(line -> line.replaceAll(".*\"revision\":(\\d+),.*\"call_id\":\"(\\w+)\".*", "$2 $1"))
        .toList();
  }

  @Test
  void aLateReportAppendsALineWithTheNextRevision() throws IOException {
    Files.createDirectory(path().getParent());
    calls.onCallEnded(RecentCallsTest.call(1, List.of())); // before anybody wrote
    try (RecordWriter file = start()) {
      calls.onCallEnded(RecentCallsTest.call(2, List.of()));
      calls.onCallEnded(RecentCallsTest.call(3, List.of()));
      await().until(() -> file.written() == 2);
      calls.onLateReport(
          new LateReport(RecentCallsTest.call(2, List.of()).id(), 2, List.of(Verdicts.full(7))));
      await().until(() -> file.written() == 3);
      assertTrue(file.up());
    }
    assertEquals(List.of("c2 1", "c3 1", "c2 2"), lines());
  }

  @Test
  void whatCannotBeWrittenWaitsUntilItCan() throws IOException {
    try (RecordWriter file = start()) {
      for (int i = 1; i <= 20; i++) {
        calls.onCallEnded(RecentCallsTest.call(i, List.of()));
      }
      await().until(() -> file.failures() >= 2 && !file.up());
      Files.createDirectory(path().getParent());
      await().until(() -> file.written() == 20 && file.up());
    }
    assertEquals(20, lines().size());
    assertEquals("c1 1", lines().getFirst());
  }

  @Test
  void whatMustMakeRoomBeforeItIsWrittenIsCounted() {
    RecordWriter file = start();
    for (int i = 1; i <= 103; i++) {
      calls.onCallEnded(RecentCallsTest.call(i, List.of()));
    }
    await().until(() -> file.failures() >= 1);
    assertEquals(3, file.lost());
    file.close();
    assertEquals(103, file.lost(), "stopped with a disk that takes nothing");
  }

  @Test
  void writesWhatWaitsWhenItIsClosed() throws IOException {
    Files.createDirectory(path().getParent());
    RecordWriter file = start();
    for (int i = 1; i <= 50; i++) {
      calls.onCallEnded(RecentCallsTest.call(i, List.of()));
    }
    file.close();
    assertEquals(50, lines().size());
  }
}
