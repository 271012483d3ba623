package org.mosexporter.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The traffic classes of one device over polls. */
final class ClassSeries {
  static final int MOST = 4_096;

  private final Series<ClassReading.Key, ClassCounters> series =
      new Series<>(MOST, ClassCounters::new);
  private final PollGap gap = new PollGap();
  private List<ClassFigures> leaves = List.of();
  private List<ShaperFigures> parents = List.of();
  private List<ClassWindow> windows = List.of();
  private long lastNs;

  void forgetReadings() {
    series.forgetReadings();
  }

  void onReadings(List<ClassReading> readings, Poll poll) {
    double seconds = gap.secondsBefore(poll);
    series.nextPoll();
    List<ClassFigures> nextLeaves = new ArrayList<>();
    List<ShaperFigures> nextParents = new ArrayList<>();
    List<ClassWindow> nextWindows = new ArrayList<>();
    for (ClassReading reading : readings.subList(0, Math.min(readings.size(), MOST))) {
      var row = series.row(reading.key(), reading.identity());
      ClassCounters counters = row.accumulators();
      Map<ClassCounter, Long> before = row.comparable() ? counters.totals() : Map.of();
      counters.onReading(
          reading, row.comparable(), LinkCapacity.of(reading.speedBitsPerSecond(), seconds));
      switch (reading.kind()) {
        case ClassReading.Kind.Leaf leaf -> {
          ClassFigures figures = leaf(reading.key(), leaf, counters);
          nextLeaves.add(figures);
          if (row.comparable()) {
            nextWindows.add(window(reading.key(), figures, before, poll.atNs()));
          }
        }
        case ClassReading.Kind.Parent parent ->
            nextParents.add(parent(reading.key(), parent, counters));
      }
    }
    leaves = List.copyOf(nextLeaves);
    parents = List.copyOf(nextParents);
    windows = List.copyOf(nextWindows);
    lastNs = poll.atNs();
  }

  private ClassWindow window(
      ClassReading.Key key, ClassFigures now, Map<ClassCounter, Long> before, long atNs) {
    return new ClassWindow(
        key,
        now.dscp(),
        lastNs,
        atNs,
        growth(ClassCounters.one(before, ClassCounter.PACKETS), now.packets()),
        growth(ClassCounters.sum(before, ClassCounter.Kind.DROPPED_PACKETS), now.droppedPackets()),
        growth(ClassCounters.sum(before, ClassCounter.Kind.DROPPED_BYTES), now.droppedBytes()),
        now.queuePackets(),
        now.queueLimitPackets(),
        OptionalDouble.empty());
  }

  private static OptionalLong growth(OptionalLong before, OptionalLong now) {
    return before.isPresent() && now.isPresent()
        ? OptionalLong.of(now.getAsLong() - before.getAsLong())
        : OptionalLong.empty();
  }

  /** Since the poll before. */
  List<ClassWindow> windows() {
    return windows;
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
