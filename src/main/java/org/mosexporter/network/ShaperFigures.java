package org.mosexporter.network;

import java.util.OptionalLong;

/** A class that holds another policy: its counters include its children's, so they stand apart. */
public record ShaperFigures(
    String networkInterface,
    TrafficDirection direction,
    String policy,
    String name,
    OptionalLong rateBitsPerSecond,
    OptionalLong packets,
    OptionalLong bytes,
    OptionalLong droppedPackets,
    OptionalLong droppedBytes) {}
