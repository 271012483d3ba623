package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.quality.Scale;

/** What looks like a cause and is none, and what a little evidence does tell. */
class DoubtsTest extends RuledOffice {
  private static final double G722_OF_A_THOUSANDTH = 1.55;

  /** By one provider calls speak G.722: 0.6 % of loss costs them 10 points and others 2.2. */
  @Test
  void aFragileCodecDoesNotMakeABadTrunk() {
    for (int i = 0; i < 60; i++) {
      boolean wide = trunk().equals("telco-b");
      Passed call = next().of(wired(i % 10)).by(wide ? "telco-b" : "telco-a").in("G.711");
      add(
          wide
              ? call.in("G.722").on(Scale.WIDEBAND).behind(6 * G722_OF_A_THOUSANDTH)
              : call.behind(2.2));
      add(next().of(wired(i % 10)).by(trunk()).inward().behind(0));
    }

    assertEquals(List.of("cannot_tell site "), heard());
  }

  /** What we lack the mirror lost: listeners had all. */
  @Test
  void whatTheMirrorLacksDoesNotMakeABadTrunkOfALateOne() {
    for (int i = 0; i < 30; i++) {
      String trunk = trunk();
      boolean late = trunk.equals("telco-a");
      Passed call = next().of(wired(i % 10)).by(trunk).inward().before(late ? 20 : 0).behind(0);
      add(call.late().seenLoss(0.01));
    }

    assertEquals(List.of(), heard());
    assertEquals(Cause.TRUNK, findings().getFirst().cause());
  }

  /** Nothing is lost: only a buffer that we suppose would have thrown it away. */
  @Test
  void whatCameLateForASupposedBufferIsNoBadTrunk() {
    for (int i = 0; i < 30; i++) {
      String trunk = trunk();
      add(next().of(wired(i % 10)).by(trunk).behind(trunk.equals("telco-a") ? 20 : 0).late());
    }

    assertEquals(List.of(), heard());
    assertEquals(Cause.TRUNK, findings().getFirst().cause());
  }

  /** Far away it is at any time, and nothing waits. */
  @Test
  void aFarProviderIsNoQueue() {
    for (int i = 0; i < 30; i++) {
      boolean far = trunk().equals("telco-a");
      Passed call = next().of(wired(i % 10)).by(far ? "telco-a" : "telco-b");
      add(call.roundTrip(far ? 0.1 : 0.01).behind(far ? 20 : 0).late());
    }

    assertEquals(List.of(), heard());
  }

  /** In both directions, nearly nothing is lost, and packets wait for 150 ms. */
  @Test
  void whereRoundTripsGrowItIsNoSupposition() {
    waitsFor(0.15);

    assertEquals(List.of("wan_congestion_without_qos site "), heard());
  }

  @Test
  void withoutThemItIsInfo() {
    waitsFor(0);

    assertEquals(List.of(), heard());
    assertEquals(Cause.WAN_CONGESTION_WITHOUT_QOS, findings().getFirst().cause());
  }

  private void waitsFor(double seconds) {
    for (int i = 0; i < 40; i++) {
      double harm = i < 10 ? 0 : 6;
      double roundTrip = 0.02 + (i < 10 ? 0 : seconds * (1 + i % 3 / 2.0));
      add(next().of(wired(i % 10)).by(trunk()).behind(harm).late().roundTrip(roundTrip));
      add(next().of(wired(i % 10)).by(trunk()).inward().before(harm).late().behind(0));
    }
  }

  /** Softphones at home and on the road come by the line that loses for all. */
  @Test
  void whoComesByABadLineIsNoBadModel() {
    well();
    softphones("vpn");
    badLine();

    assertTrue(heard().contains("cannot_tell site "), heard()::toString);
    assertTrue(heard().stream().noneMatch(one -> one.startsWith("phone_model")), heard()::toString);
  }

