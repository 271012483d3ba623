package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.FindingChange;
import org.mosexporter.diagnosis.FindingChange.Event;
import org.mosexporter.diagnosis.FindingChanges.Told;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What webhooks were told and are still to be told, in one small file: both together, so that
 * nothing is lost or told twice between them. Without a folder there is none.
 */
public final class WebhookFile {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookFile.class);
  private static final String FILE = "webhooks.jsonl";

  /** Far more than all webhooks take. */
  private static final long MOST_BYTES = 8L << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final Optional<Path> file;

  /**
   * Of one webhook.
   *
   * @param open findings that it was told of, or that wait, as they were last told
   * @param waiting what it was not told yet, in order
   */
  public record State(String name, List<Told> open, List<Notification> waiting) {
    public State {
      open = List.copyOf(open);
      waiting = List.copyOf(waiting);
    }
  }

  public WebhookFile(Optional<Path> folder) {
    file = folder.map(inside -> inside.resolve(FILE));
  }

  /** What the file has; what cannot be read is left out, and said. */
  public List<State> read() {
    List<State> states = new ArrayList<>();
    for (String line : lines()) {
      try {
        states.add(state(Fields.parse(line.getBytes(StandardCharsets.UTF_8))));
      } catch (IOException | IllegalArgumentException bad) {
        LOG.error("{}: a webhook may hear again what it was told: {}", FILE, bad.getMessage());
      }
    }
    return states;
  }

  private List<String> lines() {
    if (file.isEmpty() || !Files.exists(file.get())) {
      return List.of();
    }
    try {
      if (Files.size(file.get()) > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES + " bytes");
      }
      return Files.readString(file.get()).lines().toList();
    } catch (IOException bad) {
      LOG.error("webhooks may hear again what they were told: {}", bad.toString());
      return List.of();
    }
  }

  private static State state(Fields line) {
    return new State(
        line.text("name"),
        line.each("open", WebhookFile::told).stream().flatMap(Optional::stream).toList(),
        line.each("waiting", WebhookFile::notification).stream()
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<Told> told(Fields from) {
    return finding(from).map(finding -> new Told(finding, at(from)));
  }

  private static Optional<Notification> notification(Fields from) {
    Event event = Event.valueOf(from.text("event").toUpperCase(Locale.ROOT));
    return finding(from)
        .map(finding -> Notification.of(new FindingChange(event, at(from), finding)));
  }

  private static Optional<Finding> finding(Fields from) {
    return FindingJson.read(from.in("finding"));
  }

  private static long at(Fields from) {
    return from.time("at").orElseThrow(() -> new IllegalArgumentException("no time"));
  }

  /** Whole or not at all. */
  public void write(List<State> states) throws IOException {
    if (file.isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (State state : states) {
      lines.append(line(state)).append('\n');
    }
    WholeFile.write(file.get(), lines);
  }

  private static String line(State state) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("name", state.name);
      out.writeArrayFieldStart("open");
      for (Told one : state.open) {
        out.writeStartObject();
        told(one.atNs(), one.finding(), out);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("waiting");
      for (Notification one : state.waiting) {
        out.writeStartObject();
        out.writeStringField("event", one.event().label());
        told(one.atNs(), one.finding(), out);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return line.toString();
  }

  private static void told(long atNs, Finding finding, JsonGenerator out) throws IOException {
    out.writeStringField("at", Instants.rfc3339(atNs));
    out.writeFieldName("finding");
    FindingJson.write(finding, new Json(out));
    out.writeEndObject();
  }
}
