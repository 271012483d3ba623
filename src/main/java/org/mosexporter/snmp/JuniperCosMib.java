package org.mosexporter.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassCounter.Kind;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.snmp4j.smi.OID;

/**
 * JUNIPER-COS-MIB: the queues of ports, named by the forwarding classes that use them, and what
 * they sent and dropped. The MIB has the same figures three times over: it is never read whole.
 */
final class JuniperCosMib implements ClassModule {
  private static final OID MIB = new OID("1.3.6.1.4.1.2636.3.15");

  private static final OID QSTAT_ENTRY = new OID(MIB).append(4).append(1);
  private static final int SENT_PACKETS = 7;
  private static final int SENT_BYTES = 9;
  private static final int TAIL_DROPPED_PACKETS = 11;
  private static final int RED_DROPPED_PACKETS = 13;
  private static final int RATE_LIMITED_PACKETS = 49;
  private static final int DROPPED_BYTES = 55;

  private static final OID FORWARDING_CLASS_ENTRY = new OID(MIB).append(2).append(1);
  private static final int QUEUE_NUMBER = 2;

  @Override
  public String name() {
    return "juniper_cos_mib";
  }

  @Override
  public int enterprise() {
    return 2636;
  }

  @Override
  public Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault {
    Columns queues =
        TableWalk.read(
            session,
            QSTAT_ENTRY,
            SENT_PACKETS,
            SENT_BYTES,
            TAIL_DROPPED_PACKETS,
            RED_DROPPED_PACKETS,
            RATE_LIMITED_PACKETS,
            DROPPED_BYTES);
    if (!queues.has(SENT_PACKETS)) {
      return Optional.empty();
    }
    Map<Long, String> names =
        names(TableWalk.seldom(session, FORWARDING_CLASS_ENTRY, QUEUE_NUMBER));
    return Optional.of(
        new HardwareQueues(queues, interfaces)
            .readings(SENT_PACKETS, index -> Optional.of(queue(queues, index, names))));
  }

  /** Several forwarding classes may share a queue. */
  private static Map<Long, String> names(Columns classes) {
    Map<Long, String> names = new TreeMap<>();
    for (OID index : classes.indexes(QUEUE_NUMBER)) {
      String name = Texts.ofIndex(index, 0);
      classes
          .number(QUEUE_NUMBER, index)
          .ifPresent(queue -> names.merge(queue, name, (one, other) -> one + "," + other));
    }
    return names;
  }

  private static HardwareQueues.Queue queue(Columns of, OID index, Map<Long, String> names) {
    long number = index.lastUnsigned();
    String name = Texts.bounded(names.getOrDefault(number, ""));
    return new HardwareQueues.Queue(
        HardwareQueues.POLICY,
        name.isEmpty() ? "queue-" + number : name,
        ClassReading.Kind.Leaf.queue(OptionalLong.empty()),
        new Counters()
            .add(ClassCounter.PACKETS, of.counter64(SENT_PACKETS, index))
            .add(ClassCounter.BYTES, of.counter64(SENT_BYTES, index))
            .add(Kind.DROPPED_PACKETS, "tail", of.counter64(TAIL_DROPPED_PACKETS, index))
            .add(Kind.DROPPED_PACKETS, "red", of.counter64(RED_DROPPED_PACKETS, index))
            .add(Kind.DROPPED_PACKETS, "rate_limit", of.counter64(RATE_LIMITED_PACKETS, index))
            .add(ClassCounter.DROPPED_BYTES, of.counter64(DROPPED_BYTES, index)));
  }
}
