package org.mosexporter.network;

import java.util.Map;
import java.util.OptionalLong;

/** A class that holds another policy: its counters include its children's, so they stand apart. */
public record ShaperFigures(
    String networkInterface,
    TrafficDirection direction,
    String policy,
    String name,
    Shaper shaper,
    Map<ClassCounter, Long> counters) {
  public ShaperFigures {
    counters = Map.copyOf(counters);
  }

  public OptionalLong packets() {
    return ClassCounters.one(counters, ClassCounter.PACKETS);
  }

  public OptionalLong bytes() {
    return ClassCounters.one(counters, ClassCounter.BYTES);
  }

  /** For all reasons together. */
  public OptionalLong droppedPackets() {
    return ClassCounters.sum(counters, ClassCounter.Kind.DROPPED_PACKETS);
  }

  /** For all reasons together. */
  public OptionalLong droppedBytes() {
    return ClassCounters.sum(counters, ClassCounter.Kind.DROPPED_BYTES);
  }
}
