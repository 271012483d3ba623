package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.system.CallLab.CALLEE;
import static org.mosexporter.system.CallLab.CALLER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mosexporter.system.CallLab.Gauges;
import org.mosexporter.system.CallLab.Impairment;
import org.mosexporter.system.CallLab.Outcome;
import org.mosexporter.system.RelayLog.RoundTrip;

/**
 * Real calls of 60 s between two phones, sniffed beside the callee while a relay delays and drops
 * packets, against the relay's log. The callee hears packets behind the relay; what the caller
 * hears is captured before it, so the relay's drops on that way are known from RTCP only.
 */
class CallLabIT {
  private static final int TOWARDS_CALLEE = 0;
  private static final int TOWARDS_CALLER = 1;
  private static final double MOS_TOLERANCE = 0.05;
  private static final double JITTER_TOLERANCE = 0.15;
  private static final double ROUND_TRIP_TOLERANCE_SECONDS = 0.005;

  /** Timers of phone and machine shift packets by so much that the relay's clock may not see. */
  private static final double CLOCK_SECONDS = 0.0001;

  private static final List<Lab> LABS =
      List.of(
          new Lab(1, new Impairment(40, 3, 0.01, 1), new Impairment(30, 2, 0.02, 1)),
          new Lab(2, new Impairment(60, 4, 0.03, 2), new Impairment(20, 1, 0.005, 1)),
          new Lab(3, new Impairment(15, 2, 0.06, 3), new Impairment(90, 4, 0.04, 2.5)));

  @TempDir private static Path folder;
  private static final Map<Integer, Outcome> OUTCOMES = new LinkedHashMap<>();

  /** A seed and what its relay does. */
  record Lab(int seed, Impairment towardsCallee, Impairment towardsCaller) {
    double meanRoundTripSeconds() {
      return (towardsCallee.delayMs() + towardsCaller.delayMs()) / 1000;
    }

    Truth truth(String endpoint) {
      RelayLog log = outcome().relay();
      return endpoint.equals(CALLEE)
          ? Truth.behind(log.packets(TOWARDS_CALLEE), towardsCallee.delayMs() / 1000)
          : Truth.before(log.packets(TOWARDS_CALLER));
    }

    Outcome outcome() {
      return OUTCOMES.get(seed);
    }
  }

  static List<Lab> labs() {
    return LABS;
  }

