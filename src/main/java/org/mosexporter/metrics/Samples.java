package org.mosexporter.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The samples of one scrape by family, up to a budget. Used by the one thread that scrapes.
 *
 * <p>A sample whose labels another one of its family has already is left out and counted: two
 * interfaces of one name must not cost the whole scrape.
 */
final class Samples implements SampleSink {
  private final Map<Family, List<DataPointSnapshot>> points = new HashMap<>();
  private final int budget;
  private int taken;
  private long folded;
  private long duplicates;

  Samples(int budget) {
    this.budget = budget;
  }

  /** Label values that several families share. */
  static Labels labels(Family family, String... values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = LabelText.of(values[i]);
    }
    return Labels.of(family.labels(), List.of(values));
  }

  @Override
  public void sample(Family family, double value, String... labelValues) {
    add(family, value, labels(family, labelValues));
  }

  void add(Family family, double value, Labels labels) {
    if (taken >= budget) {
      folded++;
      return;
    }
    taken++;
    points.computeIfAbsent(family, f -> new ArrayList<>()).add(point(family, value, labels));
  }

  void add(Family family, long value, Labels labels) {
    add(family, (double) value, labels);
  }

  void add(Family family, OptionalDouble value, Labels labels) {
    if (value.isPresent()) {
      add(family, value.getAsDouble(), labels);
    }
  }

  void add(Family family, OptionalLong value, Labels labels) {
    if (value.isPresent()) {
      add(family, value.getAsLong(), labels);
    }
  }

  int taken() {
    return taken;
  }

  long folded() {
    return folded;
  }

  long duplicates() {
    return duplicates;
  }

  private static DataPointSnapshot point(Family family, double value, Labels labels) {
    return switch (family.kind()) {
      case GAUGE -> new GaugeDataPointSnapshot(value, labels, null);
      case COUNTER -> new CounterDataPointSnapshot(value, labels, null, 0);
      case INFO -> new InfoDataPointSnapshot(labels);
      case HISTOGRAM -> throw new IllegalArgumentException(family.name() + " is fed by events");
    };
  }

  /** Drops duplicates; to be called once, before {@link #snapshots}. */
  void settle() {
    points.values().stream().filter(family -> !isAscending(family)).forEach(this::settle);
  }

  /** Then there are no two of the same labels, and nothing to sort. */
  private static boolean isAscending(List<DataPointSnapshot> family) {
    Labels before = family.getFirst().getLabels();
    for (int i = 1; i < family.size(); i++) {
      Labels next = family.get(i).getLabels();
      if (before.compareTo(next) >= 0) {
        return false;
      }
      before = next;
    }
    return true;
  }

  private void settle(List<DataPointSnapshot> family) {
    family.sort(Comparator.comparing(DataPointSnapshot::getLabels));
    int kept = 1;
    for (int i = 1; i < family.size(); i++) {
      if (family.get(i).getLabels().equals(family.get(kept - 1).getLabels())) {
        duplicates++;
      } else {
        family.set(kept++, family.get(i));
      }
    }
    family.subList(kept, family.size()).clear();
  }

  MetricSnapshots snapshots() {
    List<MetricSnapshot> all = new ArrayList<>(points.size());
    points.forEach((family, of) -> all.add(snapshot(family, of)));
    return new MetricSnapshots(all);
  }

  private static MetricSnapshot snapshot(Family family, List<DataPointSnapshot> of) {
    MetricMetadata metadata = new MetricMetadata(family.baseName(), family.help());
    return switch (family.kind()) {
      case GAUGE -> new GaugeSnapshot(metadata, cast(of));
      case COUNTER -> new CounterSnapshot(metadata, cast(of));
      case INFO -> new InfoSnapshot(metadata, cast(of));
      case HISTOGRAM -> throw new IllegalArgumentException(family.name() + " is fed by events");
    };
  }

  /** The points of a family are all of its kind, as {@link #point} made them. */
  @SuppressWarnings("unchecked")
  private static <T extends DataPointSnapshot> List<T> cast(List<DataPointSnapshot> points) {
    return (List<T>) points;
  }
}