  @Test
  void aBadModelInTheOfficeIsOne() {
    well();
    softphones("wired");
    badLine();

    assertTrue(heard().stream().anyMatch(one -> one.startsWith("phone_model")), heard()::toString);
  }

  private void softphones(String access) {
    for (int i = 0; i < 12; i++) {
      Passage.Phone phone = Passed.phone("10.1.40." + i % 4, "net" + i % 2, access, "Linphone");
      add(next().of(phone).by(trunk()).before(14).behind(0));
      add(next().of(phone).by(trunk()).inward().before(14).behind(0));
    }
  }

  private void badLine() {
    for (int i = 0; i < 30; i++) {
      add(next().of(wired(i % 10)).by(trunk()).inward().before(14).behind(0));
    }
  }

  /** One call of a phone whose port counts errors: no statistics are needed. */
  @Test
  void aPortWithErrorsTellsOfOneCall() {
    well();
    Passage.Phone phone =
        new Passage.Phone("10.1.20.99", "floor1", "wired", "D785", "1.0", "sw1/Gi1/0/9");
    add(next().of(phone).by("telco-a").before(1.2).behind(0));
    ports(0);
    ports(500);

    assertEquals(List.of("lan_loss"), findings().stream().map(one -> one.cause().label()).toList());
    assertEquals(Scope.Kind.PORT, findings().getFirst().scope().kind());
  }

  /** Copies make up for what a receiver lacks: its count says nothing of what we lack. */
  @Test
  void whereReceiversHadCopiesTheMirrorMayHaveLostIt() {
    mirror(0.4);

    assertEquals(List.of(), heard());
  }

  @Test
  void whereTheyCountedItItIsLost() {
    mirror(0);

    assertEquals(List.of("phone_model model X4U"), heard());
  }

  /** The mirror loses 2 % of all; what X4U send lacks 3.5 %. */
  private void mirror(double copies) {
    for (int i = 0; i < 40; i++) {
      boolean x4u = i % 2 == 0;
      add(next().of(wired(i % 10)).by(trunk()).uncertain(0.02).behind(0));
      if (x4u) {
        Passed call = next().of(wired(i % 10)).by(trunk()).before(11.6).behind(0);
        add(copies > 0 ? call.duplicates(copies) : call.uncertain(0.02));
      }
    }
  }

  /** On the road, delays change: but not so that two calls of other lengths give the same. */
  @Test
  void twoCallsThatAgreeTellAClockFromAQueue() {
    well();
    Passage.Phone home = Passed.phone("10.1.40.1", "home", "vpn", "Linphone");
    add(next().of(home).by("telco-a").skew(2_390).behind(0));
    assertEquals(List.of(), heard());

    add(next().of(home).by("telco-a").skew(1_400).behind(0));
    assertEquals(List.of(), heard());

    add(next().of(home).by("telco-a").skew(1_410).behind(0));
    assertEquals(List.of("clock_skew endpoint 10.1.40.1"), heard());
  }

  /** Calls by another provider wait as well, only less at the moment. */
  @Test
  void aQueueIsNoLongPath() {
    for (int i = 0; i < 20; i++) {
      String trunk = trunk();
      double waits = trunk.equals("telco-a") ? 0.2 : i < 18 ? 0.04 : 0.13;
      add(next().of(wired(i % 10)).by(trunk).roundTrip(waits));
    }
    assertEquals(List.of("long_path trunk telco-a"), heard());

    badLine();
    assertEquals(List.of("cannot_tell site "), heard());
  }

  /**
   * Far by one trunk of two, since some time; what comes back has as much jitter as ever, or more.
   */
  @Test
  void whatCameBackWithJitterWaitedInAQueue() {
    far(0.006);
    assertEquals(List.of("long_path trunk telco-a"), heard());

    passages.clear();
    far(0.01);
    assertEquals(List.of(), heard());
  }

