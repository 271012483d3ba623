package org.mosexporter.system;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mosexporter.Dashboards;
import org.mosexporter.QueryResult;

/**
 * The dashboards with answers to their queries, drawn in a browser by scripts of these tests: a
 * stand-in for Grafana, to see that panels say what they should. The pages stay in {@code
 * target/drawings}; with {@code -Dscreenshots=true} the pictures of DASHBOARDS.md are taken anew.
 */
final class DrawnDashboards {
  private static final Path FOLDER = Path.of("target", "drawings").toAbsolutePath();
  private static final List<String> SCRIPTS = List.of("units.js", "frames.js", "draw.js");
  private static final int WIDTH = 1200;
  private static final int MOST_HEIGHT = 920;

  /** Answers by panel and query, and the seconds of the graphs. */
  private final Map<String, Map<String, String>> answers = new LinkedHashMap<>();

  private final double start;
  private final double end;

  DrawnDashboards(double start, double end) {
    this.start = start;
    this.end = end;
  }

  void add(Dashboards.Query query, String answer) {
    answers
        .computeIfAbsent(query.dashboard(), _ -> new LinkedHashMap<>())
        .put(query.name(), answer);
  }

  /** What is not drawn as it was answered, and what the browser complained about. */
  List<String> wrong(Path temporary) throws IOException {
    write();
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            FOLDER,
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    List<String> wrong = new ArrayList<>();
    try (Browser browser = new Browser(temporary, server.getAddress().getPort())) {
      for (String dashboard : answers.keySet()) {
        browser.open("/" + dashboard + "/");
        browser.complaints().stream()
            .filter(each -> !each.startsWith("INFO")) // such as of a slow network
            .forEach(each -> wrong.add(dashboard + ": " + each));
        wrong.addAll(notDrawn(dashboard, browser));
        if (Boolean.getBoolean("screenshots")) {
          browser.save("dashboards-" + dashboard + ".png", WIDTH, MOST_HEIGHT);
        }
      }
    } finally {
      server.stop(0);
    }
    return wrong;
  }

  private void write() throws IOException {
    for (String script : SCRIPTS) {
      copy(script, Files.createDirectories(FOLDER).resolve(script));
    }
    for (Map.Entry<String, Map<String, String>> each : answers.entrySet()) {
      Path place = Files.createDirectories(FOLDER.resolve(each.getKey()));
      copy("page.html", place.resolve("index.html"));
      StringBuilder data =
          new StringBuilder("window.drawn = {start: %f, end: %f,%n".formatted(start, end));
      data.append("dashboard: ").append(Files.readString(Dashboards.file(each.getKey())));
      data.append(",\nanswers: {\n");
      each.getValue()
          .forEach(
              (query, answer) ->
                  data.append("\"%s\": (%s).data.result,%n".formatted(query, answer)));
      Files.writeString(place.resolve("data.js"), data.append("}};\n"));
    }
  }

  private static void copy(String name, Path to) throws IOException {
    try (InputStream from =
        DrawnDashboards.class.getResourceAsStream("/org/mosexporter/drawing/" + name)) {
      Files.copy(Objects.requireNonNull(from, name), to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private List<String> notDrawn(String dashboard, Browser browser) {
    List<String> wrong = new ArrayList<>();
    if (!"yes".equals(browser.ask("return document.body.dataset.done"))) {
      return List.of(dashboard + ": was not drawn to its end");
    }
    Map<String, List<Integer>> answered = new LinkedHashMap<>();
    answers
        .get(dashboard)
        .forEach(
            (query, answer) ->
                answered
                    .computeIfAbsent(query.replaceFirst(" \\w+$", ""), _ -> new ArrayList<>())
                    .add(QueryResult.of(answer).series().size()));
    answered.forEach(
        (panel, series) -> {
          // What several queries say of one thing is one row of a table, that of the first.
          Object drawn = browser.ask(DRAWN, panel);
          boolean rows = Boolean.TRUE.equals(browser.ask(IS_TABLE, panel));
          int expected = rows ? series.getFirst() : series.stream().mapToInt(each -> each).sum();
          if (!String.valueOf(expected).equals(drawn)) {
            wrong.add(
                "%s, %s: %s drawn of %d, %s".formatted(dashboard, panel, drawn, expected, series));
          }
        });
    return wrong;
  }

  private static final String BOX =
      "const box = [...document.querySelectorAll('[data-panel]')].find(each =>"
          + " each.querySelector('.title').firstChild.data === arguments[0]);";
  private static final String DRAWN = BOX + "return box ? box.dataset.drawn : 'nothing'";
  private static final String IS_TABLE = BOX + "return box.classList.contains('table')";
}
