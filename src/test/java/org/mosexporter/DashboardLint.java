package org.mosexporter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The 17 rules of grafana/dashboard-linter under their names. Stricter than there: a counter is
 * also what ends in {@code _bucket}, {@code _count} or {@code _sum}, and no look-back is a fixed
 * time.
 */
final class DashboardLint {
  private static final String DATASOURCE = "${datasource}";
  private static final Set<String> SOURCES = Set.of("prometheus", "loki");
  private static final Pattern VARIABLE_QUERY =
      Pattern.compile("(?:label_values\\((.+), (\\w+)\\)|query_result\\((.+)\\))");
  private static final Pattern COUNTER = Pattern.compile(".*_(total|bucket|count|sum)");
  private static final Set<String> COUNTED = Set.of("rate", "irate", "increase");
  private static final Set<String> PER_STEP = Set.of("rate", "irate");
  private static final Pattern LOG_SELECTOR = Pattern.compile("\\{[^{}]+}");
  private static final Pattern RANGE = Pattern.compile("\\[([^\\]]*)]");
  private static final Set<String> UNITS =
      Set.of(
          "none",
          "short",
          "percentunit",
          "s",
          "ms",
          "count:packets/s",
          "bps",
          "count:/s",
          "bytes",
          "bool_yes_no",
          "dateTimeAsIso");

  private final Node dashboard;
  private final Interpolation variables;
  private final List<String> problems = new ArrayList<>();

  private DashboardLint(Node dashboard) {
    this.dashboard = dashboard;
    this.variables = Interpolation.of(dashboard);
  }

  /**
   * Judges a dashboard.
   *
   * @return what is wrong, each as "rule: where"
   */
  static List<String> of(Node dashboard) {
    DashboardLint lint = new DashboardLint(dashboard);
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
            && SOURCES.contains(sources.getFirst().text("query")));
    hasTargetVariable("template-job-rule", "job", "Job");
    hasTargetVariable("template-instance-rule", "instance", "Instance");
    variables()
        .filter(variable -> variable.text("type").equals("query"))
        .forEach(this::queryVariable);
  }

  private void queryVariable(Node variable) {
    String name = variable.text("name");
    check("template-label-promql-rule", name, isLabelQuery(variable.at("query").text("query")));
    check("template-on-time-change-reload-rule", name, variable.text("refresh").equals("2"));
  }

  private static boolean isLabelQuery(String query) {
    var matcher = VARIABLE_QUERY.matcher(query);
    return matcher.matches()
        && PromQl.isBalanced(matcher.group(1) == null ? matcher.group(3) : matcher.group(1));
  }

  private void hasTargetVariable(String rule, String name, String label) {
    List<Node> found = variables().filter(variable -> variable.text("name").equals(name)).toList();
    check(rule, "", found.size() == 1 && isTargetVariable(found.getFirst(), label));
  }

  private static boolean isTargetVariable(Node variable, String label) {
    return variable.text("label").equals(label)
        && variable.text("type").equals("query")
        && variable.text("multi").equals("true")
        && variable.text("allValue").equals(".+")
        && variable.at("datasource").text("uid").equals(DATASOURCE);
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
        isOurs(panel) && panel.each("targets").allMatch(DashboardLint::isOurs));
    String unit = panel.at("fieldConfig").at("defaults").text("unit");
    check("panel-units-rule", title, UNITS.contains(unit) && ofOverrides(panel));
    check("panel-no-targets-rule", title, panel.each("targets").findAny().isPresent());
    panel.each("targets").forEach(target -> target(title, target));
  }

  private static boolean ofOverrides(Node panel) {
    return panel
        .at("fieldConfig")
        .each("overrides")
        .flatMap(override -> override.each("properties"))
        .filter(property -> property.text("id").equals("unit"))
        .allMatch(property -> UNITS.contains(property.text("value")));
  }

  private static boolean isOurs(Node node) {
    return node.at("datasource").text("uid").equals(DATASOURCE)
        && SOURCES.contains(node.at("datasource").text("type"));
  }

  private void target(String title, Node target) {
    if (target.at("datasource").text("type").equals("loki")) {
      logQuery(title, target.text("expr"));
    } else {
      metricQuery(title, target.text("expr"));
    }
  }

  private void logQuery(String title, String expression) {
    check(
        "target-logql-rule",
        title,
        LOG_SELECTOR.matcher(expression).find() && PromQl.isBalanced(expression));
    check(
        "target-logql-auto-rule",
        title,
        RANGE.matcher(expression).results().allMatch(range -> range.group(1).equals("$__auto")));
  }

  private void metricQuery(String title, String expression) {
    check("target-promql-rule", title, !expression.isEmpty() && PromQl.isBalanced(expression));
    for (PromQl.Selector selector : PromQl.of(variables.inNames(expression)).selectors()) {
      String where = title + ": " + selector.metric();
      check("target-job-rule", where, "=~\"$job\"".equals(selector.matchers().get("job")));
      check(
          "target-instance-rule",
          where,
          "=~\"$instance\"".equals(selector.matchers().get("instance")));
      check("target-rate-interval-rule", where, looksBackAsAsked(selector));
      check(
          "target-counter-agg-rule",
          where,
          !COUNTER.matcher(selector.metric()).matches() || COUNTED.contains(selector.function()));
    }
  }

  private static boolean looksBackAsAsked(PromQl.Selector selector) {
    return PER_STEP.contains(selector.function())
        ? selector.range().equals("$__rate_interval")
        : selector.range().isEmpty() || selector.range().startsWith("$");
  }

  private void check(String rule, String where, boolean holds) {
    if (!holds) {
      problems.add(rule + ": " + where);
    }
  }
}
