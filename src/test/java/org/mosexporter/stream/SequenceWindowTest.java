package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceWindowTest {
  private final SequenceWindow window = new SequenceWindow();

  private void receive(int sequenceNumber) {
    long extended = window.extend(sequenceNumber);
    if (extended != SequenceWindow.STRAY) {
      window.receive(extended, sequenceNumber);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                                | sequence numbers           | expected | lost | reordered | duplicate
          one packet                            | 7                          | 1 | 0 | 0 | 0
          in order                              | 7 8 9                      | 3 | 0 | 0 | 0
          one lost                              | 7 9                        | 3 | 1 | 0 | 0
          one late, not lost                    | 7 9 8 10                   | 4 | 0 | 1 | 0
          one twice                             | 7 8 8 9                    | 3 | 0 | 0 | 1
          a late one twice                      | 7 9 8 8                    | 3 | 0 | 1 | 1
          the first was overtaken               | 8 7 9                      | 3 | 0 | 1 | 0
          the first two were overtaken          | 9 8 7 10                   | 4 | 0 | 2 | 0
          over the wrap                         | 65534 65535 0 1            | 4 | 0 | 0 | 0
          lost at the wrap                      | 65534 1                    | 4 | 2 | 0 | 0
          late over the wrap                    | 65535 1 0 2                | 4 | 0 | 1 | 0
          first overtaken at the wrap           | 0 65535 1                  | 3 | 0 | 1 | 0
          largest step that is loss             | 0 2999                     | 3000 | 2998 | 0 | 0
          a stray is no loss                    | 0 1 3001 2                 | 3 | 0 | 0 | 0
          two in a row are a restart            | 0 1 30000 30001 30002      | 5 | 0 | 0 | 0
          strays not in a row are no restart    | 0 1 30000 2 30001 3        | 4 | 0 | 0 | 0
          loss before and after a restart       | 0 2 30000 30001 30003      | 7 | 2 | 0 | 0
          99 back is late                       | 0 200 101                  | 201 | 198 | 1 | 0
          100 back is a stray                   | 0 200 100                  | 201 | 199 | 0 | 0
          """)
  void countsAsRfc3550SaysInAppendixA1AndA3(
      String name, String numbers, long expected, long lost, long reordered, long duplicate) {
    for (String number : numbers.split(" ", -1)) {
      receive(Integer.parseInt(number));
    }

    assertEquals(expected, window.expected(), "expected");
    assertEquals(lost, window.lost(), "lost");
    assertEquals(reordered, window.reordered(), "reordered");
    assertEquals(duplicate, window.duplicate(), "duplicate");
  }

  @Test
  void countsThroughManyWraps() {
    for (int i = 0; i < 200_000; i++) {
      if (i % 1000 != 500) {
        receive(i & 0xFFFF);
      }
    }

    assertEquals(200_000, window.expected());
    assertEquals(200, window.lost());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void countsRunsOfLossWhateverTheOrderOfArrival(long seed) {
    Random random = new Random(seed);
    List<Integer> sent = new ArrayList<>();
    long lost = 0;
    long runs = 0;
    boolean losing = false;
    for (int i = 0; i < 20_000; i++) {
      boolean edge = i == 0 || i == 19_999;
      boolean loses = !edge && random.nextDouble() < (losing ? 0.6 : 0.03);
      lost += loses ? 1 : 0;
      runs += loses && !losing ? 1 : 0;
      losing = loses;
      if (!loses) {
        sent.add(i);
      }
    }
    Set<Integer> swapped = new HashSet<>();
    for (int i = 10; i + 1 < sent.size() - 10; i += 7) {
      swapped.add(i);
    }
    for (int i : swapped) {
      Integer first = sent.get(i);
      sent.set(i, sent.get(i + 1));
      sent.set(i + 1, first);
    }
    for (int number : sent) {
      receive(number & 0xFFFF);
    }
    window.decideThrough(window.highest());

    assertEquals(lost, window.lost());
    assertEquals(lost, window.missedDecided());
    assertEquals(runs, window.runs());
    assertEquals(swapped.size(), window.reordered());
  }

  @Test
  void countsARunAcrossACutInBothIntervalsAndOnceInTheStream() {
    receive(0);
    receive(10); // 1 to 9 are lost
    window.decideThrough(4);
    assertEquals(5, window.expectedSinceCut());
    assertEquals(4, window.lostSinceCut());
    assertEquals(1, window.runsSinceCut());
    window.cut();
    window.decideThrough(10);

    assertEquals(6, window.expectedSinceCut());
    assertEquals(5, window.lostSinceCut());
    assertEquals(1, window.runsSinceCut());
    assertEquals(1, window.runs());
  }
}
