package org.mosexporter.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who reports to a daemon ({@code /api/v1/status}), in words: a line for each phone and agent. */
final class ReporterLines {
  static List<String> of(byte[] status) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(status)) {
      return lines(json);
    }
  }

  /** Each object within a list is one. */
  private static List<String> lines(JsonParser json) throws IOException {
    List<String> lines = new ArrayList<>();
    while (json.nextToken() != null) {
      if (json.currentToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          lines.add(line(texts(json)));
        }
      }
    }
    return lines;
  }

  private static Map<String, String> texts(JsonParser json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      texts.put(name, json.getText().replaceAll("\\p{Cntrl}", "?"));
    }
    return texts;
  }

  private static String line(Map<String, String> of) {
    String last = of.getOrDefault("last_report", "never");
    String address = of.getOrDefault("address", "?");
    if (of.containsKey("source")) {
      return "phone %s: reports (%s), last %s".formatted(address, of.get("source"), last);
    }
    String line =
        "sender %s: %s reports to our %s port, last %s"
            .formatted(address, of.get("reports"), of.get("protocol"), last);
    return of.containsKey("reason")
        ? line
            + "; %s refused, last %s: %s"
                .formatted(
                    of.get("refused"), of.get("last_refused"), of.get("reason").replace('_', ' '))
        : line;
  }

  private ReporterLines() {}
}