  private void far(double jitterSeconds) {
    for (int i = 0; i < 40; i++) {
      boolean far = i >= 20 && i % 2 == 0;
      String trunk = i % 2 == 0 ? "telco-a" : "telco-b";
      int number = calls++;
      add(Passed.call(number).of(wired(i % 10)).by(trunk).roundTrip(far ? 0.2 : 0.02));
      Passed back = Passed.call(number).of(wired(i % 10)).by(trunk).inward();
      add(back.behind(0).jitter(far ? jitterSeconds : 0.003));
    }
  }

  /** Long, and a full queue's: it drops. */
  @Test
  void aLongPathThatLosesIsNone() {
    for (int i = 0; i < 20; i++) {
      boolean far = trunk().equals("telco-a");
      Passed call = next().of(wired(i % 10)).by(far ? "telco-a" : "telco-b");
      add(call.roundTrip(far ? 0.2 : 0.03).discarded(0, far ? 0.004 : 0));
    }

    assertEquals(List.of(), heard());
  }

  /** A queue behind us drops a fifth: what the mirror lost is hidden among it. */
  @Test
  void whatTheMirrorLostIsHiddenAmongWhatIsLostAnyway() {
    for (int i = 0; i < 40; i++) {
      boolean x4u = i % 2 == 0;
      Passed call = next().of(wired(i % 10)).by(trunk());
      add(x4u ? call.before(9).behind(42) : call.uncertain(0.04).behind(0));
    }

    assertTrue(heard().stream().noneMatch(one -> one.startsWith("phone_model")), heard()::toString);
  }

  /** Until then all was well, and that says nothing of what is so since. */
  @Test
  void whoStoppedMarkingIsNamedBySince() {
    well();
    for (int i = 0; i < 4; i++) {
      add(next().of(wired(i)).by(trunk()).marked(i % 2 == 0 ? 0 : 46).behind(i % 2 == 0 ? 9 : 0));
    }

    Finding found = findings().getFirst();
    assertEquals(Cause.DSCP_NOT_SET_BY_PHONE, found.cause());
    assertEquals("X4U", found.scope().name());
    assertEquals(1, found.evidence().getFirst().value());
  }

  /**
   * The mirror loses 1 % of all and nobody reports; without its mark what a provider brings waits
   * in a queue, and lacks more than it lacked before.
   */
  @Test
  void whatWaitsSinceItLostItsMarkIsSpoiltByThat() {
    unmarkedSince(0.012, 20);
    assertEquals(List.of("remarked_dscp trunk telco-a"), heard());
    assertEquals(0.341, findings().getFirst().lostMos().orElseThrow(), 1e-3); // of R 93.2, 12

    passages.clear();
    unmarkedSince(0.003, 8);
    assertEquals(List.of(), heard());
  }

  /** All that comes waits since noon, and a provider stopped marking. */
  @Test
  void whereMarkedOnesWaitAsWellItIsNotTheMark() {
    others = 0.012;
    unmarkedSince(0.012, 20);

    assertEquals(List.of(), heard());
  }

  private double others = 0.002;

  private void unmarkedSince(double jitterSeconds, double points) {
    for (int i = 0; i < 40; i++) {
      boolean ours = i >= 20 && i % 2 == 0;
      Passed call = next().of(wired(i % 10)).by(i % 2 == 0 ? "telco-a" : "telco-b").inward();
      add(
          call.marked(ours ? 0 : 46)
              .before(ours ? points : 8)
              .jitter(ours ? jitterSeconds : i >= 20 ? others : 0.002)
              .seenLoss(0.03));
      add(next().of(wired(i % 10)).by("telco-b").before(8).seenLoss(0.03));
    }
  }

  /** Of one model, and all begin within six seconds: who was first is chance. */
  @Test
  void whoBeginsTogetherIsComparedWhoeverWasFirst() {
    for (int i = 0; i < 4; i++) {
      add(Passed.call(0).of(wifi(2 * (i % 2))).by("telco-a"));
      add(Passed.call(1).of(wired(2 * (i % 2))).by("telco-a").marked(0));
    }

    assertEquals(List.of("remarked_dscp network floor1"), heard());
  }

