package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.diagnosis.Spoken.SECOND_NS;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Config;
import org.mosexporter.config.Site;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Baseline.Hours;

/** What an early warning takes in, and of whom. */
class ForecastPartsTest {
  /** Monday, 2026-11-23 9:00 UTC. */
  private static final long NINE_NS = (1_795_392_000L + 9 * 3_600) * SECOND_NS;

  private static final int PHONES = 10;
  private final Forecast forecast = new Forecast(Config.defaults("berlin"));

  private static long after(double minutes) {
    return NINE_NS + Math.round(minutes * 60) * SECOND_NS;
  }

  /** Packets of 500 that are missing in an interval, and that come too late. */
  private record Ill(int lost, int late) {}

  private static final Ill WELL = new Ill(0, 0);

  /** Ten phones speak all the time, and the first of them get worse. */
  private static void speak(
      Forecast to, String site, int fromMinute, int minutes, int ill, Ill atEnd) {
    int ticks = 6 * minutes;
    for (int tick = 0; tick < ticks; tick++) {
      long atNs = after(fromMinute + tick / 6.0);
      for (int phone = 0; phone < PHONES; phone++) {
        Ill now = phone < ill ? atEnd : WELL;
        to.onObservation(
            Spoken.observed(
                site, phone, atNs, "G.711", now.lost * tick / ticks, now.late * tick / ticks));
      }
    }
  }

  private static Set<String> sites(List<TargetCrossing> crossings) {
    return crossings.stream().map(TargetCrossing::site).collect(Collectors.toSet());
  }

  /** What comes too late is missing to the ear. */
  @Test
  void packetsThatComeTooLateCountAsLost() {
    speak(forecast, "berlin", 0, 60, 0, WELL);
    speak(forecast, "berlin", 60, 15, PHONES, new Ill(0, 15));
    Forecast lossy = new Forecast(Config.defaults("berlin"));
    speak(lossy, "berlin", 0, 60, 0, WELL);
    speak(lossy, "berlin", 60, 15, PHONES, new Ill(15, 0));

    assertEquals(lossy.at(after(75)), forecast.at(after(75)));
    assertEquals(1, forecast.at(after(75)).size());
  }

  /**
   * G.722 at 1 % of loss: (95 − 13) · 1 / (1 + 4.3) = 15.47 points of 129, which are 11.99 of 100
   * (G.107.1 7-2 with Ie and Bpl of G.113 table IV.1).
   */
  @Test
  void pointsOfAllScalesAreThoseOfTheNarrowbandScale() {
    for (int tick = 0; tick < 300; tick++) {
      forecast.onObservation(Spoken.observed("berlin", 1, after(tick / 6.0), "G.722", 5, 0));
    }
    assertEquals(11.99, points(forecast).middle()[168], 0.01);
  }

  private static Hours points(Forecast of) {
    return of.state().getFirst().points();
  }

  /** Tuesday 23:30 in UTC is Wednesday 8:30 in Tokyo: 2 · 24 + 8. */
  @Test
  void hoursAreThoseOfTheOffice() {
    Config tokyo =
        Config.defaults("tokyo")
            .but()
            .sites(Map.of("tokyo", new Site(ZoneId.of("Asia/Tokyo"), "", 3.8)))
            .build();
    Forecast there = new Forecast(tokyo);
    for (int tick = 0; tick < 60; tick++) {
      there.onObservation(
          Spoken.observed("tokyo", 1, after((24 + 14.5) * 60 + tick / 6.0), "G.711", 0, 0));
    }
    short[] counts = points(there).counts();
    List<Integer> learned =
        IntStream.range(0, 168).filter(hour -> counts[hour] > 0).boxed().toList();
    assertEquals(List.of(56), learned);
  }

  /** What was said stands for half an hour, and the crossing comes nearer meanwhile. */
  @Test
  void whatWasSaidCountsDown() {
    speak(forecast, "berlin", 0, 60, 0, WELL);
    speak(forecast, "berlin", 60, 15, PHONES, new Ill(15, 0));
    TargetCrossing said = forecast.at(after(75)).getFirst();
    speak(forecast, "berlin", 75, 9, 0, WELL);

    TargetCrossing later = forecast.at(after(84)).getFirst();
    assertEquals(Math.max(0, said.seconds() - 9 * 60), later.seconds(), 1e-6);
    assertEquals(Math.max(0, said.low() - 9 * 60), later.low(), 1e-6);
    assertEquals(said.high() - 9 * 60, later.high(), 1e-6);
    speak(forecast, "berlin", 84, 20, 0, WELL);
    assertEquals(1, forecast.at(after(104)).size());
    speak(forecast, "berlin", 104, 1, 0, WELL);
    assertEquals(List.of(), forecast.at(after(105)));
  }

  /** Of 36 parts the thirteenth site takes those that were not heard for longest. */
  @Test
  void theOneNotHeardForLongestMakesRoom() {
    int sites = Table.FORECASTS.entries() / 3;
    for (int site = 0; site < sites; site++) {
      forecast.onObservation(Spoken.observed("site " + site, 1, NINE_NS, 0));
    }
    forecast.onObservation(Spoken.observed("site 0", 1, NINE_NS, 0));
    forecast.onObservation(Spoken.observed("new", 1, NINE_NS, 0));

    Set<String> kept = forecast.state().stream().map(Baseline::site).collect(Collectors.toSet());
    assertEquals(sites, kept.size());
    assertTrue(kept.containsAll(Set.of("new", "site 0", "site 2")), kept.toString());
  }

  @Test
  void anotherSitesTroubleIsNoneHere() {
    for (String site : List.of("berlin", "hamburg")) {
      speak(forecast, site, 0, 60, 0, WELL);
    }
    speak(forecast, "berlin", 60, 15, 0, WELL);
    speak(forecast, "hamburg", 60, 15, PHONES, new Ill(15, 0));

    assertEquals(Set.of("hamburg"), sites(forecast.at(after(75))));
  }

  private static Hours hours(float middle) {
    float[] middles = new float[169];
    Arrays.fill(middles, middle);
    float[] scales = new float[169];
    Arrays.fill(scales, middle / 10);
    short[] counts = new short[169];
    Arrays.fill(counts, (short) (100 * middle));
    return new Hours(middles, scales, counts);
  }

  @Test
  void whatIsRestoredIsWhatWasKept() {
    Baseline kept =
        new Baseline(
            "berlin",
            "site",
            "",
            NINE_NS,
            0.3,
            hours(2),
            List.of(new Baseline.Loss(1, 2, 30), new Baseline.Loss(4, 5, 60)),
            0.75);
    forecast.restore(List.of(kept));

    Baseline state = forecast.state().getFirst();
    assertEquals(NINE_NS, state.lastNs());
    assertEquals(0.3, state.raised());
    assertEquals(2f, state.points().middle()[168]);
    assertEquals(0.2f, state.points().scale()[7]);
    assertEquals(200, state.points().counts()[99]);
    assertEquals(kept.losses(), state.losses());
    assertEquals(0.75, state.tolerated());
  }
}
