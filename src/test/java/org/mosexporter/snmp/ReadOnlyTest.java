package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Devices are read and never written: no PDU of another kind can be made. */
class ReadOnlyTest {
  private static final Path SOURCES = Path.of("src/main/java/org/mosexporter/snmp");
  private static final Pattern PDU_TYPE = Pattern.compile("PDU\\.([A-Z][A-Z0-9]*)\\b");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void noTypeOfPduIsNamedButThoseThatReadAndThoseThatAreReceived() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path source : sources()) {
      Matcher type = PDU_TYPE.matcher(Files.readString(source));
      while (type.find()) {
        named.add(type.group(1));
      }
    }
    assertEquals(
        Set.of("GET", "GETNEXT", "GETBULK", "RESPONSE", "REPORT", "TRAP", "INFORM"), named);
  }

  @Test
  void nothingIsWritten() throws IOException {
    for (Path source : sources()) {
      String text = Files.readString(source);
      // Each has its own way to send a SET.
      for (String way : List.of("snmp.set(", "PDU(-93", ".setType(-93", "notify(", "TableUtils")) {
        assertFalse(text.contains(way), source + " has " + way);
      }
    }
  }
}
