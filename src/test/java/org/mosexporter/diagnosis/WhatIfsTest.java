package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.LiveHeap.assertDeclared;
import static org.mosexporter.diagnosis.Heard.points;
import static org.mosexporter.metrics.Office.ANNA;
import static org.mosexporter.metrics.Office.BERT;
import static org.mosexporter.metrics.Office.FAR;
import static org.mosexporter.metrics.Office.NOW_NS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.WhatIf.Scenario;
import org.mosexporter.diagnosis.WhatIf.Window;
import org.mosexporter.metrics.Office;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.StreamSummary;

/**
 * Figures were worked out beside this program, by equation 7-29 and B-4 of G.107 from R = 93.206
 * (shared vectors NB-001); Id from NB-022, NB-024, NB-026 and NB-027.
 */
class WhatIfsTest {
  private static final long START_NS = NOW_NS - 1_200_000_000_000L;
  private static final IpAddress CARL = IpAddress.parse("10.1.30.7");
  private static final double ROUNDING = 0.006;

  /** What a network of 2 % of random loss costs G.711: 95 × 2 / (2 + 25.1). */
  private static final LostR TWO_PERCENT = points(0, 7.0111, 0);

  private final WhatIfs whatIfs = new WhatIfs(config());

  private static Config config() {
    Config office = Office.config();
    List<Network> networks = new ArrayList<>(office.networks());
    networks.add(new Network("wlan", Cidr.parse("10.1.30.0/24"), Network.Access.WIFI, "berlin"));
    return office.but().networks(networks).build();
  }

  private static Heard toAnna(String codec) {
    return new Heard(FAR, ANNA, codec, START_NS);
  }

  private void call(StreamSummary... streams) {
    whatIfs.onCall(Office.call(CallSummary.Result.COMPLETED, List.of(streams)));
  }

  private Optional<WhatIf> find(Scenario scenario, Window window, long atNs) {
    return whatIfs.at(atNs).stream()
        .filter(one -> one.scenario() == scenario && one.window() == window)
        .findFirst();
  }

  private double mos(Scenario scenario) {
    return find(scenario, Window.HOUR, NOW_NS).orElseThrow().mos();
  }

  private boolean has(Scenario scenario) {
    return find(scenario, Window.HOUR, NOW_NS).isPresent();
  }

  /** Three of 2 % and one without loss: (3 × 4.2350 + 4.4094) / 4. */
  @Test
  void asItIsIsTheMeanThatWasRecorded() {
    Heard heard = toAnna("G.711");
    for (int i = 0; i < 3; i++) {
      heard.interval(TWO_PERCENT, 0.02);
    }
    call(heard.interval(points(0, 0, 0), 0).measured());

    assertEquals(4.2786, mos(Scenario.AS_IT_IS), ROUNDING);
    assertEquals(4, find(Scenario.AS_IT_IS, Window.DAY, NOW_NS).orElseThrow().intervals());
  }

  @Test
  void whatHasNoEvidenceIsAbsent() {
    call(toAnna("G.711").interval(TWO_PERCENT, 0.02).measured());

    assertTrue(!has(Scenario.NO_QUEUE_DROPS) && !has(Scenario.WIFI_WIRED));
    assertTrue(!has(Scenario.BEST_CODEC) && !has(Scenario.DELAY_100_MS_LESS));
    assertTrue(has(Scenario.LARGER_BUFFER));
    assertEquals(List.of(), new WhatIfs(config()).at(NOW_NS));
  }

  private static RouterWindow window(TrafficDirection direction, long packets, long dropped) {
    return new RouterWindow(
        "gw1",
        "Gi0/0/1",
        direction,
        "WAN",
        "VOICE",
        true,
        START_NS - 5_000_000_000L,
        START_NS + 25_000_000_000L,
        OptionalLong.of(packets),
        OptionalLong.of(dropped),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        1);
  }

