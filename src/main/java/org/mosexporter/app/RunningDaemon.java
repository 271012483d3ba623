package org.mosexporter.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The daemon that runs on this host, asked who reports to it ({@code /api/v1/status}). */
final class RunningDaemon {
  private static final int LONGEST_WAIT_MS = 2_000;
  private static final int OK = 200;

  private final URI status;

  /**
   * Not asked yet.
   *
   * @param listenAddress as the daemon's {@code --web.listen-address}
   */
  RunningDaemon(String listenAddress) {
    int colon = listenAddress.lastIndexOf(':');
    String host = listenAddress.substring(0, Math.max(0, colon));
    boolean everywhere = host.isEmpty() || host.equals("0.0.0.0") || host.equals("[::]");
    String port = listenAddress.substring(colon + 1);
    status =
        URI.create("http://%s:%s/api/v1/status".formatted(everywhere ? "127.0.0.1" : host, port));
  }

  /**
   * A line for each phone and agent.
   *
   * @throws IOException when no daemon answers
   */
  List<String> reporters() throws IOException {
    if (!(status.toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection asking)) {
      throw new IOException(status + " is no web address");
    }
    asking.setConnectTimeout(LONGEST_WAIT_MS);
    asking.setReadTimeout(LONGEST_WAIT_MS);
    try {
      if (asking.getResponseCode() != OK) {
        throw new IOException(status + " answers " + asking.getResponseCode());
      }
      try (InputStream in = asking.getInputStream();
          JsonParser json = new JsonFactory().createParser(in)) {
        return lines(json);
      }
    } finally {
      asking.disconnect();
    }
  }

  /** Each object within a list is one. */
  static List<String> lines(JsonParser json) throws IOException {
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
}
