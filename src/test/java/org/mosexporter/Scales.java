package org.mosexporter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Whether a query puts MOS of different scales together (DESIGN: they do not compare). */
final class Scales {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|\\b(?:sum|avg|quantile)\\b(?: by \\(([^)]*)\\))? ?\\("
              + "|([\\w:]*_mos_[lc]q(?!_scored_intervals)[\\w:]*)|[()]");
  private static final String ANYTHING = "scale";

  /** The metrics of a scale that stand in a sum, a mean or a quantile without it. */
  static List<String> mixedIn(String query) {
    List<String> mixed = new ArrayList<>();
    Deque<String> around = new ArrayDeque<>();
    for (MatchResult token : TOKEN.matcher(query).results().toList()) {
      String text = token.group();
      if (token.group(2) != null) {
        if (!around.stream().allMatch(by -> List.of(by.split(", ", -1)).contains("scale"))) {
          mixed.add(text);
        }
      } else if (text.equals(")")) {
        around.poll();
      } else if (text.equals("(")) {
        around.push(ANYTHING);
      } else if (!text.startsWith("\"")) {
        around.push(token.group(1) == null ? "" : token.group(1));
      }
    }
    return mixed;
  }

  private Scales() {}
}
