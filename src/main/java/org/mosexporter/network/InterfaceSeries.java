package org.mosexporter.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The interfaces of one device over polls. */
final class InterfaceSeries {
  static final int MOST = 4_096;

  private final Series<String, Both> series = new Series<>(MOST, Both::new);
  private final PollGap gap = new PollGap();
  private List<InterfaceFigures> figures = List.of();
  private Map<Way, Double> utilisation = Map.of();

  private record Way(String networkInterface, TrafficDirection direction) {}

  void forgetReadings() {
    series.forgetReadings();
  }

  void onReadings(List<InterfaceReading> readings, Poll poll) {
    double seconds = gap.secondsBefore(poll);
    series.nextPoll();
    List<InterfaceFigures> next = new ArrayList<>();
    utilisation = new HashMap<>();
    for (InterfaceReading reading : readings.subList(0, Math.min(readings.size(), MOST))) {
      var row = series.row(reading.name(), reading.identity());
      LinkCapacity capacity = LinkCapacity.of(reading.speedBitsPerSecond(), seconds);
      Both both = row.accumulators();
      OptionalLong in = both.input.bytes.total();
      OptionalLong out = both.output.bytes.total();
      both.input.onReading(reading.input(), row.comparable(), capacity);
      both.output.onReading(reading.output(), row.comparable(), capacity);
      if (row.comparable()) {
        OptionalLong speed = reading.speedBitsPerSecond();
        Way input = new Way(reading.name(), TrafficDirection.INPUT);
        Way output = new Way(reading.name(), TrafficDirection.OUTPUT);
        utilised(input, in, both.input.bytes.total(), speed, seconds);
        utilised(output, out, both.output.bytes.total(), speed, seconds);
      }
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

  private void utilised(
      Way way, OptionalLong before, OptionalLong now, OptionalLong speed, double seconds) {
    if (before.isPresent() && now.isPresent() && speed.orElse(0) > 0 && seconds > 0) {
      double bits = 8.0 * (now.getAsLong() - before.getAsLong());
      utilisation.put(way, Math.min(1, bits / (speed.getAsLong() * seconds)));
    }
  }

  /** Between the last two polls that read it, 0–1. */
  OptionalDouble utilisation(String networkInterface, TrafficDirection direction) {
    Double known = utilisation.get(new Way(networkInterface, direction));
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
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
