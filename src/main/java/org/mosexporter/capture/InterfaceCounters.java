package org.mosexporter.capture;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counters of one interface (packet(7), PACKET_STATISTICS; its network card's own). They only
 * grow, also over a device that went away and came back.
 *
 * @param packets handed to the sink
 * @param foreign of these, to the address of another station: a mirror delivers nearly only such
 * @param kernelDrops packets that found the ring full
 * @param ringFullFreezes how often the ring became full
 * @param truncated packets longer than a block of the ring, or cut before they came here
 * @param cardDrops packets that the network card lost since the start
 * @param droppedOrUnwanted what the interface calls rx_dropped, since the start: lost, or seen here
 *     and wanted by nobody else
 * @param merged arriving packets longer than the interface's MTU allows
 * @param offload what merges packets before they come here
 * @param up whether the interface exists, is up and has a carrier
 */
public record InterfaceCounters(
    String name,
    long packets,
    long foreign,
    long kernelDrops,
    long ringFullFreezes,
    long truncated,
    Map<NicDrop, Long> cardDrops,
    long droppedOrUnwanted,
    long merged,
    Offload offload,
    boolean up) {
  public InterfaceCounters {
    cardDrops = Collections.unmodifiableMap(new TreeMap<>(cardDrops));
  }
}
