package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Table;
import org.mosexporter.network.TrafficDirection;

/**
 * Quiet neighbours are one window; what was dropped stays where it was as long as there is room.
 */
@Tag("heap")
class RouterWindowsTest {
  private static RouterWindow window(String name, int from, int to, long drops, int calls) {
    return new RouterWindow(
        "gw1",
        "Gi0/0/1",
        TrafficDirection.OUTPUT,
        "WAN",
        name,
        true,
        from,
        to,
        OptionalLong.of(100),
        drops < 0 ? OptionalLong.empty() : OptionalLong.of(drops),
        OptionalLong.of(0),
        OptionalLong.of(from),
        OptionalLong.of(64),
        OptionalDouble.of(0.25),
        calls);
  }

  private static List<RouterWindow> all(RouterWindow... windows) {
    List<RouterWindow> all = List.of();
    for (RouterWindow window : windows) {
      all = RouterWindows.with(all, window);
    }
    return all;
  }

  private static List<String> told(List<RouterWindow> windows) {
    return windows.stream()
        .map(
            one ->
                "%s %d-%d %d/%d calls %d"
                    .formatted(
                        one.name(),
                        one.fromNs(),
                        one.toNs(),
                        one.droppedPackets().orElse(-1),
                        one.packets().orElseThrow(),
                        one.calls()))
        .toList();
  }

  @Test
  void quietNeighboursOfOneClassAreOne() {
    List<RouterWindow> windows =
        all(
            window("VOICE", 0, 30, 0, 2),
            window("DATA", 0, 30, 5, 2),
            window("VOICE", 30, 60, 0, 3),
            window("DATA", 30, 60, 0, 3),
            window("VOICE", 60, 90, 7, 1),
            window("VOICE", 90, 120, 0, 1),
            window("VOICE", 150, 180, 0, 1));
    assertEquals(
        List.of(
            "VOICE 0-60 0/200 calls 3",
            "DATA 0-30 5/100 calls 2",
            "DATA 30-60 0/100 calls 3",
            "VOICE 60-90 7/100 calls 1",
            "VOICE 90-120 0/100 calls 1",
            "VOICE 150-180 0/100 calls 1"),
        told(windows));
    assertEquals(OptionalLong.of(30), windows.getFirst().queuePackets(), "the most of both");
  }

  /** Whether a device that counts no drops dropped is unknown. */
  @Test
  void whatIsNotCountedIsNotQuiet() {
    assertEquals(2, all(window("VOICE", 0, 30, -1, 1), window("VOICE", 30, 60, -1, 1)).size());
  }

  @Test
  void ofTooManyTheNeighboursWithTheFewestDropsAreOne() {
    List<RouterWindow> windows = List.of();
    long sum = 0;
    for (int i = 0; i <= RouterWindows.MOST; i++) {
      int drops = i == 10 || i == 11 ? 1 : 100 + i;
      sum += drops;
      windows = RouterWindows.with(windows, window("VOICE", i * 30, i * 30 + 30, drops, 1));
    }
    assertEquals(RouterWindows.MOST, windows.size());
    assertEquals("VOICE 300-360 2/200 calls 1", told(windows).get(10));
    assertEquals(sum, windows.stream().mapToLong(w -> w.droppedPackets().orElseThrow()).sum());
  }

  /** As many as there is room for, of calls that are full of them. */
  @Test
  void takeTheRoomThatIsDeclared() {
    assertEquals(RouterWindows.MOST, full().getLast().size()); // and its classes are loaded
    long before = LiveHeap.bytes();
    List<List<RouterWindow>> calls = full();
    long bytes = LiveHeap.bytes() - before;
    LiveHeap.assertDeclared(Table.ROUTER_WINDOWS, bytes / Table.ROUTER_WINDOWS.entries());
    assertEquals(RouterWindows.MOST, calls.getLast().size());
  }

  private static List<List<RouterWindow>> full() {
    List<List<RouterWindow>> calls = new ArrayList<>();
    for (int call = 0; call < Table.ROUTER_WINDOWS.entries() / RouterWindows.MOST; call++) {
      List<RouterWindow> windows = List.of();
      for (int i = 0; i < RouterWindows.MOST; i++) {
        windows = RouterWindows.with(windows, window("VOICE", i * 31, i * 31 + 30, 1_000, 2));
      }
      calls.add(windows);
    }
    return calls;
  }
}
