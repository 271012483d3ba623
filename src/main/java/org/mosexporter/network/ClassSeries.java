package org.mosexporter.network;

import java.util.ArrayList;
import java.util.List;

/** The traffic classes of one device over polls. */
final class ClassSeries {
  static final int MOST = 8_192;

  private final Series<ClassReading.Key, Counters> series = new Series<>(MOST, Counters::new);
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
      Counters counters = row.accumulators();
      counters.onReading(
          reading, row.comparable(), LinkCapacity.of(reading.speedBitsPerSecond(), seconds));
      switch (reading.kind()) {
        case ClassReading.Kind.Leaf leaf -> nextLeaves.add(counters.leaf(reading.key(), leaf));
        case ClassReading.Kind.Parent parent ->
            nextParents.add(counters.parent(reading.key(), parent));
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

  private static final class Counters {
    private final Accumulator packets = new Accumulator();
    private final Accumulator bytes = new Accumulator();
    private final Accumulator droppedPackets = new Accumulator();
    private final Accumulator droppedBytes = new Accumulator();

    void onReading(ClassReading reading, boolean comparable, LinkCapacity capacity) {
      packets.onReading(reading.packets(), comparable, capacity.packets());
      bytes.onReading(reading.bytes(), comparable, capacity.octets());
      droppedPackets.onReading(reading.droppedPackets(), comparable, capacity.packets());
      droppedBytes.onReading(reading.droppedBytes(), comparable, capacity.octets());
    }

    ClassFigures leaf(ClassReading.Key key, ClassReading.Kind.Leaf leaf) {
      return new ClassFigures(
          key.networkInterface(),
          key.direction(),
          key.policy(),
          key.name(),
          leaf.match(),
          leaf.dscp(),
          leaf.priority(),
          packets.total(),
          bytes.total(),
          droppedPackets.total(),
          droppedBytes.total(),
          leaf.queuePackets(),
          leaf.queueLimitPackets());
    }

    ShaperFigures parent(ClassReading.Key key, ClassReading.Kind.Parent parent) {
      return new ShaperFigures(
          key.networkInterface(),
          key.direction(),
          key.policy(),
          key.name(),
          parent.rateBitsPerSecond(),
          packets.total(),
          bytes.total(),
          droppedPackets.total(),
          droppedBytes.total());
    }
  }
}
