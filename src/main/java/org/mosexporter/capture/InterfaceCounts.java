package org.mosexporter.capture;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The counters behind {@link InterfaceCounters}: written by the tracker's thread, read by any. They
 * go on over the rings that an interface has one after the other.
 */
final class InterfaceCounts {
  private final String name;
  private final AtomicLong packets = new AtomicLong();
  private final AtomicLong foreign = new AtomicLong();
  private final AtomicLong kernelDrops = new AtomicLong();
  private final AtomicLong ringFullFreezes = new AtomicLong();
  private final AtomicLong truncated = new AtomicLong();
  private final AtomicLong droppedOrUnwanted = new AtomicLong();
  private final AtomicLong merged = new AtomicLong();
  private final Map<NicDrop, AtomicLong> cardDrops = new EnumMap<>(NicDrop.class);
  private volatile Offload offload = Offload.NONE;
  private volatile boolean up;

  // What the ring at hand has been counted for.
  private long truncatedInRing;
  private long unreadableInRing;
  private long mergedInRing;
  private long foreignInRing;

  InterfaceCounts(String name) {
    this.name = name;
    for (NicDrop drop : NicDrop.values()) {
      cardDrops.put(drop, new AtomicLong());
    }
  }

  void handedOn(int more) {
    add(packets, more);
  }

  /** Takes over what the kernel and the ring counted; gives what the kernel said. */
  PacketSocket.Statistics read(PacketSocket socket) {
    PacketSocket.Statistics since = socket.statistics();
    RingReader ring = socket.ring();
    add(kernelDrops, since.drops() + ring.unreadable() - unreadableInRing);
    add(ringFullFreezes, since.freezes());
    add(truncated, ring.truncated() - truncatedInRing);
    add(merged, ring.merged() - mergedInRing);
    add(foreign, ring.foreign() - foreignInRing);
    unreadableInRing = ring.unreadable();
    truncatedInRing = ring.truncated();
    mergedInRing = ring.merged();
    foreignInRing = ring.foreign();
    return since;
  }

  /** The next ring starts at 0. */
  void closed() {
    unreadableInRing = 0;
    truncatedInRing = 0;
    mergedInRing = 0;
    foreignInRing = 0;
  }

  /** Adds what the network card lost; gives the sum. */
  long add(Map<NicDrop, Long> lost) {
    cardDrops.forEach((drop, count) -> add(count, lost.getOrDefault(drop, 0L)));
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }

  void addDroppedOrUnwanted(long more) {
    add(droppedOrUnwanted, more);
  }

  void offload(Offload now) {
    offload = now;
  }

  /** Says whether that is news. */
  boolean up(boolean now) {
    boolean before = up;
    up = now;
    return before != now;
  }

  InterfaceCounters counters() {
    Map<NicDrop, Long> lost = new EnumMap<>(NicDrop.class);
    cardDrops.forEach((drop, count) -> lost.put(drop, count.getOpaque()));
    return new InterfaceCounters(
        name,
        packets.getOpaque(),
        foreign.getOpaque(),
        kernelDrops.getOpaque(),
        ringFullFreezes.getOpaque(),
        truncated.getOpaque(),
        lost,
        droppedOrUnwanted.getOpaque(),
        merged.getOpaque(),
        offload,
        up);
  }

  private static void add(AtomicLong counter, long more) {
    counter.setOpaque(counter.getPlain() + more);
  }
}
