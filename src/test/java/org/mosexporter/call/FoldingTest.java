package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.call.EndpointFigures.ScoreSum;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Table;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.Interval;

/** More phones than may have series of their own (decision 93). */
@Tag("heap")
class FoldingTest {
  private static final long TEN_MINUTES = 600;

  /** A counter as Prometheus adds it up: what it grew by from sample to sample, resets included. */
  private static final class Increase {
    private final ToDoubleFunction<EndpointFigures> of;
    private final Map<String, Double> last = new HashMap<>();
    private double total;
    private final List<IpAddress> wentBack = new ArrayList<>();

    Increase(ToDoubleFunction<EndpointFigures> of) {
      this.of = of;
    }

    void scrape(Snapshots shown) {
      Stream.concat(shown.figures().stream(), shown.foldedFigures().stream()).forEach(this::sample);
    }

    private void sample(EndpointFigures figures) {
      String series = figures.endpoint() + " " + figures.direction() + " " + figures.source();
      double now = of.applyAsDouble(figures);
      Double before = last.put(series, now);
      if (before == null) {
        return;
      }
      if (now < before) {
        wentBack.add(figures.endpoint());
      }
      total += now < before ? now : now - before;
    }
  }

  private static double sum(EndpointFigures figures, ToDoubleFunction<ScoreSum> of) {
    return figures.sums().stream().mapToDouble(of).sum();
  }

  /** Two hours of 3,000 phones of which 600 have series: 720 scrapes, and nothing is lost. */
  @Test
  void noIncrementIsLostOrCountedTwiceWhoeverHasSeries() {
    Churn churn = new Churn(3_000, 25, new Limits(600, 100, 100, 1_000));
    Increase packets = new Increase(EndpointFigures::packets);
    Increase lost = new Increase(EndpointFigures::packetsLost);
    Increase scored = new Increase(figures -> sum(figures, ScoreSum::lqIntervals));
    Increase mos = new Increase(figures -> sum(figures, ScoreSum::mosLq));
    Set<IpAddress> everShown = new HashSet<>();
    Set<IpAddress> before = new HashSet<>();
    int returns = 0;
    for (int step = 0; step < 720; step++) {
      churn.begin();
      for (Increase each : List.of(packets, lost, scored, mos)) {
        each.scrape(churn);
      }
      Set<IpAddress> shown = new HashSet<>();
      churn.figures().forEach(figures -> shown.add(figures.endpoint()));
      for (IpAddress phone : shown) {
        returns += !before.contains(phone) && !everShown.add(phone) ? 1 : 0;
      }
      before = shown;
      churn.step();
    }
    churn.begin();
    Set<IpAddress> seenOnce = new HashSet<>(everShown);
    Set<IpAddress> seen = new HashSet<>();
    churn.newcomers.stream().filter(phone -> !seen.add(phone)).forEach(seenOnce::remove);
    seenOnce.add(FoldedEndpoints.NOBODY);
    for (Increase each : List.of(packets, lost, scored, mos)) {
      each.scrape(churn);
      assertEquals(List.of(), each.wentBack.stream().filter(seenOnce::contains).toList());
    }

    assertTrue(returns > 50, returns + " came back");
    assertEquals((double) churn.packets, packets.total);
    assertEquals((double) churn.lost, lost.total);
    assertEquals((double) churn.scored, scored.total);
    assertEquals(churn.mosSum, mos.total, 1e-6 * churn.mosSum);
  }

  private final Config config = Office.config(new Limits(2, 100, 100, 1_000), Privacy.Form.PLAIN);
  private final Endpoints endpoints = new Endpoints(config, new Places(config), Names.plain());

  /** A phone hears an interval of 500 packets. */
  private Endpoint hears(String address, double mos, double at) {
    Endpoint phone = endpoints.see(IpAddress.parse(address), Office.ns(at)).orElseThrow();
    FigureSlot slot = endpoints.slot(phone, Direction.RECEIVED, Source.MEASURED);
    slot.add(new StreamOwner("berlin", ""), interval(mos, at), Map.of(46, 500L));
    slot.publish();
    phone.heard(mos);
    return phone;
  }

  private static Interval interval(double mos, double at) {
    Score score =
        new Score(
            Scale.NARROWBAND,
            80,
            mos,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            new LostR(0, 0, 0, OptionalDouble.empty()),
            false,
            false);
    return new Interval(
        Office.ns(at - 10),
        10_000_000_000L,
        0,
        500,
        500,
        0,
        0,
        0,
        "G.711",
        1,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.of(score),
        Optional.empty());
  }

  private List<String> shown() {
    return endpoints.figures().stream().map(figures -> figures.endpoint().toString()).toList();
  }