  private void callThrough(RouterWindow window, StreamSummary stream) {
    CallSummary call = Office.call(CallSummary.Result.COMPLETED, List.of(stream));
    whatIfs.onCall(
        new CallSummary(
            call.id(),
            1,
            "c",
            "",
            "",
            "berlin",
            "",
            NOW_NS,
            call.startNs(),
            call.alertedNs(),
            call.answerNs(),
            call.endNs(),
            call.setupSeconds(),
            call.disconnectSeconds(),
            call.status(),
            call.result(),
            List.of(),
            false,
            call.streams(),
            List.of(),
            List.of(),
            List.of(),
            List.of(window),
            List.of(),
            call.sip(),
            List.of(),
            List.of()));
  }

  /** The class dropped 1 % and the stream lost 2 %: with the other 1 % it is 4.3282. */
  @Test
  void aClassThatDropsTakesItsShareOfTheLoss() {
    callThrough(
        window(TrafficDirection.INPUT, 10_000, 100),
        toAnna("G.711").interval(TWO_PERCENT, 0.02).interval(TWO_PERCENT, 0.02).measured());

    assertEquals(4.2350, mos(Scenario.AS_IT_IS), ROUNDING);
    assertEquals(4.3282, mos(Scenario.NO_QUEUE_DROPS), ROUNDING);
  }

  /** Its first two intervals lost 0 and 4 %; the class dropped 2 %, which is all of it. */
  @Test
  void dropsFallWhereTheLossIs() {
    callThrough(
        window(TrafficDirection.INPUT, 10_000, 200),
        toAnna("G.711")
            .interval(points(0, 0, 0), 0)
            .interval(points(0, 14.0221, 0), 0.04)
            .measured());

    assertEquals((4.4094 + 3.9928) / 2, mos(Scenario.AS_IT_IS), ROUNDING);
    assertEquals(4.4094, mos(Scenario.NO_QUEUE_DROPS), ROUNDING);
  }

  /** Bursts stay bursts: of 4 % with BurstR 2 half goes, and 2 % with BurstR 2 are 7.2797. */
  @Test
  void whatIsLeftIsAsBurstyAsBefore() {
    callThrough(
        window(TrafficDirection.INPUT, 10_000, 200),
        toAnna("G.711").interval(points(0, 14.0221, 0), 0.04).measured());

    assertEquals(3.9928, mos(Scenario.AS_IT_IS), ROUNDING);
    assertEquals(4.2269, mos(Scenario.NO_QUEUE_DROPS), ROUNDING);
  }

  @Test
  void whatARouterSendsOutIsHeardElsewhere() {
    callThrough(
        window(TrafficDirection.OUTPUT, 10_000, 200),
        toAnna("G.711").interval(TWO_PERCENT, 0.02).measured());
    assertTrue(!has(Scenario.NO_QUEUE_DROPS));

    Heard fromAnna = new Heard(ANNA, FAR, "G.711", START_NS);
    callThrough(
        window(TrafficDirection.OUTPUT, 10_000, 200),
        fromAnna.interval(TWO_PERCENT, 0).reported(10));
    assertEquals(4.2350, mos(Scenario.AS_IT_IS), ROUNDING);
    assertEquals((4.2350 + 4.4094) / 2, mos(Scenario.NO_QUEUE_DROPS), ROUNDING);
  }

  /** 2 % lost and 2 % too late: 95 × 4 / 29.1 = 13.0584 in halves; without the late ones 2 %. */
  @Test
  void aLargerBufferHasAllThatCame() {
    call(toAnna("G.711").interval(points(0, 6.5292, 6.5292), 0.02).measured());

    assertEquals(4.0293, mos(Scenario.AS_IT_IS), 0.01);
    assertEquals(4.2350, mos(Scenario.LARGER_BUFFER), ROUNDING);
  }

  /** Four times 25 ms of jitter are 100 ms on top of 100: 7.40 − 2.54 points are paid. */
  @Test
  void aLargerBufferPaysForItsDelay() {
    LostR late = new LostR(0, 0, 7.0111, OptionalDouble.of(2.542478));
    call(toAnna("G.711").interval(late, 0, OptionalDouble.of(0.025)).measured());

    double paid = 93.206208 - (7.40149 - 2.542478);
    double expected = 1 + 0.035 * paid + paid * (paid - 60) * (100 - paid) * 7e-6;
    assertEquals(expected, mos(Scenario.LARGER_BUFFER), ROUNDING);
  }

