package org.mosexporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be asked for: the families of docs/METRICS.md, what Prometheus itself adds, and our
 * recording rules.
 *
 * @param labels series name to its labels, those of the scrape included
 */
record KnownMetrics(Map<String, Set<String>> labels) {
  private static final Pattern FAMILY =
      Pattern.compile("(?ms)^### `(\\w+)`$.*?^- type: (\\w+)$(.*?)(?=^###? |\\z)");
  private static final Pattern LABELS = Pattern.compile("(?m)^- labels: (.*)$");
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

  /** What Prometheus makes of our site where the scrape job sets one, too, and honours not ours. */
  private static final String OF_A_COLLISION = "exported_site";

  static KnownMetrics read() throws IOException {
    Map<String, Set<String>> known = new HashMap<>();
    String page = Files.readString(Path.of("docs", "METRICS.md"));
    for (MatchResult family : FAMILY.matcher(page).results().toList()) {
      Set<String> labels = new HashSet<>(OF_THE_SCRAPE);
      LABELS
          .matcher(family.group(3))
          .results()
          .flatMap(line -> Pattern.compile("`(\\w+)`").matcher(line.group(1)).results())
          .forEach(label -> labels.add(label.group(1)));
      if (family.group(2).equals("histogram")) {
        known.put(family.group(1) + "_sum", labels);
        known.put(family.group(1) + "_count", labels);
        known.put(family.group(1) + "_bucket", with(labels, "le"));
      } else {
        known.put(family.group(1), labels);
      }
    }
    known.put("up", OF_THE_SCRAPE);
    known.put("scrape_duration_seconds", OF_THE_SCRAPE);
    known.put("process_cpu_seconds_total", OF_THE_SCRAPE);
    // As Prometheus renames our site where the target has one of its own.
    known.put("voip_site_target_mos", with(known.get("voip_site_target_mos"), OF_A_COLLISION));
    known.put("process_resident_memory_bytes", OF_THE_SCRAPE);
    KnownMetrics all = new KnownMetrics(known);
    all.addRulesOf(Path.of("alerts", "recording.yml"));
    return all;
  }

  private static Set<String> with(Set<String> labels, String more) {
    Set<String> all = new HashSet<>(labels);
    all.add(more);
    return all;
  }

  /**
   * Takes a recording rule. What it groups by first are its labels; one that only sums records over
   * time has theirs.
   */
  void addRule(String name, String expression) {
    Matcher by = Pattern.compile("\\bby \\(([^)]*)\\)").matcher(expression);
    labels.put(
        name, by.find() ? Set.of(by.group(1).split("\\W+", -1)) : labelsOf(PromQl.of(expression)));
  }

  /** Takes the recording rules of a file, in their order. */
  void addRulesOf(Path file) throws IOException {
    Node.of(file)
        .each("groups")
        .flatMap(group -> group.each("rules"))
        .filter(rule -> !rule.text("record").isEmpty())
        .forEach(rule -> addRule(rule.text("record"), rule.text("expr")));
  }

  /** Labels that some series of the expression has. */
  Set<String> labelsOf(PromQl expression) {
    return Stream.concat(
            expression.made().stream(),
            expression.selectors().stream()
                .flatMap(selector -> labels.getOrDefault(selector.metric(), Set.of()).stream()))
        .collect(Collectors.toSet());
  }

  /** Every name in an expression that no series has, as sentences. */
  List<String> strangersIn(String expression) {
    PromQl parts = PromQl.of(expression);
    List<String> strangers = new ArrayList<>();
    for (PromQl.Selector selector : parts.selectors()) {
      // A native histogram is one series of the bare name.
      String ofNative = expression.contains("histogram_") ? "_sum" : "";
      Set<String> has =
          labels.getOrDefault(selector.metric(), labels.get(selector.metric() + ofNative));
      if (has == null) {
        strangers.add("no metric " + selector.metric());
      } else {
        selector.matchers().keySet().stream()
            .filter(label -> !has.contains(label) && !label.equals(OF_A_COLLISION))
            .forEach(label -> strangers.add(selector.metric() + " has no label " + label));
      }
    }
    Set<String> there = labelsOf(parts);
    parts.grouping().stream()
        .filter(label -> !there.contains(label))
        .forEach(label -> strangers.add("nothing has a label " + label + " in " + expression));
    return strangers;
  }
}
