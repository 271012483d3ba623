package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each rule with the least that speaks for it, and with what must not be taken for it. */
class RulesTest extends RuledOffice {
  @Test
  void nothingIsFoundWhereAllIsWell() {
    well();
    overAir(0.2, 0.3);

    assertEquals(List.of(), findings());
  }

  @Test
  void wifiIsTheNetworkThatIsBadBothWays() {
    well();
    overAir(12, 14);

    assertEquals(List.of("wifi network wifi"), heard());
  }

  /** Four phones of each of two switches, in one network; those of the second lose both ways. */
  @Test
  void aSwitchIsBadWhereAllItsPhonesAre() {
    behindSwitches(8);

    assertEquals(List.of("lan_loss switch sw2"), heard());
  }

  /** What all suffer alike may be anything between them and the mirror. */
  @Test
  void theOnlySwitchIsNotBlamed() {
    behindSwitches(0);

    assertEquals(List.of("cannot_tell site "), heard());
  }

  private void behindSwitches(int well) {
    for (int i = 0; i < 48; i++) {
      int host = i / 2 % 8;
      Passage.Phone phone = wired(host);
      boolean bad = well == 0 || host >= 4;
      Passage.Phone plugged =
          new Passage.Phone(
              phone.address(),
              phone.network(),
              phone.access(),
              phone.model(),
              phone.firmware(),
              (bad ? "sw2/Gi1/0/" : "sw1/Gi1/0/") + host);
      add(next().of(plugged).by(trunk()).before(bad ? 14 : 0).behind(0));
      add(next().of(plugged).by(trunk()).inward().behind(bad ? 12 : 0));
    }
  }

  @Test
  void aModelIsBadInAllNetworksAndOnlyWhereItSends() {
    for (int i = 0; i < 40; i++) {
      Passage.Phone phone = i < 20 ? wired(i % 10) : wifi(i % 6);
      add(next().of(phone).by(trunk()).before(phone.model().equals("X4U") ? 15 : 0).behind(0));
      add(next().of(phone).by(trunk()).inward().behind(0));
    }

    assertEquals(List.of("phone_model model X4U"), heard());
  }

  @Test
  void aTrunkIsBadAndTheOtherIsNot() {
    for (int i = 0; i < 30; i++) {
      String trunk = trunk();
      double harm = trunk.equals("telco-a") ? 20 : 0;
      add(next().of(wired(i % 10)).by(trunk).behind(harm));
      add(next().of(wired(i % 10)).by(trunk).inward().before(harm).behind(0));
    }

    assertEquals(List.of("trunk trunk telco-a"), heard());
  }

  @Test
  void withOneTrunkNobodyCanTell() {
    for (int i = 0; i < 30; i++) {
      add(next().of(wired(i % 10)).behind(20));
      add(next().of(wired(i % 10)).inward().behind(0));
    }

    assertEquals(List.of("cannot_tell site "), heard());
  }

  @Test
  void aPhoneWhosePortHasErrorsHasABadCable() {
    well();
    onePhone("sw1/Gi1/0/9");
    ports(0);
    ports(500);

    assertEquals(List.of("lan_loss port sw1/Gi1/0/9"), heard());
  }

  @Test
  void aPhoneWhosePortIsCleanIsItselfBad() {
    well();
    onePhone("sw1/Gi1/0/9");
    ports(0);
    ports(0);

    assertEquals(List.of("one_phone endpoint 10.1.20.99"), heard());
  }

  /** The only one of its model: nobody knows whether others of it would be as bad. */
  @Test
  void oneBadPhoneMakesNoBadModel() {
    well();
    Passage.Phone alone = Passed.phone("10.1.20.98", "floor1", "wired", "GXP2170");
    for (int i = 0; i < 4; i++) {
      add(next().of(alone).by(trunk()).before(18));
    }

    assertTrue(heard().stream().noneMatch(one -> one.startsWith("phone_model")), heard()::toString);
    assertEquals(1, heard().size(), heard()::toString);
  }

  private void onePhone(String port) {
    Passage.Phone phone = new Passage.Phone("10.1.20.99", "floor1", "wired", "D785", "1.0", port);
    for (int i = 0; i < 3; i++) {
      add(next().of(phone).by(trunk()).before(18).behind(0));
      add(next().of(phone).by(trunk()).inward().behind(0));
    }
  }

  @Test
  void whoDoesNotMarkIsNamedByModel() {
    for (int i = 0; i < 30; i++) {
      Passage.Phone phone = wired(i % 10);
      boolean bare = phone.model().equals("X4U");
      add(next().of(phone).by(trunk()).marked(bare ? 0 : 46).behind(bare ? 15 : 0));
      add(next().of(phone).by(trunk()).inward().behind(0));
    }

    assertEquals(List.of("dscp_not_set_by_phone model X4U"), heard());
  }

  @Test
  void aSwitchThatRewritesIsNamedByNetwork() {
    for (int i = 0; i < 40; i++) {
      boolean air = i >= 20;
      add(
          next()
              .of(air ? wifi(i % 6) : wired(i % 10))
              .by(trunk())
              .marked(air ? 8 : 46)
              .behind(air ? 15 : 0));
      add(next().of(wired(i % 10)).by(trunk()).inward().behind(0));
    }

    assertEquals(List.of("remarked_dscp network wifi"), heard());
  }

