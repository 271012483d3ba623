package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.LiveHeap.assertDeclared;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.OfficeDays.Kind;
import org.mosexporter.diagnosis.OfficeDays.Ramp;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.network.Whereabouts;

/** Offices are arithmetic (OfficeDays), seeds other than those it was tuned with. */
class ForecastTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long TEN_S = 10 * SECOND_NS;
  private static final long NINE_NS = (1_795_392_000L + 9 * 3_600) * SECOND_NS;

  private final Forecast forecast = new Forecast(Config.defaults("berlin"));

  /** At most one in a week of office days; every fifth day has 150 s of 2 % of loss for all. */
  @Test
  void healthyOfficesAreLeftAlone() {
    int weeks = 40;
    int alarms = 0;
    for (int seed = 0; seed < weeks; seed++) {
      alarms += new OfficeDays(70_000 + seed).run(0, 5, Optional.empty()).warnings().size();
    }
    System.out.println("false alarms in " + weeks + " weeks of healthy offices: " + alarms);
    assertTrue(alarms <= weeks, alarms + " alarms in " + weeks + " weeks");
  }

  /** Of losses that grow and cross no sooner than 20 minutes after they began. */
  @Test
  void warnsTenMinutesBeforeTheTargetIsCrossed() {
    int crossed = 0;
    int warned = 0;
    for (int seed = 0; seed < 150; seed++) {
      OfficeDays office = new OfficeDays(80_000 + seed);
      Ramp ramp = office.ramp(1);
      OfficeDays.Outcome outcome = office.run(0, 2, Optional.of(ramp));
      long crossing = outcome.crossing().orElse(0);
      if (ramp.kind() == Kind.LOSS && crossing >= ramp.fromSecond() + 1_200) {
        crossed++;
        warned +=
            outcome.warnings().stream()
                    .anyMatch(at -> at >= ramp.fromSecond() && at <= crossing - 600)
                ? 1
                : 0;
      }
    }
    System.out.println("warned 10 minutes before " + warned + " of " + crossed + " crossings");
    assertTrue(crossed > 30, "only " + crossed);
    assertTrue(warned >= 0.9 * crossed, warned + " of " + crossed);
  }

  /** Ten phones speak all the time. */
  private static void speak(Forecast to, long fromNs, int minutes, double loss, double lossAtEnd) {
    for (int tick = 0; tick < 6 * minutes; tick++) {
      long atNs = fromNs + tick * 10L * SECOND_NS;
      double now = loss + (lossAtEnd - loss) * tick / (6 * minutes);
      for (int phone = 0; phone < 10; phone++) {
        to.onObservation(Spoken.observed("berlin", phone, atNs, now));
      }
    }
  }

  private static long after(int minutes) {
    return NINE_NS + minutes * 60L * SECOND_NS;
  }

  /** 0 to 3 % within 15 minutes: 5.0 % is R 77.4, MOS 3.87, 5.6 % MOS 3.80: after 28 minutes. */
  @Test
  void tellsWhenTheTargetWillBeCrossed() {
    speak(forecast, NINE_NS, 60, 0, 0);
    assertEquals(List.of(), forecast.at(after(60)));
    speak(forecast, after(60), 15, 0, 0.03);

    TargetCrossing crossing = forecast.at(after(75)).getFirst();
    assertEquals("berlin", crossing.site());
    assertEquals(13 * 60, crossing.seconds(), 240);
    assertTrue(crossing.low() <= crossing.seconds() && crossing.seconds() <= crossing.high());
    assertTrue(crossing.low() > 0);
  }

  @Test
  void saysNothingOfWhatItHardlyKnows() {
    speak(forecast, NINE_NS, 15, 0, 0.03);
    assertEquals(List.of(), new Forecast(Config.defaults("berlin")).at(after(15)));
    assertEquals(List.of(), forecast.at(after(300)));
  }

  /** Its queue of voice drops, which it never did, and nobody has heard it yet. */
  @Test
  void warnsOfAVoiceQueueThatBeginsToDrop() {
    speak(forecast, NINE_NS, 60, 0, 0);
    for (int minute = 0; minute < 59; minute++) {
      forecast.onPoll(null, drops(after(minute), 0));
    }
    forecast.onPoll(null, drops(after(59), 19));
    assertEquals(List.of(), forecast.at(after(60)));
    forecast.onPoll(null, drops(after(59), 1));

    TargetCrossing crossing = forecast.at(after(60)).getFirst();
    assertEquals(0, crossing.low());
    assertEquals(12 * 3_600, crossing.high());
    assertTrue(crossing.seconds() > 0);
  }

  private static PollWindows drops(long atNs, long packets) {
    return new PollWindows(
        "berlin",
        "gw1",
        List.of(
            new ClassWindow(
                new ClassReading.Key("wan0", TrafficDirection.OUTPUT, "queues", "voice"),
                List.of(46),
                atNs - 60 * SECOND_NS,
                atNs,
                OptionalLong.of(3_000),
                OptionalLong.of(packets),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty())));
  }

  /** Two intervals of 37 points are 1,000 packets, with the third it is the site's mean. */
  @Test
  void aSiteIsBelowItsTargetWithHalfAMinuteOfSpeech() {
    speak(forecast, NINE_NS, 60, 0, 0);
    for (int bad = 1; bad <= 3; bad++) {
      forecast.onObservation(Spoken.observed("berlin", 1, after(75) + bad * TEN_S, 0.2));
      assertEquals(bad == 2 ? 1 : 0, forecast.at(after(75) + bad * TEN_S).size(), bad + " bad");
    }
  }

  /** 3 % of loss for three minutes, an hour ago: it passed by, or the target was missed then. */
  @Test
  void whatWasFollowedByATargetThatWasMissedIsWarnedOfAgain() {
    for (boolean missed : new boolean[] {false, true}) {
      Forecast site = new Forecast(Config.defaults("berlin"));
      watched(site, 0, 60, 0);
      assertEquals(1, watched(site, 60, 63, 0.03));
      watched(site, 63, 100, 0);
      watched(site, 100, 110, missed ? 0.2 : 0);
      watched(site, 110, 160, 0);
      assertEquals(missed ? 1 : 0, watched(site, 160, 163, 0.03));
    }
  }

  private static int watched(Forecast site, int from, int to, double loss) {
    int warnings = 0;
    for (int minute = from; minute < to; minute++) {
      speak(site, after(minute), 1, loss, loss);
      warnings = site.at(after(minute + 1)).size();
    }
    return warnings;
  }

  /** 3 % of what one phone of ten hears over a trunk of its own are missing: ten points. */
  @Test
  void whatIsUsualForATrunkIsNothingNewForItsSite() {
    for (String trunk : List.of("telco-b", "telco-a")) {
      Forecast site = new Forecast(Config.defaults("berlin"));
      for (int tick = 0; tick < 6 * 60; tick++) {
        for (int phone = 0; phone < 10; phone++) {
          hear(site, phone, tick, phone == 9 ? "telco-b" : "telco-a", phone == 9 ? 0.03 : 0);
        }
      }
      for (int tick = 6 * 60; tick < 6 * 64; tick++) {
        for (int phone = 0; phone < 12; phone++) {
          hear(site, phone, tick, phone > 8 ? trunk : "telco-a", phone > 8 ? 0.03 : 0);
        }
      }
      assertEquals(trunk.equals("telco-b") ? 0 : 1, site.at(after(64)).size(), trunk);
    }
  }

  private static void hear(Forecast site, int phone, int tick, String trunk, double loss) {
    ObservedInterval heard = Spoken.observed("berlin", phone, after(0) + tick * TEN_S, loss);
    site.onObservation(
        new ObservedInterval(
            new EndpointInfo(
                "berlin",
                heard.endpoint().address(),
                "",
                Network.Access.WIRED,
                "",
                1,
                "",
                "",
                "",
                "",
                "",
                Whereabouts.UNKNOWN),
            heard.direction(),
            heard.source(),
            trunk,
            heard.interval()));
  }

  @Test
  void saysNothingOnceTheTargetIsMissed() {
    speak(forecast, NINE_NS, 60, 0, 0);
    speak(forecast, after(60), 15, 0, 0.03);
    assertEquals(1, forecast.at(after(75)).size());
    speak(forecast, after(75), 10, 0.1, 0.2);

    assertEquals(List.of(), forecast.at(after(85)));
  }

  /**
   * One phone of thirty, however bad, is a finding and no trend of the site: if all of its packets
   * were missing, the mean would lose three points of the seventeen that lead to the target.
   */
  @Test
  void onePhoneIsNotTheSite() {
    for (int tick = 0; tick < 6 * 75; tick++) {
      for (int phone = 0; phone < 30; phone++) {
        double loss = phone == 0 ? Math.max(0, tick - 360) * 0.002 : 0;
        forecast.onObservation(Spoken.observed("berlin", phone, after(0) + tick * TEN_S, loss));
      }
    }

    assertEquals(List.of(), forecast.at(after(75)));
  }

  @Test
  void whatWasLearnedOutlivesARestart() {
    speak(forecast, NINE_NS, 60, 0, 0);
    Forecast next = new Forecast(Config.defaults("berlin"));
    next.restore(forecast.state());
    speak(next, after(60), 15, 0, 0.03);
    Forecast unknowing = new Forecast(Config.defaults("berlin"));
    speak(unknowing, after(60), 15, 0, 0.03);

    assertEquals(1, next.at(after(75)).size());
    assertEquals(3, next.state().size());
    assertEquals(0, unknowing.at(after(75)).size());
  }

  @Test
  @Tag("heap")
  void takesWhatIsDeclaredAndNoMore() {
    measured(2);
    assertDeclared(
        Table.FORECASTS, measured(Table.FORECASTS.entries()) / Table.FORECASTS.entries());
  }

  private static long measured(int parts) {
    long before = LiveHeap.bytes();
    Forecast full = new Forecast(Config.defaults("berlin"));
    for (int site = 0; site < parts; site++) {
      full.onObservation(Spoken.observed("site " + site, 1, NINE_NS, 0));
    }
    long after = LiveHeap.bytes();
    full.gauge(
        (_, entries, evictions) -> {
          assertEquals(Math.min(3 * parts, Table.FORECASTS.entries()), entries);
          assertEquals(3L * parts - entries, evictions);
        });
    return after - before;
  }
}
