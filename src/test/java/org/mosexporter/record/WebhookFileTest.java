package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.diagnosis.FindingChange.Event;
import org.mosexporter.diagnosis.FindingChanges.Told;
import org.mosexporter.diagnosis.Severity;
import org.mosexporter.record.WebhookFile.State;

/** What webhooks were told, over a restart. */
class WebhookFileTest {
  private static final State TICKETS =
      new State(
          "tickets",
          List.of(
              new Told(Findings.wifi("a", Severity.WARNING, 0.5), Findings.NOON_NS),
              new Told(Findings.wifi("b \"\n\u00f6", Severity.CRITICAL, 0.7), Findings.NOON_NS)),
          List.of(
              Findings.told(Event.CLOSED, Findings.NOON_NS, Findings.wifi("c", Severity.INFO, 0.1)),
              Findings.told(
                  Event.OPENED, Findings.NOON_NS, Findings.wifi("a", Severity.WARNING, 0.5))));

  private static final State CHAT = new State("chat", List.of(), List.of());

  @TempDir private Path folder;

  private List<State> read() {
    return new WebhookFile(Optional.of(folder)).read();
  }

  @Test
  void readsWhatItWrote() throws IOException {
    new WebhookFile(Optional.of(folder)).write(List.of(TICKETS, CHAT));
    assertEquals(List.of(TICKETS, CHAT), read());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("webhooks.jsonl")), files.toList());
    }
  }

  @Test
  void withoutAFolderNothingIsKept() throws IOException {
    WebhookFile nowhere = new WebhookFile(Optional.empty());
    nowhere.write(List.of(TICKETS));
    assertEquals(List.of(), nowhere.read());
  }

  @Test
  void whatCannotBeWrittenIsSaid() {
    WebhookFile gone = new WebhookFile(Optional.of(folder.resolve("gone")));
    assertThrows(IOException.class, () -> gone.write(List.of(TICKETS)));
    assertEquals(List.of(), gone.read());
  }

  /** What a hand, a crash or a later version did to the file costs its lines and findings only. */
  @Test
  void leavesOutWhatIsNone() throws IOException {
    new WebhookFile(Optional.of(folder)).write(List.of(TICKETS, CHAT));
    Path file = folder.resolve("webhooks.jsonl");
    String good = Files.readString(file);
    for (String bad :
        List.of(
            "",
            "[]",
            "\u0000",
            "{\"name\":7}",
            "{\"open\":[7]}",
            "{\"open\":[{\"finding\":",
            "{\"waiting\":[{\"event\":\"moved\",\"at\":\"2026-03-02T12:00:00Z\"}]}",
            "[".repeat(10_000))) {
      Files.writeString(file, bad + "\n" + good);
      assertEquals(List.of(TICKETS, CHAT), read(), bad);
    }
    Files.writeString(file, good.replaceFirst("\"cause\":\"wifi\"", "\"cause\":\"gremlins\""));
    assertEquals(1, read().getFirst().open().size());
  }

  /** 8 MiB, of which most is white space. */
  @Test
  void readsNoFileThatIsTooLarge() throws IOException {
    new WebhookFile(Optional.of(folder)).write(List.of(CHAT));
    Path file = folder.resolve("webhooks.jsonl");
    String line = Files.readString(file).strip();
    Files.writeString(file, line + " ".repeat((8 << 20) - line.length()));
    assertEquals(List.of(CHAT), read());
    Files.writeString(file, line + " ".repeat((8 << 20) - line.length() + 1));
    assertEquals(List.of(), read());
  }

  /** A crash or a full disk amid it costs the new state, not both. */
  @Test
  void whatIsHalfWrittenTakesNothingAway() throws IOException {
    WebhookFile kept = new WebhookFile(Optional.of(folder));
    kept.write(List.of(TICKETS));
    Path next = Files.createDirectory(folder.resolve("webhooks.jsonl.new"));
    assertThrows(IOException.class, () -> kept.write(List.of(CHAT)));
    assertEquals(List.of(TICKETS), read());

    Files.delete(next);
    Files.writeString(next, "half of a li");
    kept.write(List.of(CHAT));
    assertEquals(List.of(CHAT), read());
  }
}
