package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.smi.OID;

/**
 * A flat table of queues of ports, as switches have it: indexed by ifIndex and what tells the
 * queues of a port apart. It knows no policies, so one stands for all.
 */
final class HardwareQueues {
  /** As the policy of all queues that no policy of an operator made. */
  static final String POLICY = "hardware";

  /** What is known of one row; nothing where it is no queue. */
  interface Row {
    Optional<Queue> at(OID index);
  }

  /**
   * A queue.
   *
   * @param name unique on its port
   */
  record Queue(String policy, String name, ClassReading.Kind.Leaf leaf, Counters counters) {}

  private final Columns rows;
  private final Map<OID, InterfaceReading> interfaces;

  HardwareQueues(Columns rows, Map<OID, InterfaceReading> interfaces) {
    this.rows = rows;
    this.interfaces = interfaces;
  }

  /**
   * The queues of all ports that have a name.
   *
   * @param column that every row has
   */
  List<ClassReading> readings(int column, Row row) {
    List<ClassReading> readings = new ArrayList<>();
    for (OID index : rows.indexes(column)) {
      InterfaceReading port =
          index.size() < 2 ? null : interfaces.get(new OID(new int[] {index.get(0)}));
      if (port != null) {
        row.at(index).map(reading(index, port)).ifPresent(readings::add);
      }
    }
    return readings;
  }

  private static Function<Queue, ClassReading> reading(OID index, InterfaceReading port) {
    return queue ->
        new ClassReading(
            index.toString(),
            new ClassReading.Key(
                port.name(), TrafficDirection.OUTPUT, queue.policy(), queue.name()),
            queue.leaf(),
            port.speedBitsPerSecond(),
            queue.counters().all());
  }
}