  /** G.729A at 3 % of random loss is 3.6321; G.711 there 4.1344. */
  @Test
  void theBestCodecBearsTheSameLoss() {
    call(toAnna("G.711").interval(points(0, 0, 0), 0).measured());
    call(
        new Heard(FAR, BERT, "G.729A", START_NS).interval(points(11, 11.4545, 0), 0.03).measured());

    assertEquals((4.4094 + 3.6321) / 2, mos(Scenario.AS_IT_IS), ROUNDING);
    assertEquals((4.4094 + 4.1344) / 2, mos(Scenario.BEST_CODEC), ROUNDING);
  }

  /** 200 ms take 7.40 points and 100 ms 2.54; 500 ms take 38.40 and 400 ms 30.96. */
  @Test
  void delayIsKnownByItsPoints() {
    LostR at200 = new LostR(0, 0, 0, OptionalDouble.of(7.40149));
    call(toAnna("G.711").interval(at200, 0).measured());
    assertEquals(4.2232, mos(Scenario.AS_IT_IS_WITH_DELAY), ROUNDING);
    assertEquals(4.3549, mos(Scenario.DELAY_100_MS_LESS), ROUNDING);

    LostR at500 = new LostR(0, 0, 0, OptionalDouble.of(38.403038));
    call(toAnna("G.711").interval(at500, 0).measured());
    assertEquals((4.2232 + 2.8280) / 2, mos(Scenario.AS_IT_IS_WITH_DELAY), ROUNDING);
    assertEquals((4.3549 + 3.2156) / 2, mos(Scenario.DELAY_100_MS_LESS), ROUNDING);
  }

  /** 1 % at the wire, 8 % at Carl's: 4.3282 and 3.6085. */
  @Test
  void phonesOnWifiGetWhatWiredOnesHave() {
    Heard wired = toAnna("G.711");
    for (int i = 0; i < 6; i++) {
      wired.interval(points(0, 3.6398, 0), 0.01);
    }
    call(wired.measured());
    Heard wifi = new Heard(FAR, CARL, "G.711", START_NS);
    for (int i = 0; i < 6; i++) {
      wifi.interval(points(0, 22.9607, 0), 0.08);
    }
    call(wifi.measured());

    assertEquals((4.3282 + 3.6085) / 2, mos(Scenario.AS_IT_IS), ROUNDING);
    assertEquals(4.3282, mos(Scenario.WIFI_WIRED), ROUNDING);
  }

  @Test
  void anHourAgoIsOfTheDayAndADayAgoOfNeither() {
    call(toAnna("G.711").interval(TWO_PERCENT, 0.02).measured());
    long hourNs = 3_600_000_000_000L;

    assertTrue(find(Scenario.AS_IT_IS, Window.HOUR, NOW_NS + hourNs).isEmpty());
    assertEquals(
        4.2350, find(Scenario.AS_IT_IS, Window.DAY, NOW_NS + hourNs).orElseThrow().mos(), ROUNDING);
    assertEquals(List.of(), whatIfs.at(NOW_NS + 24 * hourNs));
  }

  /** Whatever is lost: to remove a cause lowers nothing, and all is within the scale. */
  @Test
  void removingACauseNeverLowersMos() {
    Random random = new Random(8);
    for (int round = 0; round < 300; round++) {
      WhatIfsTest fresh = new WhatIfsTest();
      for (int calls = 0; calls < 4; calls++) {
        boolean g711 = random.nextBoolean();
        Heard heard = toAnna(g711 ? "G.711" : "G.729A");
        for (int i = 0; i < 3; i++) {
          heard.interval(anything(random, g711 ? 0 : 11), random.nextDouble() / 2);
        }
        fresh.callThrough(
            window(TrafficDirection.INPUT, 1_000, random.nextInt(1_000)), heard.measured());
      }
      fresh.assertBetter(Scenario.AS_IT_IS, Scenario.NO_QUEUE_DROPS);
      fresh.assertBetter(Scenario.AS_IT_IS, Scenario.BEST_CODEC);
      fresh.assertBetter(Scenario.AS_IT_IS, Scenario.LARGER_BUFFER);
      fresh.assertBetter(Scenario.AS_IT_IS_WITH_DELAY, Scenario.DELAY_100_MS_LESS);
    }
  }

