package org.mosexporter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The names that a PromQL expression uses. It reads what is well-formed; promtool judges whether it
 * is.
 *
 * @param grouping labels of by, without, on, ignoring, group_left and group_right
 * @param made labels that the expression itself makes of values (count_values)
 */
record PromQl(List<Selector> selectors, Set<String> grouping, Set<String> made) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|\\d[\\w.]*|[A-Za-z_:][\\w:]*|[<>=!~]+|\\S");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_:][\\w:]*");
  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  /**
   * One mention of a metric.
   *
   * @param matchers label to operator and value, such as {@code =~"$job"}
   * @param range what stands in its brackets; empty without
   * @param function the function it is directly the argument of; empty without
   */
  record Selector(String metric, Map<String, String> matchers, String range, String function) {}

  static PromQl of(String expression) {
    List<String> tokens = TOKEN.matcher(expression).results().map(MatchResult::group).toList();
    return new Reader(tokens).read();
  }

  /** Whether brackets and braces close in the order in which they opened. */
  static boolean isBalanced(String expression) {
    String open = "";
    for (MatchResult token : TOKEN.matcher(expression).results().toList()) {
      switch (token.group()) {
        case "(" -> open += ")";
        case "{" -> open += "}";
        case ")", "}" -> {
          if (!open.endsWith(token.group())) {
            return false;
          }
          open = open.substring(0, open.length() - 1);
        }
        case "[", "\"", "]" -> {
          return false;
        }
        default -> {}
      }
    }
    return open.isEmpty();
  }

  private static final class Reader {
    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> grouping = new LinkedHashSet<>();
    private final Set<String> made = new LinkedHashSet<>();
    private int at;

    Reader(List<String> tokens) {
      this.tokens = tokens;
    }

    PromQl read() {
      while (at < tokens.size()) {
        String token = tokens.get(at);
        if (!NAME.matcher(token).matches() || WORDS.contains(token)) {
          at++;
        } else if (GROUPING.contains(token)) {
          at++;
          labels();
        } else if (peek(1).equals("(") || GROUPING.contains(peek(1))) {
          if (token.equals("count_values")) {
            made.add(peek(2).replace("\"", ""));
          }
          at++; // a function or an aggregation
        } else {
          selector(token);
        }
      }
      return new PromQl(selectors, grouping, made);
    }

    private String peek(int ahead) {
      int index = at + ahead;
      return index >= 0 && index < tokens.size() ? tokens.get(index) : "";
    }

    private void labels() {
      if (peek(0).equals("(")) {
        for (at++; !peek(0).isEmpty() && !peek(0).equals(")"); at++) {
          if (!peek(0).equals(",")) {
            grouping.add(peek(0));
          }
        }
      }
    }

    private void selector(String metric) {
      String function = peek(-1).equals("(") && NAME.matcher(peek(-2)).matches() ? peek(-2) : "";
      Map<String, String> matchers = new LinkedHashMap<>();
      at++;
      if (peek(0).equals("{")) {
        for (at++; !peek(0).isEmpty() && !peek(0).equals("}"); at++) {
          if (NAME.matcher(peek(0)).matches()) {
            matchers.put(peek(0), peek(1) + peek(2));
            at += 2;
          }
        }
        at++;
      }
      String range = peek(0).startsWith("[") ? peek(0).substring(1, peek(0).length() - 1) : "";
      selectors.add(new Selector(metric, matchers, range, function));
    }
  }
}
