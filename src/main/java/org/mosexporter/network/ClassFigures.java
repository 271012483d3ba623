package org.mosexporter.network;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A leaf traffic class of a policy on an interface, and its counters.
 *
 * @param networkInterface empty where it belongs to none
 * @param policy path of names from the root policy to the policy that holds the class, such as
 *     WAN-SHAPE-20M/class-default/WAN-QUEUES
 * @param dscp code points its match statements name, or the operator; empty when neither does
 * @param setDscp that the router writes into its packets
 * @param queuePackets waiting now; absent where the agent has no such column, and so below
 * @param counters those that the agent ever had
 */
public record ClassFigures(
    String networkInterface,
    TrafficDirection direction,
    String policy,
    String name,
    List<String> match,
    List<Integer> dscp,
    boolean priority,
    OptionalInt setDscp,
    OptionalLong queuePackets,
    OptionalLong queueLimitPackets,
    Shaper shaper,
    Map<ClassCounter, Long> counters) {
  public ClassFigures {
    match = List.copyOf(match);
    dscp = List.copyOf(dscp);
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
