package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.diagnosis.Change;

class ChangeLogTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  @Test
  void knowsThemAfterARestart() throws IOException {
    ChangeLog log = ChangeLog.open(Optional.of(folder));
    Change late = log.add(1_800_000_000 * SECOND, "berlin", "EF \"on\" the way \\ out\u00e9");
    Change early = log.add(1_700_000_000 * SECOND, "paris", "new firmware");

    ChangeLog again = ChangeLog.open(Optional.of(folder));

    assertEquals(List.of(early, late), again.earliestFirst());
    assertEquals(List.of(late), again.latest(1));
    assertEquals(Optional.of(early), again.find(early.id()));
  }

  /** What a hand or a crash did to the file costs its lines, not the others. */
  @Test
  void leavesOutWhatIsNoChange() throws IOException {
    ChangeLog log = ChangeLog.open(Optional.of(folder));
    Change kept = log.add(SECOND, "berlin", "kept");
    Path file = folder.resolve("changes.jsonl");
    Files.writeString(
        file,
        Files.readString(file)
            + "{\"id\":\"../../x\",\"at\":\"2026-01-01T00:00:00Z\",\"text\":\"a\"}\n"
            + "{\"id\":\"00000000\",\"at\":\"yesterday\",\"text\":\"a\"}\n"
            + "[]\n{\n\u0000\n{\"id\":\"0000");

    assertEquals(List.of(kept), ChangeLog.open(Optional.of(folder)).earliestFirst());
  }

  @Test
  void theEarliestMakesRoom() throws IOException {
    ChangeLog log = ChangeLog.open(Optional.empty());
    for (int i = 0; i < ChangeLog.MOST + 5; i++) {
      log.add(i * SECOND, "berlin", "change " + i);
    }

    assertEquals(ChangeLog.MOST, log.earliestFirst().size());
    assertEquals("change 5", log.earliestFirst().getFirst().text());
  }

  @Test
  void whatCannotBeWrittenIsNotKept() {
    ChangeLog log = ChangeLog.open(Optional.of(folder.resolve("gone")));

    assertThrows(IOException.class, () -> log.add(SECOND, "berlin", "text"));
    assertEquals(List.of(), log.earliestFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "{\"text\":\"\"}",
        "{\"text\":\" \\n\\t \"}",
        "{\"text\":5}",
        "{\"text\":{\"a\":1}}",
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":\"a\",\"colour\":\"red\"}",
        "{\"text\":\"a\"",
        "{\"text\":\"a\"} {}"
      })
  void refusesWhatIsNoChange(String body) {
    assertThrows(
        IllegalArgumentException.class,
        () -> ChangeJson.told(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aTextIsOneLineThatMovesNoCursor() {
    String body = "{\"text\":\" EF\\u001b[2J\\r\\nout\\u202e \\u0000\"}";

    assertEquals("EF [2J out", ChangeJson.told(body.getBytes(StandardCharsets.UTF_8)).text());
    String long500 = "{\"text\":\"" + "x".repeat(501) + "\"}";
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> ChangeJson.told(long500.getBytes(StandardCharsets.UTF_8)))
            .getMessage()
            .contains("500"));
  }
}
