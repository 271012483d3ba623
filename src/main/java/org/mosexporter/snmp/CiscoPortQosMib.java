package org.mosexporter.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.snmp4j.smi.OID;

/**
 * CISCO-PORT-QOS-MIB of older Catalysts: what each threshold of each queue of a port let in and
 * dropped. Thresholds are disjoint, and each is a class. Its Counter64 wrap at 2³², as seen.
 */
final class CiscoPortQosMib implements ClassModule {
  private static final OID EGRESS_QUEUE_ENTRY = new OID("1.3.6.1.4.1.9.9.189.1.3.5.1");
  private static final int ENQUEUED_PACKETS = 3;
  private static final int DROPPED_PACKETS = 4;

  @Override
  public String name() {
    return "cisco_port_qos_mib";
  }

  @Override
  public int enterprise() {
    return 9;
  }

  @Override
  public Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault {
    Columns queues = TableWalk.read(session, EGRESS_QUEUE_ENTRY, ENQUEUED_PACKETS, DROPPED_PACKETS);
    if (!queues.has(DROPPED_PACKETS)) {
      return Optional.empty();
    }
    return Optional.of(
        new HardwareQueues(queues, interfaces)
            .readings(DROPPED_PACKETS, index -> queue(queues, index)));
  }

  private static Optional<HardwareQueues.Queue> queue(Columns of, OID index) {
    if (index.size() != 3) {
      return Optional.empty();
    }
    return Optional.of(
        new HardwareQueues.Queue(
            HardwareQueues.POLICY,
            "queue-" + index.getUnsigned(1) + "-threshold-" + index.getUnsigned(2),
            ClassReading.Kind.Leaf.queue(OptionalLong.empty()),
            new Counters()
                .add(ClassCounter.PACKETS, of.counter(ENQUEUED_PACKETS, index))
                .add(ClassCounter.DROPPED_PACKETS, of.counter(DROPPED_PACKETS, index))));
  }
}
