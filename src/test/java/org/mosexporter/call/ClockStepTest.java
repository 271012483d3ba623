package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.senderReport;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.call.TrackerCounters.SiteReason;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/** The wall clock is set in the third interval of a call of a minute. */
class ClockStepTest {
  private static final int PACKETS = 3000;
  private static final int FIRST_AFTER = 1075; // at 22.5 s: the second interval is not told yet
  private static final List<String> VERDICTS =
      List.of("scored", "scored", "clock_step", "scored", "scored", "scored");

  private final Office office = new Office();
  private double step;
  private int told = FIRST_AFTER;
  private double tick = 1e9;
  private double ticked;
  private int toldBeforeTheEnd;

  private double at(int i) {
    return 1 + 0.02 * i + (i < FIRST_AFTER ? 0 : step);
  }

  private void call() {
    for (int i = 0; i < PACKETS; i++) {
      if (i == told) {
        office.tracker.onClockStep(ns(at(i - 1)), 30_000_000, Math.round(step * 1e9));
      }
      byte[] there = rtp(0x0B, 0, i == 0, i & 0xFFFF, 160L * i, 160);
      office.udp(at(i), PBX, 5000, ALICE, 4000, there);
      byte[] back = rtp(0x0A, 0, i == 0, i & 0xFFFF, 160L * i, 160);
      office.udp(at(i) + 0.001, ALICE, 4000, PBX, 5000, back);
      reports(i);
      tick(i);
    }
    toldBeforeTheEnd = verdicts().size();
    office.tracker.finish();
  }

  /** The PBX reports before the clock is set, and Alice answers after it. */
  private void reports(int i) {
    if (i == FIRST_AFTER - 5) {
      byte[] report = senderReport(0x0B, 0x1234_5678_0000L, 160L * i, i, 160L * i);
      office.udp(at(i) + 0.002, PBX, 5001, ALICE, 4001, report);
    }
    if (i == FIRST_AFTER + 5) {
      byte[] answer = receiverReport(0x0A, block(0x0B, 0, 0, i, 0, 0x1234_5678, 0));
      office.udp(at(i) + 0.002, ALICE, 4001, PBX, 5001, answer);
    }
  }

  private void tick(int i) {
    double passed = 0.02 * i;
    while (ticked + tick < passed) {
      ticked += tick;
      office.tracker.advance(ns(at(i) + 0.01));
    }
  }

  private List<Interval> heard() {
    return office.seen.intervals.stream()
        .filter(one -> one.source() == Source.MEASURED && one.direction() == Direction.RECEIVED)
        .map(CallEvents.ObservedInterval::interval)
        .toList();
  }

