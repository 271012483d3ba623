package org.mosexporter.snmp;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The code points that a match statement of Cisco names: "Match dscp ef (46)", "Match dscp 52",
 * "Match ip dscp ef (46) af31 (26)". What matches by list or protocol names none.
 */
final class DscpMatch {
  private static final Pattern AFTER_DSCP = Pattern.compile("\\bdscp\\b(.*)");
  private static final Pattern IN_PARENTHESES = Pattern.compile("\\(\\s*(\\d{1,2})\\s*\\)");
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  private static final Pattern BARE_NUMBER = Pattern.compile("\\b(\\d{1,2})\\b");
  private static final int MOST = 63;

  /** RFC 2474, RFC 2597, RFC 3246, RFC 5865 (as in the IANA registry). */
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          entry("default", 0),
          entry("cs1", 8),
          entry("af11", 10),
          entry("af12", 12),
          entry("af13", 14),
          entry("cs2", 16),
          entry("af21", 18),
          entry("af22", 20),
          entry("af23", 22),
          entry("cs3", 24),
          entry("af31", 26),
          entry("af32", 28),
          entry("af33", 30),
          entry("cs4", 32),
          entry("af41", 34),
          entry("af42", 36),
          entry("af43", 38),
          entry("cs5", 40),
          entry("va", 44),
          entry("ef", 46),
          entry("cs6", 48),
          entry("cs7", 56));

  static List<Integer> codePoints(String statement) {
    var dscp = AFTER_DSCP.matcher(statement.toLowerCase(Locale.ROOT));
    if (!dscp.find()) {
      return List.of();
    }
    String list = dscp.group(1);
    List<Integer> points = numbers(IN_PARENTHESES, list);
    if (points.isEmpty()) {
      points = numbers(BARE_NUMBER, list);
    }
    return points.isEmpty() ? names(list) : points;
  }

  private static List<Integer> numbers(Pattern pattern, String text) {
    List<Integer> numbers = new ArrayList<>();
    pattern.matcher(text).results().forEach(result -> add(result.group(1), numbers));
    return numbers;
  }

  private static void add(String number, List<Integer> to) {
    int point = Integer.parseInt(number);
    if (point <= MOST) {
      to.add(point);
    }
  }

  private static List<Integer> names(String text) {
    List<Integer> points = new ArrayList<>();
    WORD.matcher(text)
        .results()
        .map(result -> NAMES.get(result.group()))
        .filter(point -> point != null)
        .forEach(points::add);
    return points;
  }

  private DscpMatch() {}
}
