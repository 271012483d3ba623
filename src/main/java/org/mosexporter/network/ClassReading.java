package org.mosexporter.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A traffic class of a policy as the agent gave it in one poll.
 *
 * @param identity what the agent calls it, as in {@link InterfaceReading}
 * @param key names that make its series; no index is part of them
 * @param speedBitsPerSecond of the interface, to judge wraps by
 */
public record ClassReading(
    String identity,
    Key key,
    Kind kind,
    OptionalLong speedBitsPerSecond,
    Optional<CounterReading> packets,
    Optional<CounterReading> bytes,
    Optional<CounterReading> droppedPackets,
    Optional<CounterReading> droppedBytes) {

  /**
   * Where the class hangs.
   *
   * @param policy path of names from the root policy, as in {@link ClassFigures}
   */
  public record Key(
      String networkInterface, TrafficDirection direction, String policy, String name) {}

  /** Leaves are summed, parents contain them. */
  public sealed interface Kind {
    /** A class without a policy below it. */
    record Leaf(
        List<String> match,
        List<Integer> dscp,
        boolean priority,
        OptionalLong queuePackets,
        OptionalLong queueLimitPackets)
        implements Kind {
      public Leaf {
        match = List.copyOf(match);
        dscp = List.copyOf(dscp);
      }
    }

    /** A class that holds another policy. */
    record Parent(OptionalLong rateBitsPerSecond) implements Kind {}
  }
}