  @BeforeAll
  static void callEverywhereAtOnce() throws Exception {
    Programs.needRoot();
    Programs.need("ip", "ethtool", "baresip", "python3", "curl");
    Namespaces.removeLeftovers(folder);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Outcome>> calls = new ArrayList<>();
      for (Lab lab : LABS) {
        Path home = Files.createDirectory(folder.resolve("lab" + lab.seed()));
        Callable<Outcome> call =
            new CallLab(home, lab.seed(), lab.towardsCallee(), lab.towardsCaller())::call;
        calls.add(threads.submit(call));
      }
      for (int i = 0; i < LABS.size(); i++) {
        OUTCOMES.put(LABS.get(i).seed(), calls.get(i).get());
      }
    }
    print();
  }

  private static void print() throws IOException, InterruptedException {
    System.out.println("seed hears    packets lost      jitter ms     round trip ms MOS");
    System.out.println("              truth/measured    truth/measured, means");
    for (Lab lab : LABS) {
      for (String endpoint : List.of(CALLER, CALLEE)) {
        Truth truth = lab.truth(endpoint);
        Scrape end = lab.outcome().end();
        var gauges = lab.outcome().gauges(endpoint).values();
        System.out.printf(
            "%4d %s %5d %3d/%-3.0f %8.3f/%-8.3f %6.1f/%-6.1f %.3f/%.3f%n",
            lab.seed(),
            endpoint,
            truth.captured(),
            truth.lost(),
            end.sum("voip_endpoint_packets_lost_total", heard(endpoint)),
            1000 * mean(truth.parts().stream().map(Truth.Part::jitterSeconds)),
            1000 * mean(gauges.stream().map(Gauges::jitterSeconds)),
            1000 * mean(lab.outcome().relay().roundTrips().stream().map(RoundTrip::seconds)),
            1000 * mean(gauges.stream().map(Gauges::roundTripSeconds)),
            Emodel.meanMos(folder, truth.parts()),
            mos(end, endpoint));
      }
      System.out.println("     " + told(lab.outcome().end()));
    }
  }

  /** What the daemon says of itself that should be nothing. */
  private static List<Scrape.Sample> told(Scrape end) {
    return end.samples().stream()
        .filter(sample -> sample.value() != 0)
        .filter(
            sample ->
                sample
                    .name()
                    .matches("mos_exporter_(capture|malformed|queue|packets|table_ev).*_total"))
        .toList();
  }

  private static double mean(Stream<Double> values) {
    return values.filter(v -> !v.isNaN()).mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  private static String[] heard(String endpoint) {
    return new String[] {"endpoint", endpoint, "direction", "received", "source", "measured"};
  }

  private static double mos(Scrape end, String endpoint) {
    return end.sum("voip_endpoint_mos_lq_score_sum_total", heard(endpoint))
        / end.sum("voip_endpoint_mos_lq_scored_intervals_total", heard(endpoint));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void countsWhatTheRelayForwardedAndDropped(Lab lab) {
    Scrape end = lab.outcome().end();
    assertEquals(0, end.sum("mos_exporter_capture_dropped_packets_total"));
    for (String endpoint : List.of(CALLER, CALLEE)) {
      Truth truth = lab.truth(endpoint);

      assertTrue(truth.captured() + truth.lost() >= 3000, () -> "less than 60 s: " + truth);
      assertEquals(truth.captured(), end.count("voip_endpoint_packets_total", heard(endpoint)));
      assertEquals(truth.lost(), end.count("voip_endpoint_packets_lost_total", heard(endpoint)));
      assertEquals(0, end.sum("voip_endpoint_packets_reordered_total", heard(endpoint)));
    }
    assertTrue(lab.truth(CALLEE).lost() > 0);
    assertEquals(0, end.sum("mos_exporter_malformed_packets_total"));
  }

  /** From one report to the last: what the caller's phone says that it did not get. */
  @ParameterizedTest
  @MethodSource("labs")
  void countsWhatTheCallersPhoneReportsLost(Lab lab) {
    RelayLog log = lab.outcome().relay();
    List<Long> highest = log.reportedHighest(TOWARDS_CALLEE);
    long dropped =
        log.packets(TOWARDS_CALLER).stream()
            .filter(RelayLog.Packet::dropped)
            .filter(packet -> packet.sequence() > highest.getFirst())
            .filter(packet -> packet.sequence() <= highest.getLast())
            .count();

    assertTrue(dropped > 0);
    assertEquals(
        dropped,
        lab.outcome()
            .end()
            .count(
                "voip_endpoint_packets_lost_total",
                "endpoint",
                CALLER,
                "direction",
                "received",
                "source",
                "rtcp"));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void measuresTheJitterOfEachInterval(Lab lab) {
    for (String endpoint : List.of(CALLER, CALLEE)) {
      List<Truth.Part> parts = lab.truth(endpoint).parts();
      Map<Integer, Gauges> gauges = lab.outcome().gauges(endpoint);

      // They are found by the count of intervals, which stands at 0 for 20 s, the first two
      // (decision 90); one that waits for its receiver's report may be told with the next one.
      assertTrue(gauges.size() >= parts.size() - 4, endpoint + " " + gauges.keySet());
      gauges.forEach(
          (scored, found) -> {
            double expected = parts.get(scored - 1).jitterSeconds();
            double tolerance = Math.max(JITTER_TOLERANCE * expected, CLOCK_SECONDS);
            assertEquals(expected, found.jitterSeconds(), tolerance, endpoint + " " + scored);
          });
    }
  }

  /** The latest report before an interval's end or in the second after it, until which it waits. */
  @ParameterizedTest
  @MethodSource("labs")
  void measuresTheRoundTripOverTheRelay(Lab lab) {
    List<RoundTrip> trips = lab.outcome().relay().roundTrips();
    double shortest = trips.stream().mapToDouble(RoundTrip::seconds).min().orElseThrow();
    assertEquals(lab.meanRoundTripSeconds(), shortest, 0.3 * lab.meanRoundTripSeconds());
    for (String endpoint : List.of(CALLER, CALLEE)) {
      List<Truth.Part> parts = lab.truth(endpoint).parts();
      lab.outcome()
          .gauges(endpoint)
          .forEach(
              (scored, found) -> {
                double end = parts.get(scored - 1).endSeconds();
                double nearest =
                    trips.stream()
                        .filter(trip -> trip.atSeconds() > end - 15 && trip.atSeconds() < end + 2)
                        .mapToDouble(trip -> Math.abs(trip.seconds() - found.roundTripSeconds()))
                        .min()
                        .orElse(Double.NaN);
                assertEquals(0, nearest, ROUND_TRIP_TOLERANCE_SECONDS, endpoint + " " + scored);
              });
    }
  }

  @ParameterizedTest
  @MethodSource("labs")
  void scoresAsTheCalculatorDoesOnTheLoggedLosses(Lab lab) throws Exception {
    for (String endpoint : List.of(CALLER, CALLEE)) {
      List<Truth.Part> parts = lab.truth(endpoint).parts();
      Scrape end = lab.outcome().end();

      assertEquals(
          parts.size(),
          end.sum("voip_endpoint_mos_lq_scored_intervals_total", heard(endpoint)),
          endpoint);
      assertEquals(Emodel.meanMos(folder, parts), mos(end, endpoint), MOS_TOLERANCE, endpoint);
    }
  }

  @ParameterizedTest
  @MethodSource("labs")
  void tellsCodePointCodecAndCall(Lab lab) {
    Scrape end = lab.outcome().end();
    for (String endpoint : List.of(CALLER, CALLEE)) {
      String[] packets = {"endpoint", endpoint, "direction", "received"};
      double captured = lab.truth(endpoint).captured();

      assertEquals(captured, end.sum("voip_endpoint_dscp_packets_total", packets));
      assertEquals(
          captured,
          end.sum(
              "voip_endpoint_dscp_packets_total",
              "endpoint",
              endpoint,
              "direction",
              "received",
              "dscp",
              "EF"));
    }
    double scored = end.sum("voip_interval_mos_common_count");
    assertAll(
        () -> assertTrue(scored > 0),
        () -> assertEquals(scored, end.sum("voip_interval_mos_common_count", "codec", "G.711")),
        () -> assertEquals(1, end.sum("voip_calls_total")),
        () -> assertEquals(1, end.sum("voip_calls_total", "result", "completed")));
    assertEquals(1, lab.outcome().relay().sources(TOWARDS_CALLEE));
    assertEquals(1, lab.outcome().relay().sources(TOWARDS_CALLER));
  }
}
