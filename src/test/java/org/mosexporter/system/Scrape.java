package org.mosexporter.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of metrics in the text format, read by a reader of its own. */
record Scrape(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("([a-z_A-Z0-9:]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static Scrape of(String page) {
    List<Sample> samples = new ArrayList<>();
    for (String line : page.lines().filter(each -> !each.startsWith("#")).toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        double value = Double.parseDouble(matcher.group(3).replace("+Inf", "Infinity"));
        samples.add(new Sample(matcher.group(1), labels(matcher.group(2)), value));
      }
    }
    return new Scrape(samples);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    if (text != null) {
      Matcher matcher = LABEL.matcher(text);
      while (matcher.find()) {
        labels.put(matcher.group(1), matcher.group(2));
      }
    }
    return labels;
  }

  /** The samples of a name that have these labels, given as {@code name, value, name, value …}. */
  List<Sample> all(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> has(sample, labels))
        .toList();
  }

  private static boolean has(Sample sample, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Their sum; 0 when there is none. */
  double sum(String name, String... labels) {
    return all(name, labels).stream().mapToDouble(Sample::value).sum();
  }

  /** Their sum, as a whole number. */
  long count(String name, String... labels) {
    double sum = sum(name, labels);
    if (sum != Math.rint(sum)) {
      throw new AssertionError(name + " is not a whole number: " + sum);
    }
    return Math.round(sum);
  }

  /** The one sample that there is, if any. */
  OptionalDouble value(String name, String... labels) {
    List<Sample> found = all(name, labels);
    if (found.size() > 1) {
      throw new AssertionError("more than one " + name + ": " + found);
    }
    return found.stream().mapToDouble(Sample::value).findFirst();
  }
}
