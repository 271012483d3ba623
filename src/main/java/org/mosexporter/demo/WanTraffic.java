package org.mosexporter.demo;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What passed the office's router, as its counters know it: written by the simulation, read by the
 * router's SNMP agent.
 */
public final class WanTraffic {
  /** The classes of the router's policy, by the code point that they match. */
  enum QosClass {
    VOICE,
    SIGNALING,
    DEFAULT;

    static QosClass of(int dscp) {
      return switch (dscp) {
        case 46 -> VOICE;
        case 24 -> SIGNALING;
        default -> DEFAULT;
      };
    }
  }

  /** Counters of a class: offered, and of that dropped. */
  static final class ClassCounters {
    final AtomicLong packets = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();
    final AtomicLong droppedPackets = new AtomicLong();
    final AtomicLong droppedBytes = new AtomicLong();
    final AtomicLong depthPackets = new AtomicLong();

    void offered(long packetCount, long byteCount) {
      packets.addAndGet(packetCount);
      bytes.addAndGet(byteCount);
    }

    void dropped(long packetCount, long byteCount) {
      droppedPackets.addAndGet(packetCount);
      droppedBytes.addAndGet(byteCount);
    }
  }

  private final Map<QosClass, ClassCounters> classes = new EnumMap<>(QosClass.class);
  final AtomicLong receivedPackets = new AtomicLong();
  final AtomicLong receivedBytes = new AtomicLong();

  /** Counters at zero. */
  public WanTraffic() {
    for (QosClass each : QosClass.values()) {
      classes.put(each, new ClassCounters());
    }
  }

  ClassCounters of(QosClass wanted) {
    return Objects.requireNonNull(classes.get(wanted));
  }

  /** Packets that the VOICE class dropped so far. */
  public long voiceDroppedPackets() {
    return of(QosClass.VOICE).droppedPackets.get();
  }

  /** Packets offered to the VOICE class so far. */
  public long voicePackets() {
    return of(QosClass.VOICE).packets.get();
  }

  long sentPackets() {
    return classes.values().stream().mapToLong(c -> c.packets.get() - c.droppedPackets.get()).sum();
  }

  long sentBytes() {
    return classes.values().stream().mapToLong(c -> c.bytes.get() - c.droppedBytes.get()).sum();
  }

  long offeredPackets() {
    return classes.values().stream().mapToLong(c -> c.packets.get()).sum();
  }

  long offeredBytes() {
    return classes.values().stream().mapToLong(c -> c.bytes.get()).sum();
  }

  long droppedPackets() {
    return classes.values().stream().mapToLong(c -> c.droppedPackets.get()).sum();
  }
}
