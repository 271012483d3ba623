package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines are there whole or not at all, and files are put aside at their size. */
class LineFileTest {
  @TempDir Path folder;

  private Path path() {
    return folder.resolve("calls.jsonl");
  }

  private LineFile file(long maxSizeBytes, int keep) {
    return new LineFile(path(), maxSizeBytes, keep, "{\"schema\":");
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private String aside(int number) throws IOException {
    Path compressed = folder.resolve("calls.jsonl." + number + ".gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What stood there before, what a later line makes of it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          nothing|''|new;
          whole lines|{"schema":1};{"schema":2};|{"schema":1};{"schema":2};new;
          half a line|{"schema":1};{"schema":2,"i|{"schema":1};new;
          half of its beginning|{"schema":1};{"sch|{"schema":1};new;
          only half a line|{"schema":|new;
          half a line of another|{"schema":1};hello|{"schema":1};hello;new;
          """)
  void takesHalfALineAway(String name, String before, String after) throws IOException {
    Files.writeString(path(), before.replace(';', '\n'));
    try (LineFile file = file(1_000, 1)) {
      file.append(line("new"));
    }
    assertEquals(after, Files.readString(path()).replace('\n', ';'), name);
  }

  @Test
  void putsAsideAtItsSizeAndKeepsSoMany() throws IOException {
    try (LineFile file = file(12, 2)) {
      for (String text : new String[] {"aaaaa", "bbbbb", "ccccc", "ddddd", "eeeee", "fffff", "g"}) {
        file.append(line(text));
      }
    }
    // Twelve octets hold two lines of six.
    assertEquals("g\n", Files.readString(path()));
    assertEquals("eeeee\nfffff\n", aside(1));
    assertEquals("ccccc\nddddd\n", aside(2));
    try (var all = Files.list(folder)) {
      assertEquals(3, all.count());
    }
  }

  @Test
  void aLineLongerThanAFileHasAFileOfItsOwn() throws IOException {
    try (LineFile file = file(4, 3)) {
      file.append(line("aaaaa"));
      file.append(line("bbbbb"));
    }
    assertEquals("bbbbb\n", Files.readString(path()));
    assertEquals("aaaaa\n", aside(1));
  }

  @Test
  void keepsNoneWhereNoneShallStay() throws IOException {
    try (LineFile file = file(6, 0)) {
      file.append(line("aaaaa"));
      file.append(line("bbbbb"));
    }
    assertEquals("bbbbb\n", Files.readString(path()));
    try (var all = Files.list(folder)) {
      assertEquals(1, all.count());
    }
  }

  @Test
  void followsWhenAnotherProgramPutsItAside() throws IOException {
    try (LineFile file = file(1_000, 1)) {
      file.append(line("a"));
      Files.move(path(), folder.resolve("elsewhere"));
      file.append(line("b"));
    }
    assertEquals("b\n", Files.readString(path()));
    assertEquals("a\n", Files.readString(folder.resolve("elsewhere")));
  }

  @Test
  void othersMayNotReadIt() throws IOException {
    try (LineFile file = file(6, 1)) {
      file.append(line("aaaaa"));
      file.append(line("bbbbb"));
    }
    for (String name : new String[] {"calls.jsonl", "calls.jsonl.1.gz"}) {
      String may =
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
      assertTrue(may.startsWith("rw-") && may.endsWith("---"), name + " " + may);
    }
  }

  /** /dev/full takes nothing, as a full disk. */
  @Test
  void whatCannotBeWrittenIsSaid() throws IOException {
    try (LineFile full = new LineFile(Path.of("/dev/full"), 1_000, 1, "{")) {
      assertThrows(IOException.class, () -> full.append(line("a")));
    }
    Path nowhere = folder.resolve("no/calls.jsonl");
    try (LineFile file = new LineFile(nowhere, 1_000, 1, "{")) {
      assertThrows(IOException.class, () -> file.append(line("a")));
      Files.createDirectory(nowhere.getParent());
      file.append(line("b"));
    }
    assertEquals("b\n", Files.readString(nowhere));
    assertFalse(Files.exists(path()));
  }
}