  private long packets(String address) {
    return Stream.concat(endpoints.figures().stream(), endpoints.foldedFigures().stream())
        .filter(figures -> figures.endpoint().toString().equals(address))
        .mapToLong(EndpointFigures::packets)
        .findFirst()
        .orElse(-1);
  }

  /** Decides, and makes the changes. */
  private void settle(double at) {
    settle(endpoints, at);
  }

  private static void settle(Endpoints of, double at) {
    of.advance(Office.ns(at));
    of.advance(Office.ns(at + 60));
    of.advance(Office.ns(at + 120));
  }

  @Test
  void whoComesWhenAllPlacesAreTakenIsCountedTogetherWithOthers() {
    hears("10.1.20.1", 4.4, 10);
    hears("10.1.20.2", 4.4, 10);
    hears("10.1.20.3", 2.0, 10);
    hears("10.1.20.4", 2.0, 10);

    assertEquals(List.of("10.1.20.1", "10.1.20.2"), shown());
    assertEquals(1_000, packets("::"));
    assertEquals(2, endpoints.infos().size());
    assertEquals(2, endpoints.foldedInfos().size());
  }

  @Test
  void theBestFoldsAndGoesOnWhereItWasWhenItReturns() {
    endpoints.advance(Office.ns(0));
    hears("10.1.20.1", 3.5, 10);
    hears("10.1.20.2", 4.4, 10);
    hears("10.1.20.2", 4.4, 20);
    hears("10.1.20.3", 2.0, 20);
    endpoints.advance(Office.ns(TEN_MINUTES - 1));
    assertEquals(List.of("10.1.20.1", "10.1.20.2"), shown());

    endpoints.advance(Office.ns(TEN_MINUTES));
    hears("10.1.20.2", 4.4, TEN_MINUTES + 59); // it stands still, so that its last value is seen
    assertEquals(1_000, packets("10.1.20.2"));
    assertEquals(1_000, packets("::"));
    endpoints.advance(Office.ns(TEN_MINUTES + 60));
    assertEquals(List.of("10.1.20.1", "10.1.20.3"), shown());
    hears("10.1.20.3", 2.0, TEN_MINUTES + 119); // and so that its first value is seen
    assertEquals(0, packets("10.1.20.3"));
    assertEquals(1_500, packets("::"));
    endpoints.advance(Office.ns(TEN_MINUTES + 120));
    hears("10.1.20.3", 2.0, TEN_MINUTES + 129);
    assertEquals(500, packets("10.1.20.3"));

    for (int i = 0; i < 30; i++) {
      hears("10.1.20.2", 1.5, TEN_MINUTES + 130 + 10.0 * i);
    }
    assertEquals(16_500, packets("::"));
    settle(2 * TEN_MINUTES);
    assertEquals(List.of("10.1.20.2", "10.1.20.3"), shown());
    assertEquals(1_000, packets("10.1.20.2"));
    hears("10.1.20.2", 1.5, 2 * TEN_MINUTES + 200);
    assertEquals(1_500, packets("10.1.20.2"));
    assertEquals(16_500, packets("::")); // never gives anything back
  }

  @Test
  void aPlaceThatBecomesFreeIsTheWorstOnes() {
    endpoints.advance(Office.ns(0));
    hears("10.1.20.1", 4.4, 10);
    hears("10.1.20.2", 4.4, 2_000);
    hears("10.1.20.3", 4.3, 2_000);
    hears("10.1.20.4", 4.2, 2_000);
    hears("10.1.20.5", 4.1, 2_000);
    settle(3_700); // 10.1.20.1 was last heard of more than an hour ago
    assertEquals(List.of("10.1.20.4", "10.1.20.5"), shown().stream().sorted().toList());
  }

  @Test
  void whoIsOnlyALittleWorseTakesNobodysPlace() {
    endpoints.advance(Office.ns(0));
    hears("10.1.20.1", 4.2, 10);
    hears("10.1.20.2", 4.2, 10);
    hears("10.1.20.3", 4.11, 10);
    settle(TEN_MINUTES);
    assertFalse(shown().contains("10.1.20.3"));
    hears("10.1.20.4", 4.09, 10);
    settle(2 * TEN_MINUTES);
    assertTrue(shown().contains("10.1.20.4"));
  }

  @Test
  void atMostATenthChangesAtATime() {
    List<Endpoint> members = new ArrayList<>();
    List<Endpoint> folded = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      members.add(phone(i, 4.0 + i / 1_000.0));
      folded.add(phone(1_000 + i, 2.0 + i / 1_000.0));
    }
    List<Membership.Change> changes = Membership.changes(members, folded);

