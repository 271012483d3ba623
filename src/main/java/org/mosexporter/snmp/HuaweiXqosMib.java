package org.mosexporter.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.snmp4j.smi.OID;

/** HUAWEI-XQOS-MIB: the queues of ports, by Huawei's service classes. */
final class HuaweiXqosMib implements ClassModule {
  private static final OID QUEUE_ENTRY = new OID("1.3.6.1.4.1.2011.5.25.32.4.1.4.3.3.1");
  private static final int PASSED_PACKETS = 4;
  private static final int PASSED_BYTES = 5;
  private static final int DISCARDED_PACKETS = 8;
  private static final int DISCARDED_BYTES = 9;

  /** CosType, from 1. */
  private static final List<String> CLASSES =
      List.of("be", "af1", "af2", "af3", "af4", "ef", "cs6", "cs7");

  /** The sum of the others. */
  private static final int ALL = 9;

  @Override
  public String name() {
    return "huawei_xqos_mib";
  }

  @Override
  public int enterprise() {
    return 2011;
  }

  @Override
  public Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault {
    Columns queues =
        TableWalk.read(
            session, QUEUE_ENTRY, PASSED_PACKETS, PASSED_BYTES, DISCARDED_PACKETS, DISCARDED_BYTES);
    if (!queues.has(PASSED_PACKETS)) {
      return Optional.empty();
    }
    return Optional.of(
        new HardwareQueues(queues, interfaces)
            .readings(PASSED_PACKETS, index -> queue(queues, index)));
  }

  /** Indexed by port, VLAN (0 for the port as a whole) and service class. */
  private static Optional<HardwareQueues.Queue> queue(Columns of, OID index) {
    if (index.size() != 3 || index.get(2) == ALL) {
      return Optional.empty();
    }
    long vlan = index.getUnsigned(1);
    long number = index.getUnsigned(2);
    return Optional.of(
        new HardwareQueues.Queue(
            vlan == 0 ? HardwareQueues.POLICY : HardwareQueues.POLICY + "/vlan-" + vlan,
            number >= 1 && number <= CLASSES.size()
                ? CLASSES.get((int) number - 1)
                : "queue-" + number,
            ClassReading.Kind.Leaf.queue(OptionalLong.empty()),
            new Counters()
                .add(ClassCounter.PACKETS, of.counter64(PASSED_PACKETS, index))
                .add(ClassCounter.BYTES, of.counter64(PASSED_BYTES, index))
                .add(ClassCounter.DROPPED_PACKETS, of.counter64(DISCARDED_PACKETS, index))
                .add(ClassCounter.DROPPED_BYTES, of.counter64(DISCARDED_BYTES, index))));
  }
}
