package org.mosexporter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query promises of some of its series, in a line of an entry. Every series must be that of
 * exactly one line, and every line must have a series, unless it begins with {@code ?}.
 *
 * <pre>
 * scale=narrowband; site=demo: 3.1..4.4            each value within
 * all: 12                                          a series without labels, just this value
 * endpoint=*: lost_received_of_{endpoint} ± 0.02   the demo's truth; {label} is the label's value
 * class=VOICE: 0..0.2, most 0.02..0.2              a graph's highest value as well
 * ?band=poor|fair: 0..1                            of some or all of these values, or absent
 * </pre>
 *
 * @param labels pattern by name; all that the series have
 */
record PanelPromise(boolean optional, Map<String, Pattern> labels, String each, String most) {
  private static final Pattern LINE = Pattern.compile("(\\??)(.+): ([^,:]+)(?:, most ([^,:]+))?");
  private static final Pattern RANGE = Pattern.compile("(-?[\\d.e-]*?)\\.\\.(-?[\\d.e-]*)");
  private static final Pattern ABOUT = Pattern.compile("(\\S+)(?: ± ([\\d.e-]+))?");
  private static final Pattern OF_LABEL = Pattern.compile("\\{(\\w+)}");

  /** Numbers, both inclusive. */
  private record Range(double least, double greatest) {
    boolean has(double value) {
      return value >= least && value <= greatest;
    }
  }

  PanelPromise {
    labels = Map.copyOf(labels);
  }

  static PanelPromise of(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no promise: " + line);
    }
    Map<String, Pattern> labels = new TreeMap<>();
    for (String label : parts.group(2).equals("all") ? new String[0] : parts.group(2).split("; ")) {
      String[] sides = label.split("=", 2);
      labels.put(sides[0], Pattern.compile(sides[1].equals("*") ? ".+" : sides[1]));
    }
    return new PanelPromise(
        !parts.group(1).isEmpty(),
        labels,
        parts.group(3),
        Optional.ofNullable(parts.group(4)).orElse(".."));
  }

  /** Whether it only says that nothing happens. */
  boolean isOfZero() {
    return each.equals("0");
  }

  /** Where promises and series differ. */
  static List<String> broken(
      List<PanelPromise> promises, List<QueryResult.Series> series, Map<String, Double> truth) {
    List<String> broken = new ArrayList<>();
    Map<PanelPromise, Integer> kept = new HashMap<>();
    for (QueryResult.Series one : series) {
      List<PanelPromise> about = promises.stream().filter(each -> each.isAbout(one)).toList();
      if (about.size() == 1) {
        kept.merge(about.getFirst(), 1, Integer::sum);
        if (!about.getFirst().isKeptBy(one, truth)) {
          broken.add(one + " is not " + about.getFirst().described(one.labels(), truth));
        }
      } else {
        broken.add(one + " is promised " + about.size() + " times");
      }
    }
    promises.stream()
        .filter(each -> !each.optional && !kept.containsKey(each))
        .forEach(each -> broken.add("there is no " + each.labels + " of " + each.each));
    return broken;
  }

  private boolean isAbout(QueryResult.Series series) {
    return labels.keySet().equals(series.labels().keySet())
        && labels.entrySet().stream()
            .allMatch(
                label -> label.getValue().matcher(series.labels().get(label.getKey())).matches());
  }

  private boolean isKeptBy(QueryResult.Series series, Map<String, Double> truth) {
    Range all = range(each, series.labels(), truth);
    double highest = series.values().stream().mapToDouble(value -> value).max().orElseThrow();
    return series.values().stream().allMatch(all::has)
        && range(most, series.labels(), truth).has(highest);
  }

  private String described(Map<String, String> labels, Map<String, Double> truth) {
    return range(each, labels, truth) + (most.equals("..") ? "" : ", most " + most);
  }

  private static Range range(String text, Map<String, String> labels, Map<String, Double> truth) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return new Range(
          bound(range.group(1), Double.NEGATIVE_INFINITY),
          bound(range.group(2), Double.POSITIVE_INFINITY));
    }
    Matcher about = ABOUT.matcher(text);
    if (!about.matches()) {
      throw new IllegalArgumentException("no range: " + text);
    }
    double tolerance = bound(about.group(2), 0);
    double middle = figure(about.group(1), labels, truth);
    return new Range(middle - tolerance, middle + tolerance);
  }

  private static double bound(String text, double otherwise) {
    return text == null || text.isEmpty() ? otherwise : Double.parseDouble(text);
  }

  private static double figure(String text, Map<String, String> labels, Map<String, Double> truth) {
    if (text.matches("-?[\\d.]+(e-?\\d+)?")) {
      return Double.parseDouble(text);
    }
    String name = OF_LABEL.matcher(text).replaceAll(label -> labels.get(label.group(1)));
    Double figure = truth.get(name);
    if (figure == null) {
      throw new IllegalArgumentException("the truth has no " + name);
    }
    return figure;
  }
}
