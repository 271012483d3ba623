package org.mosexporter.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was named first, by what was so: a confusion matrix. */
final class Matrix {
  static final String CANNOT_TELL = "cannot_tell";
  static final String NOTHING = "nothing";

  private final Map<String, Map<String, Integer>> rows = new TreeMap<>();
  private final Map<String, Integer> columns = new TreeMap<>();

  void add(String truth, String named) {
    rows.computeIfAbsent(truth, _ -> new TreeMap<>()).merge(named, 1, Integer::sum);
    columns.merge(named, 1, Integer::sum);
  }

  int count(String truth, String named) {
    return rows.getOrDefault(truth, Map.of()).getOrDefault(named, 0);
  }

  int row(String truth) {
    return rows.getOrDefault(truth, Map.of()).values().stream().mapToInt(n -> n).sum();
  }

  /** One line for each truth: what was named, most often first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (truth, named) -> {
          text.append(String.format(Locale.ROOT, "%-28s", truth));
          named.entrySet().stream()
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
              .forEach(e -> text.append("  ").append(e.getKey()).append(' ').append(e.getValue()));
          text.append('\n');
        });
    return text.toString();
  }
}
