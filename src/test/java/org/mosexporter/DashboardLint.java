package org.mosexporter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of grafana/dashboard-linter as far as they concern a dashboard of Prometheus queries,
 * under their names. The rules for Loki (target-logql-rule, target-logql-auto-rule) hold by there
 * being no other data source.
 */
final class DashboardLint {
  private static final String DATASOURCE = "${datasource}";
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
  private static final Pattern COUNTER = Pattern.compile(".*_(total|bucket|count|sum)");
  private static final Set<String> COUNTED =
      Set.of("rate", "irate", "increase", "resets", "absent", "absent_over_time");
  private static final Set<String> UNITS =
      Set.of("none", "short", "percentunit", "s", "ms", "pps", "bps", "bytes", "bool_yes_no");

  private final Node dashboard;
  private final Node exclusions;
  private final List<String> problems = new ArrayList<>();

  private DashboardLint(Node dashboard, Node exclusions) {
    this.dashboard = dashboard;
    this.exclusions = exclusions;
  }

  /**
   * Judges a dashboard.
   *
   * @param configuration a {@code .lint} file
   * @return what is wrong, each as "rule: where"
   */
  static List<String> of(Node dashboard, Node configuration) {
    DashboardLint lint = new DashboardLint(dashboard, configuration.at("exclusions"));
    lint.dashboard();
    lint.panels().forEach(lint::panel);
    return lint.problems;
  }

  private void dashboard() {
    check("uneditable-dashboard", "", dashboard.text("editable").equals("false"));
    List<Node> sources = variables().filter(v -> v.text("type").equals("datasource")).toList();
    check(
        "template-datasource-rule",
        "",
        sources.size() == 1
            && sources.getFirst().text("name").equals("datasource")
            && sources.getFirst().text("label").equals("Data source")
            && sources.getFirst().text("query").equals("prometheus"));
    hasTargetVariable("template-job-rule", "job", "Job");
    hasTargetVariable("template-instance-rule", "instance", "Instance");
    variables()
        .filter(variable -> variable.text("type").equals("query"))
        .forEach(
            variable -> {
              String name = variable.text("name");
              String query = variable.at("query").text("query");
              check("template-label-promql-rule", name, isLabelQuery(query));
              check(
                  "template-on-time-change-reload-rule",
                  name,
                  variable.text("refresh").equals("2"));
            });
  }

  private static boolean isLabelQuery(String query) {
    var matcher = LABEL_VALUES.matcher(query);
    return matcher.matches() && PromQl.isBalanced(matcher.group(1));
  }

  private void hasTargetVariable(String rule, String name, String label) {
    check(
        rule,
        "",
        variables()
                .filter(
                    variable ->
                        variable.text("name").equals(name)
                            && variable.text("label").equals(label)
                            && variable.text("type").equals("query")
                            && variable.text("multi").equals("true")
                            && variable.text("allValue").equals(".+")
                            && variable.at("datasource").text("uid").equals(DATASOURCE))
                .count()
            == 1);
  }

  private Stream<Node> variables() {
    return dashboard.at("templating").each("list");
  }

  private Stream<Node> panels() {
    return dashboard.each("panels").filter(panel -> !panel.text("type").equals("row"));
  }

  private void panel(Node panel) {
    String title = panel.text("title");
    check(
        "panel-title-description-rule",
        title,
        !title.isEmpty() && !panel.text("description").isEmpty());
    check(
        "panel-datasource-rule",
        title,
        isOurs(panel) && panel.each("targets").allMatch(this::isOurs));
    String unit = panel.at("fieldConfig").at("defaults").text("unit");
    check("panel-units-rule", title + " in " + unit, UNITS.contains(unit));
    check("panel-no-targets-rule", title, panel.each("targets").findAny().isPresent());
    panel.each("targets").forEach(target -> target(title, target.text("expr")));
  }

  private boolean isOurs(Node node) {
    return node.at("datasource").text("uid").equals(DATASOURCE)
        && node.at("datasource").text("type").equals("prometheus");
  }

  private void target(String title, String expression) {
    check("target-promql-rule", title, !expression.isEmpty() && PromQl.isBalanced(expression));
    for (PromQl.Selector selector : PromQl.of(expression).selectors()) {
      String where = title + ": " + selector.metric();
      check("target-job-rule", where, "=~\"$job\"".equals(selector.matchers().get("job")));
      check(
          "target-instance-rule",
          where,
          "=~\"$instance\"".equals(selector.matchers().get("instance")));
      check(
          "target-rate-interval-rule",
          title,
          selector.range().isEmpty() || selector.range().equals("$__rate_interval"));
      check(
          "target-counter-agg-rule",
          where,
          !COUNTER.matcher(selector.metric()).matches() || COUNTED.contains(selector.function()));
    }
  }

  private void check(String rule, String where, boolean holds) {
    boolean excluded =
        exclusions.at(rule).each("entries").anyMatch(entry -> entry.text("panel").equals(where));
    if (!holds && !excluded) {
      problems.add(rule + ": " + where);
    }
  }
}