  /** Nobody suffers, and still it is known since when, and that it is so. */
  @Test
  void aCodePointThatCostsNothingIsAFact() {
    well();
    Passed first = next().of(wifi(1)).by(trunk()).marked(0).behind(0);
    add(first);
    for (int i = 2; i < 6; i++) {
      add(next().of(wifi(i)).by(trunk()).marked(0).behind(0));
    }
    add(next().by("telco-c").inward().marked(0).behind(0));

    List<Finding> marks =
        findings().stream().filter(one -> one.cause() == Cause.REMARKED_DSCP).toList();
    assertEquals(2, marks.size(), findings()::toString);
    for (Finding one : marks) {
      assertEquals(Severity.INFO, one.severity());
      assertTrue(one.confidence() > 0.6 && one.confidence() <= 1, one::toString);
    }
    assertEquals(
        first.passage().startNs(), marks.stream().mapToLong(Finding::sinceNs).min().orElseThrow());
  }

  @Test
  void aClockThatIsOffIsAFact() {
    well();
    add(next().of(wired(4)).by(trunk()).skew(2_500).behind(0));

    assertEquals(1, heard().size(), heard()::toString);
    assertTrue(heard().getFirst().startsWith("clock_skew "), heard()::toString);
    assertEquals(2_500, findings().getFirst().evidence().getLast().value(), 1e-9);
  }

  @Test
  void buffersAreNamedByTheirDepth() {
    well();
    for (int i = 0; i < 4; i++) {
      add(next().of(wired(7)).by(trunk()).inward().buffer(0.012, 0.06));
      add(next().of(wifi(2)).by(trunk()).inward().buffer(0.4, 0));
      add(next().of(wired(8)).by(trunk()).inward().buffer(0.06, 0));
    }

    List<String> heard = heard();
    assertEquals(2, heard.size(), heard::toString);
    assertTrue(heard.stream().anyMatch(one -> one.startsWith("jitter_buffer_too_small")));
    assertTrue(heard.stream().anyMatch(one -> one.startsWith("jitter_buffer_too_large")));
  }

  @Test
  void aFaintTrunkAndAnEchoAreHeard() {
    well();
    for (int i = 0; i < 4; i++) {
      add(next().of(wired(i)).by("telco-a").inward().signal(-40));
      add(next().of(wired(i)).by("telco-b").inward().signal(-18));
      add(next().of(wired(9)).by("telco-b").inward().echo(10));
      add(next().of(wired(8)).by("telco-b").inward().echo(60));
    }

    assertTrue(heard().contains("echo_or_level trunk telco-a"), heard()::toString);
    assertTrue(
        heard().stream().anyMatch(one -> one.startsWith("echo_or_level") && !one.contains("trunk")),
        heard()::toString);
  }

  @Test
  void aTrunkWithALowCodecHasACeiling() {
    well();
    for (int i = 0; i < 3; i++) {
      add(next().of(wired(i)).by("telco-c").in("G.729A").behind(0));
    }

    assertEquals(List.of("codec_ceiling trunk telco-c"), heard());
  }

  @Test
  void aLongPathIsLongWithoutLoss() {
    for (int i = 0; i < 20; i++) {
      String trunk = trunk();
      add(next().of(wired(i % 10)).by(trunk).roundTrip(trunk.equals("telco-a") ? 0.42 : 0.03));
      add(next().of(wired(i % 10)).by(trunk).inward().behind(0));
    }

    assertEquals(List.of("long_path trunk telco-a"), heard());
  }

  @Test
  void packetsThatReceiversHadTwiceAreALoop() {
    for (int i = 0; i < 20; i++) {
      add(next().of(wired(i % 10)).by(trunk()).duplicates(0.4).behind(0));
    }

    assertEquals(
        List.of("network_duplicates site "), findings().stream().map(RulesTest::words).toList());
  }

  /** More loss on Wi-Fi: its rank among a trunk's trouble and a clock's never gets worse. */
  @Test
  void moreOfAFaultNeverLowersItsRank() {
    int before = Integer.MAX_VALUE;
    for (double harm : new double[] {3, 6, 10, 16, 25, 40, 60}) {
      passages.clear();
      calls = 0;
      overAir(harm, harm);
      for (int i = 0; i < 30; i++) {
        String trunk = trunk();
        add(next().of(wired(i % 10)).by(trunk).behind(trunk.equals("telco-a") ? 12 : 0));
        add(next().of(wired(i % 10)).by(trunk).inward().behind(0));
      }
      List<String> all = findings().stream().map(RulesTest::words).toList();
      int rank = all.indexOf("wifi network wifi");
      assertTrue(rank >= 0, all::toString);
      assertTrue(rank <= before, "rank " + rank + " after " + before + " at " + harm);
      before = rank;
    }
    assertEquals(0, before);
  }

  /** Whatever order calls end in. */
  @Test
  void theOrderOfCallsChangesNothing() {
    well();
    overAir(12, 14);
    add(next().of(wired(4)).by("telco-a").skew(2_500).behind(0));
    add(next().of(wired(3)).by("telco-c").in("G.729A").behind(0));
    List<Finding> found = findings();
    assertTrue(found.size() >= 3, found::toString);
    Random random = new Random(5);
    IntStream.range(0, 20)
        .forEach(
            _ -> {
              Collections.shuffle(passages, random);
              assertEquals(found, findings());
            });
  }
}
