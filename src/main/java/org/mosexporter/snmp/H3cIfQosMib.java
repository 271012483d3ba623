package org.mosexporter.snmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.CounterReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.Shaper;
import org.snmp4j.smi.OID;

/**
 * HH3C-IFQOS2-MIB of H3C and HPE Comware: the hardware queues of ports. A device says with ones in
 * every bit that it does not count something.
 */
final class H3cIfQosMib implements ClassModule {
  private static final OID HARDWARE_QUEUE_ENTRY = new OID("1.3.6.1.4.1.25506.2.65.1.1.2.1.1");
  private static final int PASSED_PACKETS = 1;
  private static final int DROPPED_PACKETS = 2;
  private static final int PASSED_BYTES = 3;
  private static final int DROPPED_BYTES = 6;
  private static final int LIMIT_PACKETS = 7;
  private static final int WAITING_PACKETS = 9;
  private static final int NAME = 21;

  private static final long NOT_COUNTED_64 = -1;
  private static final long NOT_COUNTED_32 = 0xFFFF_FFFFL;

  @Override
  public String name() {
    return "hh3c_ifqos2_mib";
  }

  @Override
  public int enterprise() {
    return 25506;
  }

  @Override
  public Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault {
    Columns queues =
        TableWalk.read(
            session,
            HARDWARE_QUEUE_ENTRY,
            PASSED_PACKETS,
            DROPPED_PACKETS,
            PASSED_BYTES,
            DROPPED_BYTES,
            LIMIT_PACKETS,
            WAITING_PACKETS,
            NAME);
    if (!queues.has(PASSED_PACKETS)) {
      return Optional.empty();
    }
    return Optional.of(
        new HardwareQueues(queues, interfaces)
            .readings(PASSED_PACKETS, index -> Optional.of(queue(queues, index))));
  }

  private static HardwareQueues.Queue queue(Columns of, OID index) {
    String name = of.text(NAME, index);
    return new HardwareQueues.Queue(
        HardwareQueues.POLICY,
        name.isEmpty() ? "queue-" + index.lastUnsigned() : name,
        new ClassReading.Kind.Leaf(
            List.of(),
            List.of(),
            false,
            OptionalInt.empty(),
            packets(of, WAITING_PACKETS, index),
            packets(of, LIMIT_PACKETS, index),
            Shaper.NONE),
        new Counters()
            .add(ClassCounter.PACKETS, counter(of, PASSED_PACKETS, index))
            .add(ClassCounter.BYTES, counter(of, PASSED_BYTES, index))
            .add(ClassCounter.DROPPED_PACKETS, counter(of, DROPPED_PACKETS, index))
            .add(ClassCounter.DROPPED_BYTES, counter(of, DROPPED_BYTES, index)));
  }

  private static Optional<CounterReading> counter(Columns of, int column, OID index) {
    return of.counter64(column, index).filter(counter -> counter.value() != NOT_COUNTED_64);
  }

  private static OptionalLong packets(Columns of, int column, OID index) {
    OptionalLong packets = of.number(column, index);
    return packets.orElse(0) == NOT_COUNTED_32 ? OptionalLong.empty() : packets;
  }
}