  private List<String> verdicts() {
    return heard().stream()
        .map(one -> one.unscored().map(Unscored::label).orElse("scored"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {3600, -3600, 86_400, 45, -45, 1, -1, 0.1, -0.1, 0.006, -0.006})
  void leavesItsIntervalUnscoredAndChangesNothingElse(double seconds) {
    step = seconds;
    call();

    assertEquals(VERDICTS, verdicts());
    assertEquals(5, toldBeforeTheEnd);
    for (Interval each : heard()) {
      assertEquals(10, each.durationNs() * 1e-9, 0.04);
      assertEquals(0, each.lost());
      assertEquals(0, each.discarded());
      assertEquals(0, each.gapNs());
      assertEquals(0, each.jitterSeconds().orElseThrow(), 1e-6);
    }
    assertEquals(2, office.seen.streams.size(), "none ended for it");
    for (StreamSummary stream : office.seen.streams) {
      assertEquals(60, stream.durationSeconds(), 0.05);
      assertEquals(0, stream.jitterMaxSeconds().orElseThrow(), 1e-6);
    }
    assertEquals(1, office.seen.calls.size());
  }

  /** The ring still held packets from before the step when it was noticed. */
  @ParameterizedTest
  @ValueSource(doubles = {3600, -3600, 1, -1})
  void takesEffectAtTheFirstPacketAfterIt(double seconds) {
    step = seconds;
    told = FIRST_AFTER - 3;
    call();

    assertEquals(VERDICTS, verdicts());
    heard().forEach(each -> assertEquals(0, each.jitterSeconds().orElseThrow(), 1e-6));
    assertEquals(2, office.seen.streams.size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {3600, -3600, 0.1})
  void tellsTheSameWhateverTheTick(double seconds) {
    step = seconds;
    call();
    for (double often : new double[] {0.02, 0.25, 1.9}) {
      ClockStepTest other = new ClockStepTest();
      other.step = seconds;
      other.tick = often;
      other.call();
      assertEquals(office.seen.all, other.office.seen.all);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {3600, -3600})
  void endsNoCallThatIsRinging(double seconds) {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, ""));
    office.sip(20, PBX, ALICE, Sip.response(180, "c1", 1, "INVITE", ""));
    office.tracker.onClockStep(ns(25), 50_000_000, Math.round(seconds * 1e9));
    office.tracker.advance(ns(30 + seconds));
    office.sip(35 + seconds, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", ""));
    office.sip(95 + seconds, ALICE, PBX, Sip.request("BYE", "c1", 2, "b", ""));
    office.tracker.finish();

    CallSummary call = office.seen.onlyCall();
    assertEquals(CallSummary.Result.COMPLETED, call.result());
    assertEquals(ns(seconds), call.startNs().orElseThrow());
    assertEquals(ns(95 + seconds), call.endNs().orElseThrow());
    assertEquals(20, call.setupSeconds().orElseThrow(), 1e-6);
  }

  @Test
  void makesNoRoundTripOfAReportAndAnAnswerOnBothSidesOfIt() {
    step = 0.1;
    call();
    assertEquals(OptionalDouble.empty(), roundTripOfAlice());

    ClockStepTest undisturbed = new ClockStepTest();
    undisturbed.told = -1;
    undisturbed.call();
    assertTrue(undisturbed.roundTripOfAlice().isPresent());
  }

  /** The last packet was at 9.98 s: the stream is over 30 s later, by whatever clock. */
  @ParameterizedTest
  @ValueSource(doubles = {3600, -3600, 5, -5})
  void whoIsSilentEndsInTime(double seconds) {
    office.speech(0, 500, PBX, 5000, ALICE, 4000, 0x0B, _ -> false);
    office.tracker.advance(ns(38.2));
    office.tracker.onClockStep(ns(38.2), 50_000_000, Math.round(seconds * 1e9));
    office.tracker.advance(ns(39.5 + seconds));
    assertEquals(0, office.seen.streams.size());
    office.tracker.advance(ns(40.5 + seconds));
    assertEquals(1, office.seen.streams.size());
  }

  private static final String FAR = "203.0.113.5";

  /** The far end reports each 5 s on 250 packets; the clock is set in between. */
  @ParameterizedTest
  @ValueSource(doubles = {3600, -3600, 60, -4})
  void reportsTellOfTheTimeThatPassed(double seconds) {
    for (int i = 0; i < PACKETS; i++) {
      double at = 0.02 * i + (i < FIRST_AFTER ? 0 : seconds);
      if (i == FIRST_AFTER) {
        office.tracker.onClockStep(ns(at - seconds), 20_000_000, Math.round(seconds * 1e9));
      }
      office.udp(at, ALICE, 4000, FAR, 5000, rtp(0x0A, 0, i == 0, i, 160L * i, 160));
      if (i % 250 == 249) {
        byte[] report = receiverReport(0x0C, block(0x0A, 0, 0, i, 0, 0, 0));
        office.udp(at + 0.01, FAR, 5001, ALICE, 4001, report);
      }
    }
    office.tracker.finish();

    List<Interval> reported =
        office.seen.intervals.stream()
            .filter(one -> one.source() == Source.RTCP)
            .map(CallEvents.ObservedInterval::interval)
            .toList();
    double told = reported.stream().mapToDouble(one -> one.durationNs() * 1e-9).sum();
    assertEquals(55, told, 0.1); // from the first report to the last
    assertTrue(reported.stream().allMatch(one -> one.durationNs() < 16e9), reported::toString);
    assertTrue(reported.stream().allMatch(one -> one.unscored().isEmpty()), reported::toString);
  }

  /** Of a stream that nobody sees, reports each 5 s tell of so much time. */
  @ParameterizedTest
  @ValueSource(doubles = {3600, -3600, 60, -4})
  void reportsOnWhatNobodySeesTellOfTheTimeThatPassed(double seconds) {
    for (int i = 0; i < 12; i++) {
      double at = 5 * i + (i < 6 ? 0 : seconds);
      if (i == 6) {
        office.tracker.onClockStep(ns(29.9), 20_000_000, Math.round(seconds * 1e9));
      }
      byte[] report = receiverReport(0x0C, block(0x0A, 0, 0, 250L * i, 0, 0, 0));
      office.udp(at, ALICE, 4001, FAR, 5001, report);
    }
    office.tracker.finish();

    SiteReason unseen = new SiteReason("berlin", Unscored.NO_CODEC);
    assertEquals(55, office.counters().unscoredSeconds().get(unseen), 0.01);
  }

  private OptionalDouble roundTripOfAlice() {
    return office.seen.streams.stream()
        .flatMap(stream -> stream.rtcp().stream())
        .map(rtcp -> rtcp.roundTripSeconds())
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }
}
