package org.mosexporter.network;

import java.util.ArrayList;
import java.util.List;

/** The traffic classes of one device over polls. */
final class ClassSeries {
  static final int MOST = 4_096;

  private final Series<ClassReading.Key, ClassCounters> series =
      new Series<>(MOST, ClassCounters::new);
  private final PollGap gap = new PollGap();
  private List<ClassFigures> leaves = List.of();
  private List<ShaperFigures> parents = List.of();

  void forgetReadings() {
    series.forgetReadings();
  }

  void onReadings(List<ClassReading> readings, Poll poll) {
    double seconds = gap.secondsBefore(poll);
    series.nextPoll();
    List<ClassFigures> nextLeaves = new ArrayList<>();
    List<ShaperFigures> nextParents = new ArrayList<>();
    for (ClassReading reading : readings.subList(0, Math.min(readings.size(), MOST))) {
      var row = series.row(reading.key(), reading.identity());
      ClassCounters counters = row.accumulators();
      counters.onReading(
          reading, row.comparable(), LinkCapacity.of(reading.speedBitsPerSecond(), seconds));
      switch (reading.kind()) {
        case ClassReading.Kind.Leaf leaf -> nextLeaves.add(leaf(reading.key(), leaf, counters));
        case ClassReading.Kind.Parent parent ->
            nextParents.add(parent(reading.key(), parent, counters));
      }
    }
    leaves = List.copyOf(nextLeaves);
    parents = List.copyOf(nextParents);
  }

  List<ClassFigures> leaves() {
    return leaves;
  }

  List<ShaperFigures> parents() {
    return parents;
  }

  private static ClassFigures leaf(
      ClassReading.Key key, ClassReading.Kind.Leaf leaf, ClassCounters counters) {
    return new ClassFigures(
        key.networkInterface(),
        key.direction(),
        key.policy(),
        key.name(),
        leaf.match(),
        leaf.dscp(),
        leaf.priority(),
        leaf.setDscp(),
        leaf.queuePackets(),
        leaf.queueLimitPackets(),
        leaf.shaper(),
        counters.totals());
  }

  private static ShaperFigures parent(
      ClassReading.Key key, ClassReading.Kind.Parent parent, ClassCounters counters) {
    return new ShaperFigures(
        key.networkInterface(),
        key.direction(),
        key.policy(),
        key.name(),
        parent.shaper(),
        counters.totals());
  }
}
