package org.mosexporter.network;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A traffic class of a policy as the agent gave it in one poll.
 *
 * @param identity what the agent calls it, as in {@link InterfaceReading}
 * @param key names that make its series; no index is part of them
 * @param speedBitsPerSecond of the interface, to judge wraps by
 * @param counters those that the agent has
 */
public record ClassReading(
    String identity,
    Key key,
    Kind kind,
    OptionalLong speedBitsPerSecond,
    Map<ClassCounter, CounterReading> counters) {
  public ClassReading {
    counters = Map.copyOf(counters);
  }

  /**
   * Where the class hangs.
   *
   * @param networkInterface empty where it belongs to none
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
        OptionalInt setDscp,
        OptionalLong queuePackets,
        OptionalLong queueLimitPackets,
        Shaper shaper)
        implements Kind {
      public Leaf {
        match = List.copyOf(match);
        dscp = List.copyOf(dscp);
      }

      /** A queue of which nothing but its counters is known. */
      public static Leaf queue(OptionalLong queuePackets) {
        return new Leaf(
            List.of(),
            List.of(),
            false,
            OptionalInt.empty(),
            queuePackets,
            OptionalLong.empty(),
            Shaper.NONE);
      }

      Leaf withDscp(List<Integer> known) {
        return new Leaf(match, known, priority, setDscp, queuePackets, queueLimitPackets, shaper);
      }
    }

    /** A class that holds another policy. */
    record Parent(Shaper shaper) implements Kind {}
  }

  /** The same, with the code points that the operator says it carries, unless the agent told. */
  public ClassReading carrying(List<Integer> dscp) {
    return kind instanceof Kind.Leaf leaf && leaf.dscp().isEmpty() && !dscp.isEmpty()
        ? new ClassReading(identity, key, leaf.withDscp(dscp), speedBitsPerSecond, counters)
        : this;
  }
}
