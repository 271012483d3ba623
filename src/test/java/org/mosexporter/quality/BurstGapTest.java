package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstGapTest {

  /** Worked out by hand with Gmin 4: received 1, lost 0, discarded X. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                            | packets            | runs | bursts | in bursts | missing there | gaps | since
          nothing                           | ''                 | 0    | 0      | 0         | 0             | 0    | 0
          nothing missing                   | 11111111           | 0    | 0      | 0         | 0             | 1    | 8
          one lost is no burst              | 11110111           | 1    | 0      | 0         | 0             | 1    | 8
          two in a row are one              | 11110011           | 1    | 1      | 2         | 2             | 2    | 2
          lost and late alike               | 111X01111          | 1    | 1      | 2         | 2             | 2    | 4
          three received do not end a burst | 1011101            | 2    | 1      | 5         | 2             | 2    | 1
          four do                           | 10111101           | 2    | 0      | 0         | 0             | 1    | 8
          edges count as received           | 0011               | 1    | 1      | 2         | 2             | 1    | 2
          a burst to the end                | 110101             | 2    | 1      | 3         | 2             | 2    | 1
          all lost                          | 000                | 1    | 1      | 3         | 3             | 0    | 0
          two bursts                        | 1001111001         | 2    | 2      | 4         | 4             | 3    | 1
          isolated between bursts           | 001111011110011    | 3    | 2      | 4         | 4             | 2    | 2
          isolated after the burst          | 10011111101        | 2    | 1      | 2         | 2             | 2    | 8
          """)
  void followsTheDefinition(
      String name,
      String packets,
      long runs,
      long bursts,
      long inBursts,
      long missingThere,
      long gaps,
      long since) {
    BurstMetrics metrics = counted(packets, 4, 1).metrics();

    assertEquals(packets.length(), metrics.packets());
    assertEquals(runs, metrics.runs());
    assertEquals(bursts, metrics.bursts());
    assertEquals(inBursts, metrics.burstPackets());
    assertEquals(missingThere, metrics.burstMissing());
    assertEquals(gaps, metrics.gaps());
    assertEquals(since, metrics.packetsSinceBurst());
  }

  /** A second implementation, over the whole pattern at once, from the definition alone. */
  @Test
  void agreesWithTheDefinitionOnRandomStreamsHoweverTheyAreCut() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      int gmin = 1 + random.nextInt(16);
      StringBuilder packets = new StringBuilder();
      double p = random.nextDouble() * 0.3;
      double q = 0.2 + random.nextDouble() * 0.8;
      boolean lost = false;
      for (int i = random.nextInt(300); i > 0; i--) {
        lost = random.nextDouble() < (lost ? 1 - q : p);
        packets.append(!lost ? '1' : random.nextBoolean() ? '0' : 'X');
      }
      String pattern = packets.toString();
      BurstMetrics one = counted(pattern, gmin, 1).metrics();

      assertEquals(slowly(pattern, gmin), one.bursts() + " " + one.burstPackets(), pattern);
      assertEquals(one, counted(pattern, gmin, 64).metrics(), pattern);
    }
  }

  @Test
  void canBeReadAlongTheWayWithoutBeingChanged() {
    BurstGap read = new BurstGap(4);
    BurstGap unread = new BurstGap(4);
    String packets = "1100111101010111111001111";
    for (int i = 0; i < packets.length(); i++) {
      char packet = packets.charAt(i);
      add(read, packet, 1);
      add(unread, packet, 1);
      assertEquals(read.metrics(), read.metrics());
    }

    assertEquals(unread.metrics(), read.metrics());
    assertEquals(7, read.missing());
    assertEquals(5, read.runs());
  }

  @Test
  void refusesAGminThatEndsNothing() {
    assertThrows(IllegalArgumentException.class, () -> new BurstGap(0));
  }

  /** 8 missing in 4 runs of 400: mean run 2, random loss would have 400/392. */
  @ParameterizedTest(name = "{0} missing in {1} runs of {2}")
  @CsvSource({
    "8, 4, 400, 1.96",
    "1, 1, 100, 0.99",
    "40, 1, 40, 0",
    "5, 0, 50, 4.5",
    "0, 0, 100, 1",
    "3, 1, 0, 1"
  })
  void givesTheBurstRatioOfRuns(long missing, long runs, long expected, double burstR) {
    assertEquals(burstR, BurstRatio.ofRuns(missing, runs, expected), 1e-12);
  }

  private static BurstGap counted(String packets, int gmin, int longest) {
    BurstGap counter = new BurstGap(gmin);
    for (int at = 0; at < packets.length(); ) {
      int end = at + 1;
      while (end < packets.length()
          && end - at < longest
          && packets.charAt(end) == packets.charAt(at)) {
        end++;
      }
      add(counter, packets.charAt(at), end - at);
      at = end;
    }
    return counter;
  }

  private static void add(BurstGap counter, char packet, long count) {
    switch (packet) {
      case '1' -> counter.addReceived(count);
      case '0' -> counter.addLost(count);
      default -> counter.addDiscarded(count);
    }
  }

  /** Bursts and the packets in them: from each missing packet as far as gaps stay below Gmin. */
  private static String slowly(String packets, int gmin) {
    int bursts = 0;
    int inBursts = 0;
    for (int at = 0; at < packets.length(); at++) {
      if (packets.charAt(at) == '1') {
        continue;
      }
      int last = at;
      for (int i = at + 1; i < packets.length() && i - last <= gmin; i++) {
        last = packets.charAt(i) == '1' ? last : i;
      }
      if (last > at) {
        bursts++;
        inBursts += last - at + 1;
      }
      at = last;
    }
    return bursts + " " + inBursts;
  }
}
