package org.mosexporter.network;

import java.util.List;
import java.util.OptionalLong;

/**
 * A leaf traffic class of a policy on an interface, and its counters.
 *
 * @param policy path of names from the root policy to the policy that holds the class, such as
 *     WAN-SHAPE-20M/class-default/WAN-QUEUES
 * @param dscp code points its match statements name; empty when they name none
 * @param packets before the policy; absent where the agent has no such column, and so below
 * @param queuePackets waiting now
 */
public record ClassFigures(
    String networkInterface,
    TrafficDirection direction,
    String policy,
    String name,
    List<String> match,
    List<Integer> dscp,
    boolean priority,
    OptionalLong packets,
    OptionalLong bytes,
    OptionalLong droppedPackets,
    OptionalLong droppedBytes,
    OptionalLong queuePackets,
    OptionalLong queueLimitPackets) {
  public ClassFigures {
    match = List.copyOf(match);
    dscp = List.copyOf(dscp);
  }
}
