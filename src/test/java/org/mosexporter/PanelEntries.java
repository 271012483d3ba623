package org.mosexporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each panel promises: what the demo has there, what each of its queries answers then, and
 * what they answer when there is no data.
 */
public final class PanelEntries {
  static final Path FOLDER = Path.of("src", "test", "resources", "org", "mosexporter", "panels");

  /** Of what is wrong at the branch only; of some panels. */
  static final Path BRANCH = FOLDER.resolveSibling("panels-branch");

  /** Of what is wrong with the exporter's own machine; of some panels. */
  static final Path CRAMPED = FOLDER.resolveSibling("panels-cramped");

  private static final String MISSING = "missing";
  private static final String NOTHING = "nothing";

  private final Map<String, Node> entries;
  private final Map<String, Double> truth;

  private PanelEntries(Map<String, Node> entries, Map<String, Double> truth) {
    this.entries = entries;
    this.truth = Map.copyOf(truth);
  }

  /** The entries of a folder, one file per dashboard. */
  static PanelEntries in(Path folder, Map<String, Double> truth) throws IOException {
    Map<String, Node> entries = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String dashboard = String.valueOf(file.getFileName()).replace(".yaml", "");
        Node panels = Node.of(file);
        panels.keys().forEach(panel -> entries.put(dashboard + ", " + panel, panels.at(panel)));
      }
    }
    return new PanelEntries(entries, truth);
  }

  /**
   * Those that ship.
   *
   * @param truth figures by name, which promises may ask for
   */
  public static PanelEntries with(Map<String, Double> truth) throws IOException {
    return in(FOLDER, truth);
  }

  /** Those of the demo's branch. */
  public static PanelEntries ofBranch() throws IOException {
    return in(BRANCH, Map.of());
  }

  /** Those of an exporter whose machine and limits are too small. */
  public static PanelEntries ofCramped() throws IOException {
    return in(CRAMPED, Map.of());
  }

  public boolean has(Dashboards.Query query) {
    return entries.containsKey(panel(query));
  }

  /** What is wrong between entries and queries of panels, and with entries themselves. */
  List<String> wrongWith(List<Dashboards.Query> queries) {
    List<String> wrong = new ArrayList<>();
    Map<String, List<String>> asked = new LinkedHashMap<>();
    for (Dashboards.Query query : queries) {
      asked.computeIfAbsent(panel(query), _ -> new ArrayList<>()).add(query.target().text("refId"));
    }
    asked.keySet().stream()
        .filter(panel -> !entries.containsKey(panel))
        .forEach(panel -> wrong.add(panel + ": no entry"));
    entries.forEach(
        (panel, entry) -> {
          List<String> refs = asked.getOrDefault(panel, List.of());
          if (refs.isEmpty()) {
            wrong.add(panel + ": no panel");
          } else if (refs.stream().distinct().count() != refs.size()) {
            wrong.add(panel + ": two panels of this title");
          } else if (!entry.at("shows").keys().toList().equals(refs)) {
            wrong.add(panel + ": shows is not for queries " + refs);
          }
          wrong.addAll(incomplete(panel, entry));
        });
    return wrong;
  }

  private static List<String> incomplete(String panel, Node entry) {
    List<String> wrong = new ArrayList<>();
    if (entry.text("situation").isEmpty()) {
      wrong.add(panel + ": no situation");
    }
    List<String> whenEmpty =
        entry.at("empty").keys().findAny().isPresent()
            ? entry.at("shows").keys().map(ref -> entry.at("empty").text(ref)).toList()
            : List.of(entry.text("empty"));
    if (!List.of(NOTHING, "0").containsAll(whenEmpty)) {
      wrong.add(panel + ": empty is " + whenEmpty);
    }
    entry
        .at("shows")
        .keys()
        .forEach(
            ref -> {
              List<PanelPromise> promises = promises(entry, ref);
              boolean without = promises.stream().allMatch(PanelPromise::isOfZero);
              if (isMissing(entry, ref) && !without) {
                wrong.add(panel + " " + ref + ": is missing and yet promises something");
              }
              if (!isMissing(entry, ref) && promises.isEmpty()) {
                wrong.add(panel + " " + ref + ": promises nothing, and yet is not missing");
              }
            });
    return wrong;
  }

  /** The whole panel, or one of its queries: {@code missing B: why}. */
  private static boolean isMissing(Node entry, String ref) {
    String situation = entry.text("situation");
    return situation.startsWith(MISSING + ":") || situation.contains(MISSING + " " + ref + ":");
  }

  private static List<PanelPromise> promises(Node entry, String ref) {
    return entry.at("shows").each(ref).map(line -> PanelPromise.of(line.text())).toList();
  }

  private static String panel(Dashboards.Query query) {
    return query.dashboard() + ", " + query.panel();
  }

  private Node entryOf(Dashboards.Query query) {
    Node entry = entries.get(panel(query));
    if (entry == null) {
      throw new AssertionError("no entry: " + panel(query));
    }
    return entry;
  }

  private static String refused(QueryResult result) {
    return result.status().equals("success") ? "" : "refused: " + result.error();
  }

  /** What of an answer with the demo's data is not as promised. */
  public List<String> wrongWithTheDemo(Dashboards.Query query, QueryResult result) {
    String ref = query.target().text("refId");
    List<String> wrong = PanelPromise.broken(promises(entryOf(query), ref), result.series(), truth);
    return reported(query, refused(result), wrong);
  }

  /** What of an answer without any data is not as promised. */
  public List<String> wrongWithNothing(Dashboards.Query query, QueryResult result) {
    Node empty = entryOf(query).at("empty");
    String ref = query.target().text("refId");
    String expected = empty.keys().findAny().isPresent() ? empty.text(ref) : empty.text();
    List<String> promised = expected.equals(NOTHING) ? List.of() : List.of("all: " + expected);
    List<String> wrong =
        PanelPromise.broken(
            promised.stream().map(PanelPromise::of).toList(), result.series(), Map.of());
    return reported(query, refused(result), wrong);
  }

  private static List<String> reported(Dashboards.Query query, String refused, List<String> wrong) {
    return Stream.concat(Stream.of(refused).filter(each -> !each.isEmpty()), wrong.stream())
        .map(each -> query.dashboard() + ", " + query.name() + ": " + each)
        .toList();
  }

  /** Panels, or queries of them, of which none of these has anything, and why. */
  public List<String> missing(PanelEntries... others) {
    return entries.entrySet().stream()
        .filter(each -> Stream.of(others).noneMatch(one -> one.entries.containsKey(each.getKey())))
        .filter(each -> each.getValue().text("situation").contains(MISSING))
        .map(each -> each.getKey() + ": " + each.getValue().text("situation"))
        .toList();
  }
}
