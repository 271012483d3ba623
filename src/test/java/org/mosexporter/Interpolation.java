package org.mosexporter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Variables of a dashboard and what stands for each in a query, as Grafana puts it there.
 *
 * @param values by name, without the dollar
 */
record Interpolation(Map<String, String> values) {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?::\\w+)?}|(\\w+))");
  private static final Pattern LEFT_ALONE =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|" + VARIABLE.pattern());

  Interpolation {
    values = Map.copyOf(values);
  }

  /** What a dashboard opens with. */
  static Interpolation of(Node dashboard) {
    Map<String, String> values = new HashMap<>();
    dashboard
        .at("templating")
        .each("list")
        .forEach(variable -> values.put(variable.text("name"), opensWith(variable)));
    return new Interpolation(values);
  }

  private static String opensWith(Node variable) {
    Node value = variable.at("current").at("value");
    String first = value.each().map(Node::text).findFirst().orElse(value.text());
    return first.equals("$__all") ? variable.text("allValue") : first;
  }

  /** Each choice of the variables that offer a fixed list, one at a time. */
  static Stream<Interpolation> everyChoice(Node dashboard) {
    Interpolation first = of(dashboard);
    List<Interpolation> others =
        dashboard
            .at("templating")
            .each("list")
            .filter(variable -> variable.text("type").equals("custom"))
            .flatMap(
                variable ->
                    variable
                        .each("options")
                        .map(option -> first.with(variable.text("name"), option.text("value"))))
            .toList();
    return Stream.concat(Stream.of(first), others.stream());
  }

  Interpolation with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new Interpolation(more);
  }

  /** A query as the data source gets it; a variable without a value is an error. */
  String in(String query) {
    return VARIABLE.matcher(query).replaceAll(found -> Matcher.quoteReplacement(valueOf(found)));
  }

  /**
   * A query in which names and numbers are whole, while what it compares labels with and how far it
   * looks back still say which variable it is.
   */
  String inNames(String query) {
    return LEFT_ALONE
        .matcher(query)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group().startsWith("$") ? valueOf(found) : found.group()));
  }

  private String valueOf(MatchResult found) {
    String name = found.group(1) == null ? found.group(2) : found.group(1);
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for $" + name);
    }
    return value;
  }
}