  private static LostR anything(Random random, double ie) {
    double room = (95 - ie) * random.nextDouble();
    double late = random.nextDouble();
    return new LostR(
        ie, room * (1 - late), room * late, OptionalDouble.of(random.nextDouble() * 60));
  }

  private void assertBetter(Scenario asItIs, Scenario other) {
    find(other, Window.DAY, NOW_NS)
        .ifPresent(
            better -> {
              assertTrue(better.mos() >= mos(asItIs) - 1e-9, better + " below " + mos(asItIs));
              assertTrue(better.mos() <= 4.5);
            });
  }

  /** Calls that lost nothing bring what is and what could have been nearer to each other. */
  @Test
  void callsWithoutLossBringAllTogether() {
    double before = Double.MAX_VALUE;
    for (int calls = 0; calls < 5; calls++) {
      callThrough(
          window(TrafficDirection.INPUT, 10_000, 100),
          (calls == 0
                  ? toAnna("G.711").interval(TWO_PERCENT, 0.02)
                  : toAnna("G.711").interval(points(0, 0, 0), 0))
              .measured());
      double gap = mos(Scenario.NO_QUEUE_DROPS) - mos(Scenario.AS_IT_IS);
      assertTrue(gap > 0 && gap < before, gap + " after " + before);
      before = gap;
    }
  }

  /** As many sites as there is room for, with two codecs and phones of both kinds. */
  @Test
  @Tag("heap")
  void takesWhatIsDeclared() {
    measured(2);
    assertDeclared(Table.WHAT_IFS, measured(Table.WHAT_IFS.entries()) / Table.WHAT_IFS.entries());
  }

  private static long measured(int sites) {
    long before = LiveHeap.bytes();
    List<Network> networks = new ArrayList<>();
    for (int site = 0; site < sites; site++) {
      String cidr = "10.2." + site + ".0/24";
      networks.add(new Network("n" + site, Cidr.parse(cidr), Network.Access.WIRED, "site " + site));
    }
    WhatIfs full = new WhatIfs(Office.config().but().networks(networks).build());
    for (int site = 0; site < sites; site++) {
      IpAddress phone = IpAddress.parse("10.2." + site + ".1");
      for (String codec : List.of("G.711", "G.729A")) {
        StreamSummary stream =
            new Heard(FAR, phone, codec, START_NS).interval(TWO_PERCENT, 0.02).measured();
        full.onCall(Office.call(CallSummary.Result.COMPLETED, List.of(stream)));
      }
    }
    long after = LiveHeap.bytes();
    assertEquals(4 * sites + 2 * sites, full.at(NOW_NS).size());
    return after - before;
  }

  /** Of more sites than there is room for, the one not heard for longest goes. */
  @Test
  void forgetsTheSiteThatWasSilentForLongest() {
    int most = Table.WHAT_IFS.entries();
    List<Network> networks = new ArrayList<>();
    for (int site = 0; site <= most; site++) {
      networks.add(
          new Network("n", Cidr.parse("10.2." + site + ".0/24"), Network.Access.WIRED, "s" + site));
    }
    WhatIfs full = new WhatIfs(Office.config().but().networks(networks).build());
    for (int site = 0; site <= most; site++) {
      IpAddress phone = IpAddress.parse("10.2." + site + ".1");
      StreamSummary stream =
          new Heard(FAR, phone, "G.711", START_NS).interval(TWO_PERCENT, 0.02).measured();
      full.onCall(Office.call(CallSummary.Result.COMPLETED, List.of(stream)));
    }

    assertTrue(full.at(NOW_NS).stream().noneMatch(one -> one.site().equals("s0")));
    full.gauge(
        (_, entries, evictions) -> {
          assertEquals(most, entries);
          assertEquals(1, evictions);
        });
  }
}
