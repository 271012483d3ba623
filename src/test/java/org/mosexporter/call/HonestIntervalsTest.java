package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** Intervals in which packets were missing that may have reached the listener. */
class HonestIntervalsTest {
  private static final int PACKETS = 3000; // 60 s, from second 1 on
  private static final String FINE = "scored";

  private final Office office = new Office();
  private double tick = 1e9;
  private double ticked;

  /** From the PBX to Alice. */
  private void speech(int i) {
    byte[] octets = rtp(0x0B, 0, i == 0, i & 0xFFFF, 160L * i, 160);
    office.udp(at(i), PBX, 5000, ALICE, 4000, octets);
  }

  private static double at(int i) {
    return 1 + 0.02 * i;
  }

  /** Alice reports, 30 ms after packet i. */
  private void report(int i, int lost) {
    byte[] octets = receiverReport(0x0A, block(0x0B, 0, lost, i, 10, 0, 0));
    office.udp(at(i) + 0.03, ALICE, 4001, PBX, 5001, octets);
  }

  private static boolean missing(int i) {
    return i >= 700 && i < 740; // in the second interval
  }

  /** With a report each 5 s, 0.1 s before the interval's end and in its middle. */
  private void callWithReports(IntUnaryOperator lostByThen) {
    for (int i = 0; i < PACKETS; i++) {
      if (!missing(i)) {
        speech(i);
      }
      if (i % 250 == 245) {
        report(i, lostByThen.applyAsInt(i));
      }
      while (ticked + tick < at(i) + 0.015) {
        ticked += tick;
        office.tracker.advance(ns(ticked));
      }
    }
    office.tracker.finish();
  }

  private List<String> verdicts() {
    return heard().map(HonestIntervalsTest::verdict).toList();
  }

  private java.util.stream.Stream<Interval> heard() {
    return office.seen.intervals.stream()
        .filter(one -> one.source() == Source.MEASURED && one.direction() == Direction.RECEIVED)
        .map(CallEvents.ObservedInterval::interval);
  }

  private static String verdict(Interval interval) {
    Optional<Unscored> unscored = interval.unscored();
    return unscored.map(Unscored::label).orElse(FINE);
  }

  private long lostOfAlice() {
    return office.tracker.figures().stream()
        .filter(one -> one.direction() == Direction.RECEIVED && one.source() == Source.MEASURED)
        .mapToLong(EndpointFigures::packetsLost)
        .sum();
  }

  @Test
  void takesLossThatTheReceiverDidNotSeeForTheMirrors() {
    callWithReports(_ -> 0);

    assertEquals(List.of(FINE, "mirror_loss", FINE, FINE, FINE, FINE), verdicts());
    assertEquals(0, lostOfAlice());
    StreamSummary stream = office.seen.streams.getFirst();
    assertEquals(40, stream.lost());
    assertEquals(40, stream.lostUncertain());
    assertEquals(Optional.empty(), stream.endOfCall());
    assertEquals(4.409, stream.score().orElseThrow().mosLq(), 0.001);
  }

  @Test
  void scoresLossThatTheReceiverSawToo() {
    callWithReports(i -> i > 740 ? 38 : 0); // two came late, but in time for it

    assertEquals(List.of(FINE, FINE, FINE, FINE, FINE, FINE), verdicts());
    assertEquals(40, lostOfAlice());
    assertEquals(0, office.seen.streams.getFirst().lostUncertain());
  }

  @Test
  void scoresLossWhereMoreWasLostBehindUs() {
    callWithReports(i -> i > 740 ? 49 : 0);

    assertEquals(List.of(FINE, FINE, FINE, FINE, FINE, FINE), verdicts());
  }

  @Test
  void scoresLossWhereNobodyReports() {
    for (int i = 0; i < 1115; i++) { // until 2.3 s after the second interval
      if (!missing(i)) {
        speech(i);
      }
    }

    assertEquals(List.of(FINE, FINE), verdicts());
  }

  @Test
  void waitsFifteenSecondsForAReportAndNoLonger() {
    for (int i = 0; i < PACKETS; i++) {
      if (!missing(i)) {
        speech(i);
      }
      if (i == 245 || i == 495) {
        report(i, 0);
      }
      if (i == 1740) { // 14.8 s after the second interval's end
        assertEquals(List.of(FINE), verdicts());
      }
    }

    assertEquals(List.of(FINE, FINE, FINE, FINE), verdicts().subList(0, 4));
  }

  /** The interval ends at 21 s and settles for two; the report on it comes at 22.5 s. */
  @Test
  void waitsNoLongerOnceTheReportIsThere() {
    for (int i = 0; i < 1130; i++) { // to 23.6 s
      if (!missing(i)) {
        speech(i);
      }
      if (i == 495 || i == 1073) {
        report(i, i == 1073 ? 40 : 0);
      }
      int told = at(i) < 13 ? 0 : at(i) < 23 ? 1 : 2;
      assertEquals(told, verdicts().size(), at(i) + " s");
    }
  }

