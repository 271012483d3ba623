package org.mosexporter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Prometheus answers to a query: series with their values, of which an instant has one. */
public record QueryResult(String status, String error, List<Series> series) {
  /** One of them. */
  public record Series(Map<String, String> labels, List<Double> values) {
    /** As entries of panels write it. */
    @Override
    public String toString() {
      String name =
          labels.entrySet().stream()
              .map(label -> label.getKey() + "=" + label.getValue())
              .collect(Collectors.joining("; "));
      double least = values.stream().mapToDouble(each -> each).min().orElse(Double.NaN);
      double most = values.stream().mapToDouble(each -> each).max().orElse(Double.NaN);
      return name + ": " + least + ".." + most + " (" + values.size() + ")";
    }
  }

  /** Reads a vector or a matrix. */
  public static QueryResult of(String json) {
    Node answer = Node.of(json);
    List<Series> series = answer.at("data").each("result").map(QueryResult::series).toList();
    return new QueryResult(answer.text("status"), answer.text("error"), series);
  }

  private static Series series(Node result) {
    Map<String, String> labels = new TreeMap<>();
    result.at("metric").keys().forEach(key -> labels.put(key, result.at("metric").text(key)));
    List<Double> values = new ArrayList<>();
    if (result.each("value").findAny().isPresent()) {
      values.add(Double.valueOf(result.each("value").skip(1).findFirst().orElseThrow().text()));
    }
    result
        .each("values")
        .forEach(
            point ->
                values.add(Double.valueOf(point.each().skip(1).findFirst().orElseThrow().text())));
    return new Series(labels, values);
  }
}
