package org.mosexporter.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.config.Table;

/**
 * Room for what all devices together know of their surroundings. What a device told before makes
 * room for what it tells now; rows for which there is none are left out, and counted. A flood of
 * stations takes at most half of what others leave. Any thread.
 */
public final class SurroundingsRoom {
  /** A neighbour has many texts: it takes the room of so many stations. */
  public static final int PLACES_OF_A_NEIGHBOUR = 5;

  private final int places;
  private final Map<String, Integer> taken = new HashMap<>();
  private int inUse;
  private int free;
  private long leftOut;

  public SurroundingsRoom() {
    this(Table.SURROUNDINGS.entries());
  }

  SurroundingsRoom(int places) {
    this.places = places;
  }

  /** As much of it as there is room for. */
  synchronized Surroundings fit(String router, Surroundings wanted) {
    inUse -= taken.getOrDefault(router, 0);
    free = places - inUse;
    int half = free / 2;
    Surroundings kept =
        new Surroundings(
            wanted.modules(),
            most(wanted.lldp(), free, PLACES_OF_A_NEIGHBOUR),
            most(wanted.cdp(), free, PLACES_OF_A_NEIGHBOUR),
            most(wanted.learned(), half, 1),
            most(wanted.arp(), half, 1),
            most(wanted.policies(), free, 1),
            allOrNone(wanted.routes()),
            most(wanted.addresses(), free, 1));
    taken.put(router, places - inUse - free);
    inUse = places - free;
    return kept;
  }

  private <T> List<T> most(List<T> rows, int room, int each) {
    int count = Math.min(rows.size(), Math.min(room, free) / each);
    free -= count * each;
    leftOut += rows.size() - count;
    return rows.subList(0, count);
  }

  /** The rest of the routes would lead elsewhere. */
  private <T> List<T> allOrNone(List<T> rows) {
    return most(rows, rows.size() <= free ? free : 0, 1);
  }

  public synchronized void gauge(Table.Gauge gauge) {
    gauge.show(Table.SURROUNDINGS, inUse, leftOut);
  }
}
