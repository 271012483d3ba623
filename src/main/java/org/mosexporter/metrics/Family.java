package org.mosexporter.metrics;

import java.util.List;
import java.util.Locale;

/**
 * One metric family of the contract.
 *
 * @param name as a scrape shows it, with _total or _info
 * @param labels in the order in which values are given
 * @param help one sentence, units named
 */
public record Family(String name, Kind kind, List<String> labels, String help) {
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";

  /** What a family's samples mean to Prometheus. */
  public enum Kind {
    GAUGE,
    COUNTER,
    /** A gauge of constant 1 whose labels are the facts. */
    INFO,
    HISTOGRAM;

    /** As in {@code # TYPE} of the text format. */
    public String label() {
      return this == INFO ? "gauge" : name().toLowerCase(Locale.ROOT);
    }
  }

  public Family {
    labels = List.copyOf(labels);
    require(kind == Kind.COUNTER, name, TOTAL);
    require(kind == Kind.INFO, name, INFO);
  }

  private static void require(boolean wanted, String name, String suffix) {
    if (name.endsWith(suffix) != wanted) {
      throw new IllegalArgumentException(name + (wanted ? " lacks " : " must not have ") + suffix);
    }
  }

  static Family gauge(String name, String help, String... labels) {
    return new Family(name, Kind.GAUGE, List.of(labels), help);
  }

  static Family counter(String name, String help, String... labels) {
    return new Family(name, Kind.COUNTER, List.of(labels), help);
  }

  static Family info(String name, String help, String... labels) {
    return new Family(name, Kind.INFO, List.of(labels), help);
  }

  static Family histogram(String name, String help, String... labels) {
    return new Family(name, Kind.HISTOGRAM, List.of(labels), help);
  }

  /** Without the suffix that the client adds by itself. */
  String baseName() {
    return switch (kind) {
      case COUNTER -> name.substring(0, name.length() - TOTAL.length());
      case INFO -> name.substring(0, name.length() - INFO.length());
      case GAUGE, HISTOGRAM -> name;
    };
  }

  /** The base unit its name ends in; empty for a bare number. */
  String unit() {
    String base = baseName();
    for (String unit :
        List.of("timestamp_seconds", "seconds", "bits_per_second", "bytes", "packets")) {
      if (base.endsWith("_" + unit)) {
        return switch (unit) {
          case "timestamp_seconds" -> "seconds since 1970-01-01 UTC";
          case "bits_per_second" -> "bits per second";
          default -> unit;
        };
      }
    }
    return "";
  }
}
