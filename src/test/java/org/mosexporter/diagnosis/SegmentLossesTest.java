package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mosexporter.diagnosis.Passage.End;

class SegmentLossesTest {
  private static final int CALLS = 5;

  private static List<String> told(List<Passage> passages) {
    return SegmentLosses.of("berlin", passages).stream()
        .map(
            one ->
                "%s %s %.2f"
                    .formatted(
                        one.segment().label(),
                        one.direction().name().toLowerCase(Locale.ROOT),
                        one.lostR()))
        .toList();
  }

  @Test
  void ofOneStreamWhatCameBeforeAndBehindIsToldApart() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      passages.add(Passed.call(2 * i).before(2).behind(6).passage());
      passages.add(Passed.call(2 * i + 1).inward().before(5).behind(1).passage());
    }

    assertEquals(
        List.of("lan received 1.00", "lan sent 2.00", "wan received 5.00", "wan sent 6.00"),
        told(passages));
  }

  /** Of 12 points that 6 % of its packets cost, 4 % that it discarded have 8. */
  @Test
  void whatThePhoneItselfDiscardsIsThePhones() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      passages.add(Passed.call(i).inward().before(2).behind(10).discarded(0.04, 0.02).passage());
    }

    assertEquals(
        List.of("phone received 8.00", "lan received 2.00", "wan received 2.00"), told(passages));
  }

  /** Here it could be 9 of 12, but 7 of them were lost before: there are 5. */
  @Test
  void thePhoneHasNoMoreThanWhatWasLostBehind() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      passages.add(Passed.call(i).inward().before(7).behind(5).discarded(0.03, 0.01).passage());
    }

    assertEquals(
        List.of("phone received 5.00", "lan received 0.00", "wan received 7.00"), told(passages));
  }

  /** What came to the server lacked 3 points, what it sends on lacks 7. */
  @Test
  void aServerHasWhatItSendsOnLess() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      int there = 2 * i;
      int here = there + 1;
      passages.add(Passed.call(there).leg(End.ELSEWHERE, End.SERVER, here).before(3).passage());
      passages.add(Passed.call(here).leg(End.SERVER, End.PHONE, there).before(7).passage());
    }

    assertEquals(List.of("wan received 3.00", "server received 4.00"), told(passages));
  }

  @Test
  void ofLegsInTwoCodecsTheServersShareIsUnknown() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      int there = 2 * i;
      int here = there + 1;
      Passed arrives = Passed.call(there).in("G.729A").leg(End.PHONE, End.SERVER, here).before(1);
      passages.add(arrives.passage());
      passages.add(Passed.call(here).leg(End.SERVER, End.ELSEWHERE, there).before(9).passage());
    }

    assertEquals(List.of("lan sent 1.00"), told(passages));
  }

  /** Whatever is lost where, the parts of a stream to a phone are all that it lost. */
  @Test
  void thePartsAddUp() {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      double before = 20 * random.nextDouble();
      double behind = 20 * random.nextDouble();
      double discarded = 0.1 * random.nextDouble();
      double lost = 0.1 * random.nextDouble();
      List<Passage> passages = new ArrayList<>();
      for (int call = 0; call < CALLS; call++) {
        passages.add(
            Passed.call(call)
                .inward()
                .before(before)
                .behind(behind)
                .discarded(discarded, lost)
                .passage());
      }
      double sum =
          SegmentLosses.of("berlin", passages).stream().mapToDouble(SegmentLoss::lostR).sum();
      assertEquals(before + behind, sum, 1e-9);
    }
  }
}
