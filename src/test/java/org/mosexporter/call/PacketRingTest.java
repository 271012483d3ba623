package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Entries are of a length, a number, and the number again at their end. */
class PacketRingTest {
  private static final int NUMBER = 4;

  private static void write(PacketRing ring, int number, int bytes) {
    int at = ring.claim(bytes);
    ByteBuffer octets = ring.octets();
    for (int i = at + NUMBER; i + 4 <= at + bytes; i += 4) {
      octets.putInt(i, number);
    }
    ring.commit();
  }

  private static List<Integer> numbers(PacketRing ring) {
    List<Integer> numbers = new ArrayList<>();
    ring.read(entry -> numbers.add(entry.getInt(NUMBER)));
    return numbers;
  }

  @Test
  void theLatestStay() {
    PacketRing ring = new PacketRing(100);
    for (int i = 0; i < 20; i++) {
      write(ring, i, 20);
    }
    assertEquals(List.of(15, 16, 17, 18, 19), numbers(ring));
    assertEquals(15, ring.overwritten());
    assertEquals(5, ring.entries());
  }

  /** 24 octets fit four times into 100, and four are left over. */
  @Test
  void whatDoesNotFitTheEndStandsAtTheBeginning() {
    PacketRing ring = new PacketRing(100);
    for (int i = 0; i < 4; i++) {
      write(ring, i, 24);
    }
    assertEquals(List.of(0, 1, 2, 3), numbers(ring));
    write(ring, 4, 24);
    assertEquals(List.of(1, 2, 3, 4), numbers(ring));
    write(ring, 5, 8);
    assertEquals(List.of(2, 3, 4, 5), numbers(ring));
    for (int i = 6; i < 1000; i++) {
      write(ring, i, 8 + 4 * (i % 5));
      List<Integer> there = numbers(ring);
      assertEquals(i, there.getLast());
      assertEquals(i - there.size() + 1, there.getFirst());
      assertTrue(there.size() >= 3, "of " + i);
    }
  }

  @Test
  void anEmptyOneAndOneThatIsClearedHaveNothing() {
    PacketRing ring = new PacketRing(100);
    assertEquals(List.of(), numbers(ring));
    write(ring, 1, 20);
    write(ring, 2, 20);
    ring.clear();
    assertEquals(List.of(), numbers(ring));
    assertEquals(2, ring.overwritten());
    write(ring, 3, 20);
    assertEquals(List.of(3), numbers(ring));
  }

  /** A reader sees each entry whole and in order while they are written over under its hands. */
  @Test
  void whoReadsMeanwhileSeesNoHalfEntry() throws Exception {
    PacketRing ring = new PacketRing(4_096);
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; !stop.get(); i++) {
                    write(ring, i, 16 + 4 * (i % 13));
                  }
                });
    long read = 0;
    List<String> torn = new ArrayList<>();
    try {
      long until = System.nanoTime() + 1_000_000_000L;
      while (System.nanoTime() < until) {
        int[] before = {-1};
        List<Integer> seen = new ArrayList<>();
        ring.read(
            entry -> {
              int number = entry.getInt(NUMBER);
              boolean whole = entry.limit() == 16 + 4 * Math.floorMod(number, 13);
              for (int at = NUMBER; at + 4 <= entry.limit(); at += 4) {
                whole &= entry.getInt(at) == number;
              }
              if (!whole || (number - before[0] <= 0 && before[0] != -1)) {
                torn.add(before[0] + ", " + number + " of " + entry.limit());
              }
              before[0] = number;
              seen.add(number);
            });
        read += seen.size();
      }
    } finally {
      stop.set(true);
      writer.join();
    }
    assertEquals(List.of(), torn.stream().limit(3).toList());
    assertTrue(read > 1_000, read + " entries");
  }
}
