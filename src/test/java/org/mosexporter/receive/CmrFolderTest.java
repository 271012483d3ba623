package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.wire.Report;

/** A folder as CUCM fills it, looked at by hand. */
class CmrFolderTest {
  private static final String HEADER =
      """
      "cdrRecordType","globalCallID_callId","directoryNum","numberPacketsLost"
      INTEGER,INTEGER,VARCHAR(50),INTEGER
      """;

  @TempDir private Path folder;
  private final ReportQueue queue = new ReportQueue();
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");

  private CmrFolder watched() {
    return new CmrFolder(folder, queue, () -> now);
  }

  private Path file(String name, String text, Duration age) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
    return file;
  }

  /** Calls and what was lost in them, in the order in which they came. */
  private List<String> taken() {
    List<String> taken = new ArrayList<>();
    while (queue.waiting() > 0) {
      queue.poll(
          report ->
              report.to(
                  (told, _) -> {
                    Report.CallRecord row = (Report.CallRecord) told;
                    taken.add(row.row().globalCallId() + " " + row.row().lost().orElse(-1));
                  },
                  Long.MAX_VALUE));
    }
    return taken;
  }

  @Test
  void readsEachFileOnceTheOldestFirst() throws IOException {
    CmrFolder watched = watched();
    file("cmr_b", HEADER + "2,2,\"1010\",7\n", Duration.ofSeconds(10));
    file("cmr_a", HEADER + "2,3,\"1010\",8\n2,4,\"1011\",9\n", Duration.ofSeconds(5));
    watched.look();
    assertEquals(List.of("//2 7", "//3 8", "//4 9"), taken());
    watched.look();
    assertEquals(List.of(), taken());
    assertEquals(3, watched.counters().handedOn());
    assertTrue(watched.state().isUp());
    assertTrue(Files.exists(folder.resolve("cmr_a")) && Files.exists(folder.resolve("cmr_b")));
  }

  @Test
  void aFileThatIsStillWrittenWaitsAndOneThatGrewIsReadAgain() throws IOException {
    CmrFolder watched = watched();
    file("cmr_a", HEADER + "2,2,\"1010\",7\n", Duration.ofSeconds(1));
    watched.look();
    assertEquals(List.of(), taken());
    now = now.plusSeconds(10);
    watched.look();
    assertEquals(List.of("//2 7"), taken());
    file("cmr_a", HEADER + "2,2,\"1010\",7\n2,3,\"1010\",8\n", Duration.ofSeconds(3));
    watched.look();
    assertEquals(List.of("//2 7", "//3 8"), taken());
  }

  @Test
  void oldFilesOtherFilesAndLinksAreLeftAlone() throws IOException {
    CmrFolder watched = watched();
    file("cmr_old", HEADER + "2,2,\"1010\",7\n", Duration.ofMinutes(16));
    file("cdr_a", HEADER + "2,3,\"1010\",7\n", Duration.ofSeconds(5));
    Path elsewhere = file("secret", HEADER + "2,4,\"1010\",7\n", Duration.ofSeconds(5));
    Files.createSymbolicLink(folder.resolve("cmr_link"), elsewhere);
    Files.createDirectory(folder.resolve("cmr_folder"));
    watched.look();
    now = now.plusSeconds(10);
    watched.look();
    assertEquals(List.of(), taken());
    assertEquals(0, watched.counters().received());
  }

  @Test
  void whatIsNoRecordIsCounted() throws IOException {
    CmrFolder watched = watched();
    file("cmr_header", "\"a\",\"b\"\n", Duration.ofSeconds(5));
    file("cmr_empty", "", Duration.ofSeconds(5));
    file("cmr_rows", HEADER + "1,2,,\n\n2,2,\"x\n" + "2,5,\"1\",1\n", Duration.ofSeconds(5));
    file("cmr_long", HEADER + "2,6,\"" + "x".repeat(20_000) + "\",1\n", Duration.ofSeconds(4));
    Path octets = folder.resolve("cmr_octets");
    Files.write(
        octets, (HEADER + "2,7,\"\u00ff\u0000\",1\n").getBytes(StandardCharsets.ISO_8859_1));
    Files.setLastModifiedTime(octets, FileTime.from(now.minusSeconds(3)));
    Path large = folder.resolve("cmr_large");
    try (var out =
        Files.newByteChannel(
            large,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.WRITE)) {
      out.position(16 << 20).write(java.nio.ByteBuffer.wrap(new byte[1]));
    }
    Files.setLastModifiedTime(large, FileTime.from(now.minusSeconds(5)));
    watched.look();
    assertEquals(List.of("//5 1", "//7 1"), taken());
    ReceiverCounters counters = watched.counters();
    assertEquals(2, counters.refused().get("header"));
    assertEquals(3, counters.refused().get("row"));
    assertEquals(1, counters.refused().get("too_large"));
  }

  @Test
  void aFolderThatIsNotThereIsSaidAndLookedForAgain() throws IOException {
    Files.delete(folder);
    CmrFolder watched = watched();
    watched.look();
    ListenerState.Waiting waiting = assertInstanceOf(ListenerState.Waiting.class, watched.state());
    assertEquals("there is no folder " + folder + "; tried again every 10 s", waiting.why());
    Files.createDirectory(folder);
    watched.look();
    assertTrue(watched.state().isUp());
  }

  @Test
  void aThreadOfItsOwnLooks() throws IOException {
    file("cmr_a", HEADER + "2,2,\"1010\",7\n", Duration.ofSeconds(5));
    try (CmrFolder watched = watched()) {
      watched.start();
      org.awaitility.Awaitility.await().until(() -> queue.waiting() == 1);
    }
  }
}
