package org.mosexporter.network;

import java.util.ArrayList;
import java.util.List;

/** The interfaces of one device over polls. */
final class InterfaceSeries {
  static final int MOST = 4_096;

  private final Series<String, Both> series = new Series<>(MOST, Both::new);
  private final PollGap gap = new PollGap();
  private List<InterfaceFigures> figures = List.of();

  void forgetReadings() {
    series.forgetReadings();
  }

  void onReadings(List<InterfaceReading> readings, Poll poll) {
    double seconds = gap.secondsBefore(poll);
    series.nextPoll();
    List<InterfaceFigures> next = new ArrayList<>();
    for (InterfaceReading reading : readings.subList(0, Math.min(readings.size(), MOST))) {
      var row = series.row(reading.name(), reading.identity());
      LinkCapacity capacity = LinkCapacity.of(reading.speedBitsPerSecond(), seconds);
      row.accumulators().input.onReading(reading.input(), row.comparable(), capacity);
      row.accumulators().output.onReading(reading.output(), row.comparable(), capacity);
      next.add(
          new InterfaceFigures(
              reading.name(),
              reading.alias(),
              reading.description(),
              reading.speedBitsPerSecond(),
              reading.operationallyUp(),
              reading.halfDuplex(),
              row.accumulators().input.figures(),
              row.accumulators().output.figures()));
    }
    figures = List.copyOf(next);
  }

  List<InterfaceFigures> figures() {
    return figures;
  }

  private static final class Both {
    private final OneWay input = new OneWay();
    private final OneWay output = new OneWay();
  }

  private static final class OneWay {
    private final Accumulator bytes = new Accumulator();
    private final Accumulator packets = new Accumulator();
    private final Accumulator errors = new Accumulator();
    private final Accumulator discards = new Accumulator();

    void onReading(InterfaceReading.Traffic traffic, boolean comparable, LinkCapacity capacity) {
      bytes.onReading(traffic.bytes(), comparable, capacity.octets());
      packets.onReading(traffic.packets(), comparable, capacity.packets());
      errors.onReading(traffic.errors(), comparable, capacity.packets());
      discards.onReading(traffic.discards(), comparable, capacity.packets());
    }

    InterfaceFigures.Traffic figures() {
      return new InterfaceFigures.Traffic(
          bytes.total(), packets.total(), errors.total(), discards.total());
    }
  }
}
