package org.mosexporter.capture;

/**
 * The counters of one ring (packet(7), PACKET_STATISTICS). They only grow, also over a device that
 * went away and came back.
 *
 * @param packets handed to the sink
 * @param kernelDrops packets that found the ring full
 * @param ringFullFreezes how often the ring became full
 * @param truncated packets longer than a block of the ring, or cut before they came here
 * @param up whether the interface exists, is up and has a carrier
 */
public record InterfaceCounters(
    String name,
    long packets,
    long kernelDrops,
    long ringFullFreezes,
    long truncated,
    boolean up) {}
