package org.mosexporter.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.mosexporter.app.DaemonRequests.Answer;
import org.mosexporter.app.DaemonRequests.Question;

/** The daemon that runs already, as the commands ask it. */
final class RunningDaemon {
  /** For what is answered from memory. */
  static final Duration SOON = Duration.ofSeconds(5);

  private static final String AS_WHOM =
      "run this on its machine as root or as its user, or name a user of --web.config.file"
          + " (--user, --password-file)";

  private final DaemonRequests requests;

  RunningDaemon(DaemonRequests requests) {
    this.requests = requests;
  }

  String where() {
    return requests.where();
  }

  /** What stands at a path. */
  byte[] get(String path) throws IOException {
    return good(requests.ask(new Question("GET", path, new byte[0], SOON)));
  }

  /**
   * Tells the daemon something.
   *
   * @return what it says to that
   * @throws DaemonRequests.NoDaemonException when there is none
   * @throws IOException when it refuses; its message is for the user
   */
  byte[] post(String path, byte[] json, Duration longest) throws IOException {
    return good(requests.ask(new Question("POST", path, json, longest)));
  }

  private byte[] good(Answer answer) throws IOException {
    if (answer.status() >= 200 && answer.status() < 300) {
      return answer.body();
    }
    String said = "the daemon at %s %s".formatted(where(), refusal(answer));
    throw new IOException(
        switch (answer.status()) {
          case 401 -> said + ": " + AS_WHOM;
          case 403 -> said + " Or: " + AS_WHOM;
          default -> said;
        });
  }

  private static String refusal(Answer answer) {
    String status = "answers " + answer.status();
    try {
      String detail = texts(answer.body()).getOrDefault("detail", "");
      return detail.isEmpty() ? status : status + ": " + detail;
    } catch (IOException notJson) {
      return status;
    }
  }

  /** Of an object its fields, and nothing that moves a terminal's cursor. */
  static Map<String, String> texts(byte[] json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser in = new JsonFactory().createParser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        texts.put(name, in.getText().replaceAll("\\p{Cntrl}", "?"));
      }
    }
    return texts;
  }
}