  /** One phone of each model was heard since: it is the model's or the floor's. */
  @Test
  void whoseMarkIsMissingMustBePlain() {
    add(next().of(wired(2)).by("telco-a").marked(0));
    add(next().of(wired(4)).by("telco-a").marked(0));
    add(next().of(wifi(1)).by("telco-b"));
    add(next().of(wifi(3)).by("telco-b"));

    assertEquals(
        List.of("cannot_tell"), findings().stream().map(one -> one.cause().label()).toList());
  }

  /** Between a home and us is the Internet, no cable of ours. */
  @Test
  void whatAHomeLosesIsNoCable() {
    well();
    Passage.Phone home = Passed.phone("10.1.40.1", "home", "vpn", "Linphone");
    for (int i = 0; i < 4; i++) {
      add(next().of(home).by(trunk()).before(14).behind(0));
      add(next().of(home).by(trunk()).inward().behind(14));
    }

    assertEquals(List.of("cannot_tell endpoint 10.1.40.1"), heard());
  }

  /** Phones of the model that were not heard may be as bad, and may not. */
  @Test
  void whatOnePhoneShowsIsThePhones() {
    well();
    for (int i = 0; i < 4; i++) {
      add(next().of(wired(9)).by("telco-b").inward().echo(10));
    }

    assertEquals(List.of("echo_or_level endpoint 10.1.20.9"), heard());
  }

  /** A quarter of a percent: G.711 hides it, G.722 does not, and it is Wi-Fi's anyhow. */
  @Test
  void whatHardlyCostsAnythingIsFoundWhereItIsPlain() {
    well();
    overAir(0.9, 0.9);

    assertEquals(List.of("wifi"), findings().stream().map(one -> one.cause().label()).toList());
  }

  /** One and a half percent in two calls of a phone's three, and in no other's. */
  @Test
  void twoBadCallsAreNoChance() {
    well();
    Passage.Phone phone = Passed.phone("10.1.20.77", "floor1", "wired", "X4U");
    for (double points : new double[] {0, 5.4, 5.4}) {
      add(next().of(phone).by(trunk()).before(points).behind(0));
    }

    assertEquals(List.of("cannot_tell endpoint 10.1.20.77"), heard());
  }

  /** The cable spoils both directions of the one bad call, if not alike; calls before were well. */
  @Test
  void whatIsBadBothWaysInACallIsNoPhones() {
    well();
    add(Passed.call(99).of(wired(3)).by("telco-a").before(5.4).behind(0));
    add(Passed.call(99).of(wired(3)).by("telco-a").inward().behind(3));

    assertEquals(List.of("cannot_tell endpoint 10.1.20.3"), heard());
  }

  /** From home, what is missing here its own line may have lost. */
  @Test
  void whatAHomeSendsBadlyIsNotItsPhones() {
    well();
    Passage.Phone home = Passed.phone("10.1.40.1", "home", "vpn", "Linphone");
    for (int i = 0; i < 4; i++) {
      add(next().of(home).by(trunk()).before(14).behind(0));
      add(next().of(home).by(trunk()).inward().behind(0));
    }

    assertEquals(List.of("cannot_tell endpoint 10.1.40.1"), heard());
  }

  /** On a wired floor nothing is lost by itself, and nothing else is bad. */
  @Test
  void aSingleBadCallIsItsPhones() {
    well();
    add(next().of(wired(3)).by("telco-a").before(5.4).behind(0));

    assertEquals(List.of("one_phone endpoint 10.1.20.3"), heard());
  }

  @Test
  void whatAMirrorMayHaveLostOfASingleCallIsNobodys() {
    well();
    add(next().of(wired(4)).by(trunk()).uncertain(0.02).behind(0));
    add(next().of(wired(3)).by("telco-a").before(9).behind(0));

    assertEquals(List.of(), heard());
  }