    assertEquals(10, changes.size());
    assertEquals(new Membership.Change(members.get(99), folded.get(0)), changes.getFirst());
    assertEquals(new Membership.Change(members.get(90), folded.get(9)), changes.getLast());
  }

  private Endpoint phone(int number, double mos) {
    Endpoint phone =
        new Endpoint(
            IpAddress.ofIpv4(0x0A010000 + number), config.networks().getFirst(), Office.ns(0));
    phone.heard(mos);
    return phone;
  }

  /** In a table of two: one who never had series makes room for the next, one who had stays. */
  @Test
  void strangersMakeRoomBeforeThoseWhoseSeriesMayGoOn() {
    endpoints.advance(Office.ns(0));
    hears("10.1.20.1", 4.4, 10);
    hears("10.1.20.2", 4.4, 10);
    hears("10.1.20.3", 2.0, 20);
    hears("10.1.20.4", 2.5, 20);
    settle(TEN_MINUTES); // one of the first two folds for the third
    assertTrue(shown().contains("10.1.20.3"));
    for (int i = 5; i < 20; i++) {
      hears("10.1.20." + i, 4.4, (double) TEN_MINUTES + i);
    }

    List<String> folded =
        endpoints.foldedInfos().stream().map(info -> info.address().toString()).sorted().toList();
    assertEquals(2, folded.size());
    assertEquals("10.1.20.19", folded.getFirst());
    assertTrue(Set.of("10.1.20.1", "10.1.20.2").contains(folded.getLast()));
    assertEquals(500 * (15 + 2), packets("::"));
    Map<Table, Long> evictions = new HashMap<>();
    endpoints.gauge((table, entries, evicted) -> evictions.put(table, evicted));
    assertEquals(Map.of(Table.ENDPOINTS, 0L, Table.FOLDED_ENDPOINTS, 15L), evictions);
  }

  @Test
  void aFoldedPhoneThatSaysNothingForAnHourIsForgotten() {
    hears("10.1.20.1", 4.4, 10);
    hears("10.1.20.2", 4.4, 10);
    hears("10.1.20.3", 4.4, 10);
    endpoints.advance(Office.ns(3_500));
    assertEquals(1, endpoints.foldedInfos().size());
    endpoints.advance(Office.ns(3_611));
    assertEquals(0, endpoints.foldedInfos().size());
    assertTrue(endpoints.known(IpAddress.parse("10.1.20.3")).isEmpty());
    assertEquals(500, packets("::"));
  }

  /** With users, a device, and series that may go on: measured and reported, in both directions. */
  @Test
  void aFoldedPhoneTakesWhatIsDeclared() {
    int many = 2_000;
    Config room = Office.config(new Limits(many, 100, 100, 1_000), Privacy.Form.PLAIN);
    Endpoints crowd = new Endpoints(room, new Places(room), Names.plain());
    for (int i = 0; i < many; i++) {
      speak(crowd, i, 4.4);
    }
    crowd.advance(Office.ns(0));
    long before = LiveHeap.bytes();
    for (int i = 0; i < many; i++) {
      speak(crowd, many + i, 2.0);
    }
    for (int tenth = 1; tenth <= 10; tenth++) {
      settle(crowd, (double) tenth * TEN_MINUTES);
      for (int i = 0; i < 2 * many; i++) {
        long atNs = Office.ns((double) tenth * TEN_MINUTES + 130);
        assertTrue(crowd.see(address(i), atNs).isPresent());
      }
    }
    for (int i = 0; i < many; i++) {
      assertFalse(crowd.known(address(many + i)).orElseThrow().folded);
      speak(crowd, many + i, 2.0);
    }
    long bytes = LiveHeap.bytes() - before;
    LiveHeap.assertDeclared(Table.FOLDED_ENDPOINTS, bytes / many);
  }

  private static IpAddress address(int number) {
    return IpAddress.ofIpv4(0x0A640000 + number);
  }

  private static void speak(Endpoints crowd, int number, double mos) {
    Endpoint phone = crowd.see(address(number), Office.ns(0)).orElseThrow();
    crowd.learn(phone, "user" + number, "Yealink SIP-T46S 66.85.0.5 " + number);
    crowd.learnMac(phone, String.format("001565%06x", number));
    for (Direction direction : Direction.values()) {
      for (Source source : List.of(Source.MEASURED, Source.RTCP)) {
        FigureSlot slot = crowd.slot(phone, direction, source);
        slot.add(new StreamOwner("berlin", ""), interval(mos, 10), Map.of(46, 500L));
        slot.publish();
      }
    }
    phone.heard(mos);
  }
}
