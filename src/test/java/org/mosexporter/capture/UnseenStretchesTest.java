package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

class UnseenStretchesTest {
  private final SeenPackets seen = new SeenPackets();
  private final UnseenStretches unseen = new UnseenStretches(0, 100);

  @BeforeEach
  void announce() {
    seen.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
  }

  private void assertTold(long... fromToPackets) {
    List<Long> told =
        seen.drops.stream()
            .flatMap(each -> Stream.of(each.fromNs(), each.toNs(), each.packets()))
            .toList();
    assertEquals(LongStream.of(fromToPackets).boxed().toList(), told);
  }

  @Test
  void oneFreezeLiesBetweenTwoPackets() {
    unseen.seen(200);
    unseen.ringWasFull(seen, 7, 1, 250, 900);
    assertTold(200, 250, 7);
  }

  @Test
  void ofSeveralFreezesNobodyKnowsWhereTheLastOneIs() {
    unseen.seen(200);
    unseen.ringWasFull(seen, 7, 2, 250, 900);
    assertTold(200, 900, 7);
  }

  @Test
  void dropsBeforeTheFirstPacketAreSinceTheStart() {
    unseen.ringWasFull(seen, 7, 900);
    assertTold(100, 900, 7);
  }

  @Test
  void theCardLostPacketsSinceTheLastLook() {
    unseen.seen(150);
    unseen.look(seen, true, true, 200);
    unseen.seen(250);
    unseen.cardLost(seen, 3, 300);
    assertTold(200, 300, 3);
  }

  @Test
  void aDownInterfaceIsToldOfInPartsUntilAPacketComes() {
    unseen.look(seen, true, true, 1000);
    unseen.seen(1500);
    unseen.look(seen, false, false, 2000);
    unseen.look(seen, false, false, 3000);
    unseen.sees(seen, 3400);
    unseen.seen(3400);
    unseen.look(seen, true, true, 4000);
    assertTold(1500, 2000, 0, 2000, 3000, 0, 3000, 3400, 0);
  }

  @Test
  void withoutPacketsTheLookSaysWhenItIsUpAgain() {
    unseen.look(seen, true, true, 1000);
    unseen.look(seen, false, false, 2000);
    unseen.look(seen, true, true, 3000);
    unseen.look(seen, true, true, 4000);
    assertTold(1000, 2000, 0, 2000, 3000, 0);
  }

  @Test
  void downAndUpBetweenTwoLooksIsDownAllTheTime() {
    unseen.look(seen, true, true, 1000);
    unseen.look(seen, true, false, 2000);
    unseen.look(seen, true, true, 3000);
    assertTold(1000, 2000, 0);
  }

  @Test
  void whatTheRingStillHeldFromBeforeIsNoSignOfLife() {
    unseen.look(seen, true, true, 1000);
    unseen.look(seen, false, false, 2000);
    unseen.sees(seen, 900);
    assertTold(1000, 2000, 0);
  }

  @Test
  void aClockThatWasSetBackTurnsNoStretchAround() {
    unseen.seen(5000);
    unseen.ringWasFull(seen, 1, 1, 300, 400);
    unseen.look(seen, false, false, 400);
    assertTold(300, 300, 1, 400, 400, 0);
  }
}
