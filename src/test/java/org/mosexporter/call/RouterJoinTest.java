package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Egress;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.Topology;
import org.mosexporter.network.TrafficDirection;

/** Which classes of which router a call is told of. */
class RouterJoinTest {
  private static final int EF = 46;
  private static final String WAN = "Gi0/0/1";

  private final Office office = new Office();
  private final List<String> attended = new ArrayList<>();
  private Topology topology =
      Topology.of(List.of(), List.of(new Egress("berlin", Egress.ALL, "gw1", WAN)));

  private static ClassWindow window(
      String networkInterface,
      TrafficDirection direction,
      String name,
      int from,
      long drops,
      Integer... dscp) {
    return new ClassWindow(
        new ClassReading.Key(networkInterface, direction, "SHAPE/class-default/QUEUES", name),
        List.of(dscp),
        Office.ns(from),
        Office.ns(from + 30),
        OptionalLong.of(1_000),
        OptionalLong.of(drops),
        OptionalLong.empty(),
        OptionalLong.of(12),
        OptionalLong.of(64),
        OptionalDouble.of(0.5));
  }

  private void poll(ClassWindow... windows) {
    poll("gw1", windows);
  }

  private void poll(String router, ClassWindow... windows) {
    office.tracker.onRouterPoll(new PollWindows("berlin", router, List.of(windows)), topology);
  }

  /** Alice hears and speaks to the provider for a minute, marked EF. */
  private void aliceTalks(double from, int ssrc) {
    office.speech(
        from, 3_000, Office.ALICE, 4_000 + ssrc, Office.PROVIDER, 5_000 + ssrc, ssrc, _ -> false);
    office.speech(
        from, 3_000, Office.PROVIDER, 5_000 + ssrc, Office.ALICE, 4_000 + ssrc, -ssrc, _ -> false);
  }

  private List<String> told() {
    office.tracker.finish();
    return office.seen.calls.stream()
        .flatMap(call -> call.routerWindows().stream())
        .map(
            one ->
                "%s %s %s %s %s %d-%d %d of %d, %d calls"
                    .formatted(
                        one.router(),
                        one.networkInterface(),
                        one.direction().label(),
                        one.name(),
                        one.byCodePoint() ? "surely" : "perhaps",
                        seconds(one.fromNs()),
                        seconds(one.toNs()),
                        one.droppedPackets().orElse(-1),
                        one.packets().orElse(-1),
                        one.calls()))
        .toList();
  }

  private static long seconds(long ns) {
    return (ns - Office.NOON_NS) / 1_000_000_000L;
  }

  @Test
  void theClassThatTakesItsCodePointInTheTimeOfTheCall() {
    aliceTalks(10, 1);
    poll(
        window(WAN, TrafficDirection.OUTPUT, "VOICE", 30, 312, EF),
        window(WAN, TrafficDirection.OUTPUT, "SIGNALLING", 30, 12, 24),
        window(WAN, TrafficDirection.OUTPUT, "class-default", 30, 99),
        window(WAN, TrafficDirection.INPUT, "POLICED", 30, 5, EF, 24),
        window("Gi0/0/2", TrafficDirection.OUTPUT, "VOICE", 30, 7, EF),
        window(WAN, TrafficDirection.OUTPUT, "VOICE", 80, 8, EF)); // the call is over at 70
    poll("gw2", window(WAN, TrafficDirection.OUTPUT, "VOICE", 30, 9, EF));
    assertEquals(
        List.of(
            "gw1 Gi0/0/1 output VOICE surely 30-60 312 of 1000, 1 calls",
            "gw1 Gi0/0/1 input POLICED surely 30-60 5 of 1000, 1 calls"),
        told());
  }

  @Test
  void theDefaultClassWhenAllOthersSayWhatTheyTake() {
    aliceTalks(10, 1);
    poll(
        window(WAN, TrafficDirection.OUTPUT, "SIGNALLING", 30, 12, 24),
        window(WAN, TrafficDirection.OUTPUT, "class-default", 30, 99));
    assertEquals(
        List.of("gw1 Gi0/0/1 output class-default surely 30-60 99 of 1000, 1 calls"), told());
  }

  @Test
  void anyClassWhenOneDoesNotSayWhatItTakes() {
    aliceTalks(10, 1);
    poll(
        window(WAN, TrafficDirection.OUTPUT, "BY-ACCESS-LIST", 30, 12),
        window(WAN, TrafficDirection.OUTPUT, "class-default", 30, 99));
    assertEquals(
        List.of(
            "gw1 Gi0/0/1 output BY-ACCESS-LIST perhaps 30-60 12 of 1000, 1 calls",
            "gw1 Gi0/0/1 output class-default perhaps 30-60 99 of 1000, 1 calls"),
        told());
  }

  @Test
  void allCallsThatSharedAWindowAreCounted() {
    for (int ssrc = 1; ssrc <= 3; ssrc++) {
      aliceTalks(10, ssrc);
    }
    poll(window(WAN, TrafficDirection.OUTPUT, "VOICE", 30, 312, EF));
    assertEquals(
        List.of("gw1 Gi0/0/1 output VOICE surely 30-60 312 of 1000, 3 calls"),
        told().stream().distinct().toList());
  }

  @Test
  void whatStaysInTheSiteGoesThroughNoWayOut() {
    office.speech(10, 3_000, Office.ALICE, 4_000, Office.BOB, 5_000, 1, _ -> false);
    office.speech(10, 3_000, Office.PBX, 4_002, Office.BOB, 5_002, 2, _ -> false);
    poll(window(WAN, TrafficDirection.OUTPUT, "VOICE", 30, 312, EF));
    assertEquals(List.of(), told());
  }

