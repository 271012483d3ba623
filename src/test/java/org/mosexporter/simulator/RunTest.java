package org.mosexporter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.call.CallSummary;
import org.mosexporter.simulator.Offices.But;
import org.mosexporter.simulator.office.Plan;
import org.mosexporter.simulator.office.StreamTruth;
import org.mosexporter.simulator.path.Segment;
import org.mosexporter.stream.StreamSummary;

/** An office as the product sees it, and as it really is. */
class RunTest {
  private final List<Observed> seen = new ArrayList<>();

  private Truth play(Scenario scenario) {
    return Run.of(
            scenario,
            config ->
                Observed.examinee(
                    config,
                    observed -> {
                      seen.add(observed);
                      return Findings.NONE;
                    }))
        .truth();
  }

  private Observed product() {
    return seen.getLast();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHealthyOfficeIsSeenWithoutLossAndUnderstood(boolean server) {
    Plan plan = Offices.wired(Offices.plan(But.NOTHING.server(server), Offices.ALL_SEEN));
    Truth truth = play(Offices.minutes(7, 1, plan));

    assertTrue(truth.streams().size() > 12, () -> "streams " + truth.streams().size());
    assertEquals(0, sum(truth.streams(), StreamTruth::lostBehind));
    assertEquals(0, sum(truth.streams(), StreamTruth::lostBefore));
    List<StreamSummary> streams = product().streams();
    assertEquals(0, streams.stream().mapToLong(StreamSummary::lost).sum());
    assertEquals(0, streams.stream().mapToLong(StreamSummary::duplicate).sum());
    assertEquals(0, product().counters().malformed().values().stream().mapToLong(n -> n).sum());
    for (StreamSummary stream : streams) {
      if (stream.expected() > 1_000) {
        assertTrue(stream.score().orElseThrow().mosLq() > 4.2, () -> stream.toString());
        assertTrue(stream.rtcp().orElseThrow().reports() > 1);
      }
    }
  }

  /** Its calls have their ends, their trunks, their routers' queues; its phones their models. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void signallingDevicesAndReportsAreUnderstood(boolean server) {
    Plan plan = Offices.plan(But.NOTHING.server(server), Offices.ALL_SEEN);
    play(Offices.minutes(9, 2, plan));

    List<CallSummary> over =
        product().calls().stream()
            .filter(call -> call.result() == CallSummary.Result.COMPLETED)
            .toList();
    assertTrue(over.size() > 10, () -> "calls " + over.size());
    assertTrue(over.stream().allMatch(call -> call.streams().size() == 2));
    assertTrue(over.stream().anyMatch(CallSummary::leg));
    assertTrue(over.stream().anyMatch(call -> call.trunk().equals("telco-b")));
    assertTrue(
        over.stream()
            .flatMap(call -> call.routerWindows().stream())
            .anyMatch(w -> w.name().equals("VOICE") && w.packets().orElse(0) > 1_000),
        () -> over.stream().flatMap(call -> call.routerWindows().stream()).toList().toString());
    assertTrue(
        over.stream()
            .filter(call -> !call.phone().isEmpty())
            .allMatch(call -> call.phone().getFirst().figures().size() >= 5),
        () -> over.stream().flatMap(call -> call.phone().stream()).toList().toString());
    assertTrue(over.stream().anyMatch(call -> !call.phone().isEmpty()));
    assertTrue(product().streams().stream().anyMatch(stream -> stream.xr().isPresent()));
    assertTrue(
        product().endpoints().stream().allMatch(phone -> !phone.model().isEmpty()),
        () -> product().endpoints().toString());
    assertTrue(product().endpoints().stream().anyMatch(phone -> phone.network().equals("wifi")));
    assertEquals(0, product().counters().halfMirrors().values().stream().filter(h -> h).count());
  }

  /** What was missing where the mirror is, the product counts, packet for packet. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lossBeforeTheMirrorIsWhatTheProductSees(boolean server) {
    Plan plan = Offices.plan(But.NOTHING.server(server), Offices.ALL_SEEN);
    Incident trunk = new Incident(Cause.TRUNK, 0.8, 0, 0, 12);
    Incident wifi = new Incident(Cause.WIFI, 0.8, 0, 0, 13);
    Truth truth = play(Offices.minutes(8, 3, plan, trunk, wifi));

    long before = sum(truth.streams(), StreamTruth::lostBefore);
    long counted = product().streams().stream().mapToLong(StreamSummary::lost).sum();
    assertTrue(before > 300);
    // What is lost before the first packet or behind the last one is no gap.
    assertEquals(1, (double) counted / before, 0.01);
    assertTrue(sum(truth.streams(), StreamTruth::lostBehind) > 150);
  }

  /** Every packet that was numbered arrived, was lost somewhere, or is under way. */
  @ParameterizedTest
  @EnumSource(Cause.class)
  void nothingVanishes(Cause cause) {
    Plan plan = Troublesome.plan(cause, Offices.ALL_SEEN);
    Incident incident = new Incident(cause, 0.7, 0, 0, 5);
    Truth truth = Stage.unseen(Offices.minutes(4, 4, plan, incident));

    for (StreamTruth stream : truth.streams()) {
      long lost = 0;
      for (Segment segment : Segment.values()) {
        lost += stream.lost(segment);
      }
      assertEquals(stream.sent(), stream.arrived() + lost + stream.underWay());
      assertTrue(stream.underWay() <= 30, "no more than is under way");
      assertEquals(lost, stream.lostBefore() + stream.lostBehind());
    }
  }

  /** Who is touched by a light trouble and a severe one suffers by the severe one. */
  @Test
  void ofTwoEachCostsWhatItWouldAlone() {
    Plan plan = Offices.wired(Offices.plan(But.NOTHING, Offices.ALL_SEEN));
    Incident severe = new Incident(Cause.TRUNK, 1, 0, 0, 14);
    Incident light = new Incident(Cause.PHONE_MODEL, -0.5, 0, 0, 15);
    List<Truth.Blame> blames = play(Offices.minutes(10, 4, plan, severe, light)).blames();
    assertTrue(blames.getFirst().isCostly(), blames::toString);
    assertTrue(!blames.getLast().isCostly(), blames::toString);
    assertTrue(blames.getLast().heardPackets() > 0);
  }

  @Test
  void aSeedIsARun() {
    Plan plan = Offices.plan(But.NOTHING, Offices.ALL_SEEN);
    long once = octets(Offices.minutes(2, 6, plan));
    assertEquals(once, octets(Offices.minutes(2, 6, plan)));
    assertNotEquals(once, octets(Offices.minutes(2, 7, plan)));
  }

  private static long octets(Scenario scenario) {
    OctetSum sum = new OctetSum();
    Run.Result _ = Run.of(scenario, config -> Observed.examinee(config, _ -> Findings.NONE), sum);
    return sum.sum();
  }

  private static long sum(
      List<StreamTruth> streams, java.util.function.ToLongFunction<StreamTruth> of) {
    return streams.stream().mapToLong(of).sum();
  }
}
