package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.diagnosis.Change;

/** A change as it is told, kept and shown. */
public final class ChangeJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private static final Set<String> TOLD = Set.of("text", "site", "at");
  private static final int MOST_CHARACTERS = 500;

  /**
   * What somebody tells of a change.
   *
   * @param text one line
   * @param site empty when it is not said
   * @param at RFC 3339; empty when it is not said
   */
  public record Told(String text, String site, String at) {}

  /**
   * Reads {@code {"text":…,"site":…,"at":…}}.
   *
   * @throws IllegalArgumentException when it is not that, with a sentence that says why
   */
  public static Told told(byte[] json) {
    Map<String, String> fields;
    try {
      fields = texts(FACTORY.createParser(json));
    } catch (IOException notJson) {
      throw new IllegalArgumentException(
          "The body is one JSON object of texts: {\"text\":\"…\",\"site\":\"…\",\"at\":\"…\"}.",
          notJson);
    }
    for (String name : fields.keySet()) {
      if (!TOLD.contains(name)) {
        throw new IllegalArgumentException("The body has text, site and at, and nothing else.");
      }
    }
    String text = oneLine(fields.getOrDefault("text", ""));
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "text is what was changed, in 1 to " + MOST_CHARACTERS + " characters.");
    }
    return new Told(text, fields.getOrDefault("site", ""), fields.getOrDefault("at", ""));
  }

  /** Without what moves a terminal's cursor or turns a line's direction. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}\\p{Cs}]+", " ").strip();
  }

  private static Map<String, String> texts(JsonParser json) throws IOException {
    try (json) {
      Map<String, String> texts = new HashMap<>();
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING
            || texts.putIfAbsent(name, json.getText()) != null) {
          throw new IOException("not a text, or twice");
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new IOException("more than an object");
      }
      return texts;
    }
  }

  /** As a line of a file has it; empty when it has none. */
  static Optional<Change> parse(String line) {
    try {
      Map<String, String> fields = texts(FACTORY.createParser(line));
      String id = fields.getOrDefault("id", "");
      String text = oneLine(fields.getOrDefault("text", ""));
      if (!id.matches("[0-9a-f]{8}") || text.length() > MOST_CHARACTERS) {
        return Optional.empty();
      }
      long atNs = Instants.ns(OffsetDateTime.parse(fields.getOrDefault("at", "")).toInstant());
      return Optional.of(new Change(id, atNs, fields.getOrDefault("site", ""), text));
    } catch (IOException | DateTimeException none) {
      return Optional.empty();
    }
  }

  static String line(Change change) {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(line)) {
      out.writeStartObject();
      fields(change, new Json(out));
      out.writeEndObject();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return line + "\n";
  }

  static void fields(Change change, Json json) throws IOException {
    json.out().writeStringField("id", change.id());
    json.out().writeStringField("at", Instants.rfc3339(change.atNs()));
    json.text("site", change.site());
    json.out().writeStringField("text", change.text());
  }

  /** One, and leaves the stream open. */
  public static void write(Change change, OutputStream to) throws IOException {
    to.write(line(change).getBytes(StandardCharsets.UTF_8));
  }

  /** {@code {"changes":[…],"next":"…"}}, and leaves the stream open. */
  public static void write(List<Change> changes, String next, OutputStream to) throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      Json json = new Json(out);
      out.writeStartObject();
      out.writeArrayFieldStart("changes");
      for (Change change : changes) {
        out.writeStartObject();
        fields(change, json);
        out.writeEndObject();
      }
      out.writeEndArray();
      json.text("next", next);
      out.writeEndObject();
    }
    to.write('\n');
  }

  private ChangeJson() {}
}