  /** Out of one site's router, and into the other's. */
  @Test
  void betweenTwoSitesBothWaysOutCount() {
    topology =
        Topology.of(
            List.of(),
            List.of(
                new Egress("berlin", Egress.ALL, "gw1", WAN),
                new Egress("hamburg", Egress.ALL, "gw2", "ether1")));
    office.speech(10, 3_000, Office.ALICE, 4_000, "10.2.0.9", 5_000, 1, _ -> false);
    poll(window(WAN, TrafficDirection.OUTPUT, "VOICE", 30, 1, EF));
    poll("gw2", window("ether1", TrafficDirection.INPUT, "VOICE", 30, 2, EF));
    poll("gw2", window("ether1", TrafficDirection.OUTPUT, "VOICE", 30, 3, EF));
    assertEquals(
        List.of(
            "gw1 Gi0/0/1 output VOICE surely 30-60 1 of 1000, 1 calls",
            "gw2 ether1 input VOICE surely 30-60 2 of 1000, 1 calls"),
        told());
  }

  /**
   * A third of what comes to two phones is lost for twenty seconds: told once each five seconds.
   */
  @Test
  void theRouterOfABadCallIsAttended() {
    office.tracker.attendRouters(attended::add);
    poll(window(WAN, TrafficDirection.OUTPUT, "VOICE", -20, 0, EF)); // the way out is known
    for (int i = 0; i < 2_000; i++) {
      boolean bad = i >= 500 && i < 1_500;
      if (!bad || i % 3 != 0) {
        office.speechPacket(0, i, Office.PROVIDER, 5_000, Office.ALICE, 4_000, 1);
        office.speechPacket(0.01, i, Office.PROVIDER, 5_002, Office.BOB, 4_002, 2);
      }
    }
    office.tracker.finish();
    assertEquals(List.of("gw1", "gw1"), attended);
  }

  /** Which interface it is, the routers say themselves; and when their routes change, anew. */
  @Test
  void theWayIsAskedForAnewWhenTheTopologyIsAnother() {
    aliceTalks(10, 1);
    poll(window(WAN, TrafficDirection.OUTPUT, "VOICE", 30, 1, EF));
    topology = Topology.of(List.of(), List.of(new Egress("berlin", Egress.ALL, "gw1", "Gi0/0/2")));
    poll(
        window(WAN, TrafficDirection.OUTPUT, "VOICE", 60, 2, EF),
        window("Gi0/0/2", TrafficDirection.OUTPUT, "VOICE", 60, 3, EF));
    assertEquals(
        List.of(
            "gw1 Gi0/0/1 output VOICE surely 30-60 1 of 1000, 1 calls",
            "gw1 Gi0/0/2 output VOICE surely 60-90 3 of 1000, 1 calls"),
        told());
  }

  private void event(String router, double at, RouterEvent.Kind kind, String subject) {
    office.tracker.onRouterEvent(router, new RouterEvent(Office.ns(at), kind, subject, "said"));
  }

  @Test
  void whatRoutersSayByThemselvesMeanwhileIsToldOfTheCall() {
    poll(window(WAN, TrafficDirection.OUTPUT, "VOICE", -20, 0, EF)); // the way out is known
    aliceTalks(10, 1);
    event("gw1", 5, RouterEvent.Kind.RESTART, ""); // before
    event("gw1", 30, RouterEvent.Kind.LINK_DOWN, WAN);
    event("gw1", 31, RouterEvent.Kind.LINK_DOWN, "Gi0/0/7");
    event("gw2", 32, RouterEvent.Kind.LINK_DOWN, WAN);
    event("gw1", 33, RouterEvent.Kind.IP_SLA, "10");
    event("gw1", 75, RouterEvent.Kind.LINK_UP, WAN); // it carried no packets since 70
    event("gw1", 99, RouterEvent.Kind.LINK_DOWN, WAN); // long after
    office.tracker.finish();
    assertEquals(
        List.of("gw1 LINK_DOWN " + WAN, "gw1 IP_SLA 10", "gw1 LINK_UP " + WAN),
        office.seen.calls.getFirst().routerEvents().stream()
            .map(told -> told.router() + " " + told.event().kind() + " " + told.event().subject())
            .toList());
  }

  /** Media was there before the signalling that names it. */
  @Test
  void whatWasToldOfMediaWithoutSignallingStaysWithItsCall() {
    aliceTalks(10, 1);
    poll(window(WAN, TrafficDirection.OUTPUT, "VOICE", 30, 312, EF));
    event("gw1", 60, RouterEvent.Kind.IP_SLA, "10");
    String sdp = Sip.sdp(Office.ALICE, 4_001);
    office.sip(71, Office.ALICE, Office.PROVIDER, Sip.invite("c1", 1, sdp));
    office.sip(
        71.1,
        Office.PROVIDER,
        Office.ALICE,
        Sip.response(200, "c1", 1, "INVITE", Sip.sdp(Office.PROVIDER, 5_001)));
    office.speech(71.2, 500, Office.ALICE, 4_001, Office.PROVIDER, 5_001, 1, _ -> false);
    office.tracker.finish();
    CallSummary call =
        office.seen.calls.stream()
            .filter(one -> one.callId().equals("c1"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, call.routerWindows().size());
    assertEquals(1, call.routerEvents().size());
  }
}