  /** At 21.6 s the clock is set a minute ahead: the report is waited for all the same. */
  @Test
  void waitsForAReportByTheNewTimeOfAClockThatWasSet() {
    for (int i = 0; i < 1230; i++) { // to 25.6 s
      double set = i < 1030 ? 0 : 60;
      if (i == 1030) {
        office.tracker.onClockStep(ns(at(i - 1)), 20_000_000, 60_000_000_000L);
      }
      if (!missing(i)) {
        byte[] octets = rtp(0x0B, 0, i == 0, i, 160L * i, 160);
        office.udp(at(i) + set, PBX, 5000, ALICE, 4000, octets);
      }
      if (i == 495 || i == 1180) { // of 10.9 s and of 24.6 s
        byte[] report = receiverReport(0x0A, block(0x0B, 0, i == 495 ? 0 : 40, i, 10, 0, 0));
        office.udp(at(i) + set + 0.005, ALICE, 4001, PBX, 5001, report);
      }
      int told = at(i) < 13 ? 0 : i < 1180 ? 1 : 2;
      assertEquals(told, verdicts().size(), at(i) + " s");
    }
  }

  @Test
  void tellsTheSameWhateverTheTick() {
    callWithReports(i -> i > 900 ? 40 : 0);
    List<Object> quiet = office.seen.all;
    for (double often : new double[] {0.007, 0.25, 1.9}) {
      HonestIntervalsTest other = new HonestIntervalsTest();
      other.tick = often;
      other.callWithReports(i -> i > 900 ? 40 : 0);
      assertEquals(quiet, other.office.seen.all);
    }
  }

  @Test
  void scoresNoIntervalInWhichWeDropped() {
    for (int i = 0; i < PACKETS; i++) {
      if (!missing(i)) {
        speech(i);
      }
      if (i == 590) { // 12.8 s: told late, of the time before the first interval's end
        office.tracker.onDrops(0, ns(10.5), ns(10.9), 7);
      }
      if (i == 745) {
        office.tracker.onDrops(0, ns(15), ns(15.7), 40);
      }
      if (i == 2250) {
        office.tracker.onDrops(1, ns(45), ns(45.5), 40); // of another interface
      }
    }
    office.tracker.finish();

    assertEquals(List.of("capture_drops", "capture_drops", FINE, FINE, FINE, FINE), verdicts());
    assertEquals(0, lostOfAlice());
    assertEquals(40, office.seen.streams.getFirst().lostUncertain());
    assertEquals(20.0, unscoredSeconds(), 1e-6);
  }

  /** The stream is seen at eth1 until second 11.5, at eth2 after that; eth1 is given up at 12. */
  @Test
  void asksForDropsWhereTheIntervalWasSeen() {
    office.tracker.onObservationPoint(1, new ObservationPoint("eth2", LinkType.ETHERNET));
    for (int i = 0; i < PACKETS; i++) {
      byte[] octets = frame(PBX, 5000, ALICE, 4000, rtp(0x0B, 0, i == 0, i, 160L * i, 160));
      int point = i < 525 ? 0 : 1;
      if (i < 200 || i >= 240) { // seconds 5 to 5.8
        ByteBuffer window = Frames.window(octets);
        office.tracker.onPacket(window, 0, octets.length, octets.length, ns(at(i)), point, 0);
        office.tracker.flush();
      }
      if (i == 245) {
        office.tracker.onDrops(0, ns(5), ns(5.7), 40);
      }
    }
    office.tracker.onDrops(0, ns(51), ns(52), 1); // the sixth was not seen there
    office.tracker.finish();

    assertEquals(List.of("capture_drops", FINE, FINE, FINE, FINE, FINE), verdicts());
    assertEquals(0, lostOfAlice());
  }

  /** Either place's drops may be missing in the interval in which the stream moved. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void asksBothPlacesWhereTheStreamMoved(int dropping) {
    office.tracker.onObservationPoint(1, new ObservationPoint("eth2", LinkType.ETHERNET));
    for (int i = 0; i < PACKETS; i++) {
      byte[] octets = frame(PBX, 5000, ALICE, 4000, rtp(0x0B, 0, i == 0, i, 160L * i, 160));
      ByteBuffer window = Frames.window(octets);
      int point = i < 525 ? 0 : 1;
      office.tracker.onPacket(window, 0, octets.length, octets.length, ns(at(i)), point, 0);
      office.tracker.flush();
      if (i == 600) {
        office.tracker.onDrops(dropping, ns(11.3), ns(11.4), 4);
      }
    }
    office.tracker.finish();

    assertEquals(List.of(FINE, "capture_drops", FINE, FINE, FINE, FINE), verdicts());
  }

  private double unscoredSeconds() {
    return office.counters().unscoredSeconds().entrySet().stream()
        .filter(entry -> entry.getKey().reason() == Unscored.CAPTURE_DROPS)
        .mapToDouble(java.util.Map.Entry::getValue)
        .sum();
  }

  /** Where the mirror loses all the time, each interval is its doing. */
  @Test
  void takesLastingLossOfTheMirrorForIts() {
    for (int i = 0; i < 10 * PACKETS; i++) {
      if (i % 20 != 7) {
        speech(i);
      }
      if (i % 250 == 245) {
        report(i, 0);
      }
    }
    office.tracker.finish();

    List<String> verdicts = verdicts();
    assertEquals(60, verdicts.size());
    assertTrue(
        verdicts.stream().allMatch(verdict -> verdict.equals("mirror_loss")), verdicts::toString);
    assertEquals(0, lostOfAlice());
  }
}