  @Test
  void whereACallOfAnotherPhoneIsBadTooASingleOneTellsNothing() {
    well();
    add(next().of(wired(3)).by("telco-a").before(5.4).behind(0));
    add(next().of(wired(6)).by("telco-b").before(5.4).behind(0));

    assertEquals(List.of(), heard());
    assertEquals(Cause.CANNOT_TELL, findings().getFirst().cause());
  }

  /** On the air and on the Internet something is lost at times. */
  @Test
  void aSingleBadCallFromHomeOrByWifiIsNobodys() {
    well();
    overAir(0, 0);
    Passage.Phone home = Passed.phone("10.1.40.1", "home", "vpn", "Linphone");
    for (int i = 0; i < 4; i++) {
      add(next().of(home).by(trunk()).before(i == 0 ? 5.4 : 0).behind(0));
    }
    assertEquals(List.of(), findings());

    add(next().of(wifi(1)).by(trunk()).before(5.4).behind(0));
    assertEquals(List.of(), findings());
  }

  /** Nobody tells that it is not the mirror's; but a mirror does not stand still. */
  @Test
  void withoutReportsASingleCallMustStandStill() {
    unreported(0.001);
    assertEquals(List.of(), findings());

    passages.clear();
    unreported(0.02);
    assertEquals(List.of("one_phone endpoint 10.1.20.3"), heard());
  }

  private void unreported(double jitterSeconds) {
    for (int i = 0; i < 30; i++) {
      add(next().of(wired(i % 10)).by(trunk()).inward().behind(0));
      add(next().of(wired(i % 10)).by(trunk()));
    }
    add(next().of(wired(3)).by("telco-a").before(5.4).jitter(jitterSeconds));
  }

  /** A good call afterwards does not make less of the bad one. */
  @Test
  void whatFollowsDoesNotHideWhereItWasLost() {
    well();
    add(Passed.call(99).of(wired(3)).by("telco-a").before(14).behind(0));
    add(Passed.call(99).of(wired(3)).by("telco-a").inward().behind(2.5));
    add(Passed.call(100).of(wired(3)).by("telco-a").behind(0));

    assertEquals(List.of("one_phone endpoint 10.1.20.3"), heard());
  }

  /** By one trunk, in both directions, most calls of two networks: the line's or the provider's. */
  @Test
  void withOneTrunkNobodyCanTellInBothDirections() {
    for (int i = 0; i < 40; i++) {
      Passage.Phone phone = i % 2 == 0 ? wired(i % 10) : wifi(i % 6);
      double points = i % 5 < 3 ? 9 : 0;
      add(next().of(phone).by("telco-a").behind(points));
      add(next().of(phone).by("telco-a").inward().before(points).behind(0));
    }

    assertEquals(List.of("cannot_tell site "), heard());
  }

  /** Two polls that saw drops may have missed the packets that waited. */
  @Test
  void twoPollsDoNotMakeAPolicer() {
    well();
    polls(2);
    assertEquals(List.of("cannot_tell class gw1/wan0/VOICE"), heard());

    polls(6);
    assertEquals(List.of("policer class gw1/wan0/VOICE"), heard());
  }

  private long classPolls;

  private void polls(int many) {
    for (int i = 0; i < many; i++) {
      long fromNs = Passed.NOW_NS + classPolls++ * 30_000_000_000L;
      ClassWindow voice =
          new ClassWindow(
              new ClassReading.Key("wan0", TrafficDirection.OUTPUT, "queues", "VOICE"),
              List.of(46),
              fromNs,
              fromNs + 30_000_000_000L,
              OptionalLong.of(5_000),
              OptionalLong.of(200),
              OptionalLong.empty(),
              OptionalLong.of(0),
              OptionalLong.of(64),
              OptionalDouble.of(0));
      router(voice);
    }
  }
}
