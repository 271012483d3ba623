package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Config;
import org.mosexporter.quality.Json;
import org.mosexporter.record.Analysis;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/** {@code analyze} of many files: which, in what order, and what it takes. */
@Tag("heap")
class AnalyzeFilesTest {
  private static final long MB = 1_000_000;

  @TempDir private Path folder;

  private static byte[] speech(int number) {
    return frame(
        "10.1.0.5",
        5000,
        "10.1.20.11",
        4000,
        rtp(7, 0, false, number & 0xFFFF, 160L * number, 160));
  }

  /** A pcap (LINKTYPE_ETHERNET, nanoseconds) of packets 20 ms apart. */
  private static byte[] pcap(int first, int end) {
    ByteBuffer file = ByteBuffer.allocate(24 + (end - first) * 300);
    file.putInt(0xA1B2_3C4D).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(65_535).putInt(1);
    for (int i = first; i < end; i++) {
      byte[] octets = speech(i);
      file.putInt(1_772_452_800 + i / 50).putInt(i % 50 * 20_000_000);
      file.putInt(octets.length).putInt(octets.length).put(octets);
    }
    byte[] octets = new byte[file.position()];
    file.flip().get(octets);
    return octets;
  }

  private Path write(String name, byte[] octets) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream into = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      into.write(octets);
    }
    return file;
  }

  private record Run(int exit, String out, String err) {
    List<?> list(String name) throws IOException {
      return (List<?>) ((Map<?, ?>) Json.parse(out)).get(name);
    }

    long ofStream(String name) throws IOException {
      return ((Number) ((Map<?, ?>) list("streams").getFirst()).get(name)).longValue();
    }
  }

  private static Run analyze(Path... files) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = new String[files.length + 2];
    arguments[0] = "analyze";
    arguments[1] = "--format=json";
    for (int i = 0; i < files.length; i++) {
      arguments[i + 2] = files[i].toString();
    }
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Run(exit, out.toString(), err.toString());
  }

  @Test
  void takesTheCapturesInADirectoryForOneInOrderOfTime() throws IOException {
    Path third = write("b/c/last.pcap3", pcap(1000, 1500));
    Path first = write("z.cap", pcap(0, 500));
    Path second = write("a.PCAP.gz", pcap(500, 1000));
    write("notes.txt", "no capture".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Run run = analyze(folder);

    assertEquals("", run.err);
    assertEquals(Main.DONE, run.exit);
    assertEquals(List.of(first.toString(), second.toString(), third.toString()), run.list("files"));
    assertEquals(1, run.list("streams").size());
    assertEquals(1500, run.ofStream("packets"));
    assertEquals(0, run.ofStream("lost"));
    assertEquals(0, run.ofStream("reordered"));
  }

  @Test
  void sortsFilesThatAreGivenOutOfOrder() throws IOException {
    Path late = write("1.pcap", pcap(500, 1000));
    Path early = write("2.pcap", pcap(0, 500));
    Run run = analyze(late, early);

    assertEquals(1, run.list("streams").size());
    assertEquals(1000, run.ofStream("packets"));
  }

  @Test
  void goesOnAfterAFileThatCannotBeRead() throws IOException {
    Path good = write("good.pcap", pcap(0, 100));
    Path bad = write("bad.pcap", new byte[100]);
    Path absent = folder.resolve("absent.pcap");
    Run run = analyze(bad, absent, good);

    assertEquals(Main.FAILED, run.exit);
    assertEquals(100, run.ofStream("packets"));
    assertEquals(2, run.err.lines().count(), run.err);
    assertTrue(run.err.contains("bad.pcap") && run.err.contains("absent.pcap"), run.err);
  }

  @Test
  void readsAFileOnceHoweverOftenItIsGiven() throws IOException {
    Path file = write("a/one.pcap", pcap(0, 500));
    Files.createSymbolicLink(folder.resolve("a/latest.pcap"), file);
    Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
    Run run =
        analyze(folder.resolve("a"), file, folder.resolve("a/../a/one.pcap"), folder.resolve("b"));

    assertEquals(Main.DONE, run.exit, run.err);
    assertEquals(1, run.list("files").size());
    assertEquals(500, run.ofStream("packets"));
    assertEquals(0, run.ofStream("duplicate"));
  }

  @Test
  void goesOnAfterADirectoryThatCannotBeListed() throws IOException {
    write("all/a/one.pcap", pcap(0, 100));
    write("all/z/two.pcap", pcap(100, 200));
    Path closed = Files.createDirectory(folder.resolve("all/closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    if (Files.isReadable(closed)) {
      System.err.println("SKIPPED: root can list every directory");
      Assumptions.abort("root can list every directory");
    }
    Run run = analyze(folder.resolve("all"), closed);

    assertEquals(Main.FAILED, run.exit);
    assertEquals(200, run.ofStream("packets"));
    assertEquals(2, run.err.lines().count(), run.err);
    for (String line : run.err.lines().toList()) {
      assertEquals(closed + ": cannot be listed: permission denied", line);
    }
  }

  @Test
  void goesOnAfterADirectoryWithoutACapture() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run run = analyze(empty, write("one.pcap", pcap(0, 100)));

    assertEquals(Main.FAILED, run.exit);
    assertEquals(100, run.ofStream("packets"));
    assertTrue(run.err.startsWith(empty + ": no capture in this directory"), run.err);
  }

  @Test
  void refusesADirectoryWithoutACapture() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run run = analyze(empty);

    assertEquals(Main.FAILED, run.exit);
    assertTrue(run.err.startsWith(empty + ": no capture in this directory"), run.err);
  }

  @Test
  void showsRateAndTimeLeftOverAllFiles() throws IOException {
    Path one = write("one.pcap", new byte[2_000_000]);
    Path two = write("two.pcap", new byte[6_000_000]);
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    long[] now = {0};
    try (Progress progress = new Progress(8 * MB, true, new PrintStream(shown), () -> now[0])) {
      progress.begin(one);
      progress.accept(1 * MB); // too early to be drawn
      progress.begin(two);
      now[0] = 2_000_000_000L;
      progress.accept(2 * MB);
    }

    assertEquals(
        "\r[===============               ]  50 %  2 MB/s  2 s left \r" + " ".repeat(70) + "\r",
        shown.toString(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void showsTheRateOfAPipeAndNothingWithoutATerminal() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    long[] now = {0};
    Progress pipe = new Progress(0, true, new PrintStream(shown), () -> now[0]);
    Progress hidden = new Progress(0, false, new PrintStream(shown), () -> now[0]);
    now[0] = 2_000_000_000L;
    pipe.accept(30 * MB);
    hidden.accept(30 * MB);

    assertEquals("\r30 MB  15 MB/s ", shown.toString(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** An hour and three minutes of the same call take the same memory. */
  @Test
  void keepsMemoryForCallsAndNotForPackets() {
    retainedBytes(9_000); // classes are loaded
    long brief = retainedBytes(9_000);
    long longer = retainedBytes(180_000);

    assertTrue(longer - brief < 64 << 10, () -> brief + " and " + longer + " bytes");
  }

  private static long retainedBytes(int packets) {
    long before = LiveHeap.bytes();
    PacketSink[] sink = new PacketSink[1];
    Analyzer analyzer =
        new Analyzer(
            Config.defaults("berlin"),
            tracker -> {
              sink[0] = tracker;
              return tracker;
            });
    sink[0].onObservationPoint(0, new ObservationPoint("file", LinkType.ETHERNET));
    ByteBuffer window = Frames.window(speech(0));
    for (int i = 0; i < packets; i++) {
      if (i % 100 != 3) {
        window.clear().put(speech(i));
        int length = window.capacity();
        sink[0].onPacket(window, 0, length, length, 1_000_000_000L + i * 20_000_000L, 0, 0);
        sink[0].flush();
      }
    }
    Analysis analysis = analyzer.finish();
    long after = usedBytesWith(sink, analyzer);
    assertEquals(1, analysis.streams().size());
    assertEquals(analysis.streams().getFirst().packets(), packets - packets / 100);
    return after - before;
  }

  /** Of the heap, with what holds on to the tracker. */
  private static long usedBytesWith(PacketSink[] sink, Analyzer analyzer) {
    try {
      return LiveHeap.bytes();
    } finally {
      Reference.reachabilityFence(sink);
      Reference.reachabilityFence(analyzer);
    }
  }
}
