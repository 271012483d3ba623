package org.mosexporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards that ship, and what is in them. */
public final class Dashboards {
  static final Path FOLDER = Path.of("dashboards");

  /** A question of a panel, in the order of the files. */
  public record Query(String dashboard, String panel, Node target, Node opensWith) {
    /** How the entries of panels call it. */
    public String name() {
      return panel + " " + target.text("refId");
    }

    public boolean isInstant() {
      return target.text("instant").equals("true");
    }

    /** As the data source gets it, with values other than those the dashboard opens with. */
    public String with(java.util.Map<String, String> values) {
      Interpolation all = Interpolation.of(opensWith);
      for (var value : values.entrySet()) {
        all = all.with(value.getKey(), value.getValue());
      }
      return all.in(target.text("expr"));
    }
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** The file of a dashboard, such as {@code overview}. */
  public static Path file(String name) {
    return FOLDER.resolve(name + ".json");
  }

  static List<Node> all() throws IOException {
    return files().stream().map(Dashboards::read).toList();
  }

  private static Node read(Path file) {
    try {
      return Node.of(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Panels, without the rows that only head them. */
  static Stream<Node> panels(Node dashboard) {
    return dashboard.each("panels").filter(panel -> !panel.text("type").equals("row"));
  }

  static Stream<Node> variables(Node dashboard) {
    return dashboard.at("templating").each("list");
  }

  /** Every query of every dashboard. */
  public static List<Query> queries() throws IOException {
    return all().stream()
        .flatMap(
            dashboard ->
                panels(dashboard)
                    .flatMap(
                        panel ->
                            panel
                                .each("targets")
                                .map(
                                    target ->
                                        new Query(
                                            dashboard.text("uid").replace("mos-exporter-", ""),
                                            panel.text("title"),
                                            target,
                                            dashboard))))
        .toList();
  }

  private Dashboards() {}
}
