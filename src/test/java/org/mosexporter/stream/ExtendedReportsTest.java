package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.stream.StreamTableTest.datagram;
import static org.mosexporter.wire.Extended.report;
import static org.mosexporter.wire.Extended.summary;
import static org.mosexporter.wire.Extended.voip;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Quality;
import org.mosexporter.quality.Score;
import org.mosexporter.wire.Frames;

/** What extended reports on G.711, 20 ms a packet, come to. All packets pass here. */
class ExtendedReportsTest {
  private static final long MS = 1_000_000L;
  private static final int SENDER = 0xA;
  private static final int RECEIVER = 0xB;
  private static final double PERFECT = 93.206;

  private final StreamTableTest.Seen seen = new StreamTableTest.Seen();
  private final StreamTable table = new StreamTable(Quality.defaults(), 1000, seen);
  private final RtpStream stream =
      table.open(datagram(1, 4000, 2, 4000, "", 0), SENDER, Media.UNKNOWN);
  private int sent;

  private void speakUntil(double seconds) {
    for (; sent < seconds * 50; sent++) {
      table.onRtp(stream, sent * 20L * MS, 46, false, 0, sent & 0xFFFF, 160 * sent, 160);
    }
  }

  /** From the receiver, once the packets until then were sent. */
  private void send(double atSeconds, byte[]... packets) {
    speakUntil(atSeconds);
    send(2, 1, atSeconds, packets);
  }

  private void send(int from, int to, double atSeconds, byte[]... packets) {
    String hex = HexFormat.of().formatHex(concat(packets));
    table.onRtcp(datagram(from, 4001, to, 4001, hex, Math.round(atSeconds * 1000) * MS));
  }

  private byte[] blocks(double atSeconds, int lost) {
    speakUntil(atSeconds);
    return Frames.receiverReport(RECEIVER, Frames.block(SENDER, 0, lost, sent - 1, 8, 0, 0));
  }

  private static byte[] quiet() {
    return report(RECEIVER, voip(SENDER).octets());
  }

  private XrSummary summaryAtEnd() {
    table.finish(sent * 20L * MS);
    return seen.summaries.getFirst().xr().orElseThrow();
  }

  private static List<Long> counts(Interval interval) {
    return List.of(interval.expected(), interval.lost(), interval.discarded());
  }

  private static List<Long> times(Interval interval) {
    return List.of(interval.startNs(), interval.durationNs());
  }

  private static Score score(Interval interval) {
    return interval.score().orElseThrow();
  }

  /** 750 packets by then; 4/256 of them, to 5/256, were discarded: 11.7 to 14.6. */
  @Test
  void scoresLossByReportBlocksAndDiscardsByTheirRate() {
    byte[] metrics = voip(SENDER).rates(1, 4).bursts(128, 60, 0, 940).delays(100, 60, 40).octets();
    send(5, blocks(5, 3));
    send(15, blocks(15, 8), report(RECEIVER, metrics));

    Interval interval = seen.extended.getFirst();
    assertEquals(List.of(5_000 * MS, 10_000 * MS), times(interval));
    assertEquals(List.of(500L, 5L, 13L), counts(interval));
    // Of 3 packets in a burst 1.5 are missing, in one run: 1.5 (1 − 0.036)
    assertEquals(1.446, interval.burstRatio(), 1e-6);
    assertEquals(PERFECT - 95 * 3.6 / (3.6 / 1.446 + 25.1), score(interval).rLq(), 0.002);
    assertEquals(0.1, interval.roundTripSeconds().orElseThrow(), 1e-9);
    assertEquals(0.001, interval.jitterSeconds().orElseThrow(), 1e-9);
    // 95 · 3.6 / 27.59 = 12.396, of which 13 of 18 packets
    assertEquals(12.396 * 13 / 18, score(interval).lostR().discard(), 0.01);
    assertEquals(1, seen.extended.size());
  }

  /** emodel.md: R of 90.66 at Ta 100 ms, where 93.206 is without. */
  @Test
  void addsHalfThePathAndWhatBothEndsAdd() {
    send(5, blocks(5, 0));
    send(15, blocks(15, 0), report(RECEIVER, voip(SENDER).delays(80, 60, 40).octets()));

    assertEquals(90.66, score(seen.extended.getFirst()).rCq().orElseThrow(), 0.01);
  }

  @Test
  void takesTheBufferWhereTheEndsSayNothing() {
    send(5, blocks(5, 0));
    send(15, blocks(15, 0), report(RECEIVER, voip(SENDER).delays(80, 0, 40).octets()));

    // 80/2 + 20 + 40
    assertEquals(90.66, score(seen.extended.getFirst()).rCq().orElseThrow(), 0.01);
  }

  @Test
  void withoutARoundTripThereIsNoConversationalScore() {
    send(5, blocks(5, 0));
    send(15, blocks(15, 0), report(RECEIVER, voip(SENDER).delays(0, 60, 40).octets()));

    assertEquals(OptionalDouble.empty(), score(seen.extended.getFirst()).mosCq());
    assertEquals(OptionalDouble.empty(), seen.extended.getFirst().roundTripSeconds());
    assertEquals(OptionalDouble.empty(), summaryAtEnd().roundTripSeconds());
  }

  /** What its user hears of itself is what the other end's phone lets through. */
  @Test
  void theEchoIsTheOtherEnds() {
    RtpStream back = table.open(datagram(2, 4000, 1, 4000, "", 0), RECEIVER, Media.UNKNOWN);
    table.onRtp(back, 0, 46, false, 0, 0, 0, 160);
    send(5, blocks(5, 0));
    send(1, 2, 14, report(SENDER, voip(RECEIVER).echo(25).octets()));
    send(15, blocks(15, 0), report(RECEIVER, voip(SENDER).echo(55).delays(80, 60, 0).octets()));

    double withEcho = score(seen.extended.getLast()).rCq().orElseThrow();
    assertTrue(withEcho < 90.66 - 10, "TELR 35 dB at 100 ms costs more than " + withEcho);
    assertEquals(PERFECT, score(seen.extended.getLast()).rLq(), 0.001);
  }

  @Test
  void countsBySequenceNumbersWhereThereAreNoReportBlocks() {
    byte[] ofTen = summary(SENDER, 0, 500, 10, 80);
    byte[] more = summary(SENDER, 500, 1000, 5, 80);
    send(10, report(RECEIVER, ofTen, voip(SENDER).rates(5, 0).octets()));
    send(20, report(RECEIVER, more, voip(SENDER).rates(3, 0).octets()));

    assertEquals(List.of(500L, 10L, 0L), counts(seen.extended.getFirst()));
    assertEquals(List.of(0L, 10_000 * MS), times(seen.extended.getFirst()));
    assertEquals(List.of(500L, 5L, 0L), counts(seen.extended.getLast()));
    assertEquals(0.010, seen.extended.getLast().jitterSeconds().orElseThrow(), 1e-9);
  }

  /** Around the end of 16 bits. */
  @Test
  void countsThatGoOnFromTheBeginningAreTakenFromEachOther() {
    speakUntil(10);
    send(10, report(RECEIVER, summary(SENDER, 65_300, 264, 10, 0)));
    send(20, report(RECEIVER, summary(SENDER, 65_300, 764, 15, 0)));

    assertEquals(List.of(500L, 10L, 0L), counts(seen.extended.getFirst()));
    assertEquals(List.of(500L, 5L, 0L), counts(seen.extended.getLast()));
  }

  /** 20 of 1000 are 5/256, and 40 of 2000. */
  @Test
  void countsWhatPassedHereWhereNothingElseTells() {
    send(20, report(RECEIVER, voip(SENDER).rates(5, 0).octets()));
    send(40, report(RECEIVER, voip(SENDER).rates(5, 0).octets()));

    assertEquals(List.of(1000L, 21L, 0L), counts(seen.extended.getFirst()));
    assertEquals(List.of(1000L, 22L, 0L), counts(seen.extended.getLast()));
    assertEquals(1.5, seen.extended.getFirst().burstRatio()); // it tells of no bursts
  }

  /** RFC 7002 and 6843 beside report blocks. */
  @Test
  void blocksOfOneKindOfFigureServeAsWell() {
    byte[] delays = hex("10800006 0000000A 000051EB 00000000 00000000 00000000 0F5C28F5");
    send(5, blocks(5, 0), report(RECEIVER, hex("18E00002 0000000A 00000007")));
    byte[] late = hex("18E00002 0000000A 00000011");
    send(15, blocks(15, 10), report(RECEIVER, late, delays));

    Interval interval = seen.extended.getFirst();
    assertEquals(List.of(500L, 10L, 10L), counts(interval));
    assertEquals(0.32, interval.roundTripSeconds().orElseThrow(), 1e-4);
    assertEquals(0.06, summaryAtEnd().endSystemDelaySeconds().orElseThrow(), 1e-6);
  }

  /** J = 160 units of 8 kHz, as in decision 21: what nobody tells of discards is reckoned. */
  @Test
  void discardsThatNobodyTellsAreReckoned() {
    send(10, report(RECEIVER, summary(SENDER, 0, 500, 0, 160)));

    DiscardModel.Outcome outcome =
        new DiscardModel(BufferDepth.of(Quality.defaults().jitterBuffer())).outcome(20, 20, 1);
    double reckoned = 500 * outcome.discardShare();
    assertEquals(reckoned, (double) seen.extended.getFirst().discarded(), 0.5);
    assertTrue(reckoned > 5);
  }

  /** No rate of loss, no count of it: nothing is known. */
  @Test
  void losesNothingByNotTellingOfLoss() {
    send(10, report(RECEIVER, hex("17C00003 0000000A 002800C8 00320014")));

    assertEquals(List.of(), seen.extended);
    assertEquals(Optional.empty(), summaryAtEnd().score());
  }

  @Test
  void putsShortStretchesTogether() {
    send(3, blocks(3, 0), quiet());
    send(6, blocks(6, 4), quiet());
    assertEquals(List.of(), seen.extended);
    send(9, blocks(9, 4), quiet());

    assertEquals(List.of(450L, 4L, 0L), counts(seen.extended.getFirst()));
    send(13, blocks(13, 9), quiet());
    table.finish(13_000 * MS);
    assertEquals(List.of(200L, 5L, 0L), counts(seen.extended.getLast()));
  }

  @Test
  void aReportSeenTwiceIsOne() {
    send(5, blocks(5, 0), quiet());
    byte[] once = concat(blocks(15, 0), quiet());
    send(15, once);
    send(15.1, once);

    assertEquals(2, summaryAtEnd().reports());
    assertEquals(1, seen.extended.size());
  }

  @Test
  void aReceiverThatBeganAnewIsCountedFromThere() {
    send(5, blocks(5, 0));
    send(15, blocks(15, 0), report(RECEIVER, voip(SENDER).rates(0, 128).octets()));
    send(20, report(0xC, voip(SENDER).octets()));
    send(30, report(0xC, voip(SENDER).octets()));

    assertEquals(2, seen.extended.size());
    assertEquals(0, seen.extended.getLast().discarded());
    assertEquals(3, summaryAtEnd().reports());
  }

  @Test
  void whatCannotBeHasNoScore() {
    send(5, blocks(5, 0), quiet());
    send(15, blocks(15, 5000), quiet());

    assertEquals(Optional.of(Unscored.IMPLAUSIBLE), seen.extended.getLast().unscored());
  }

  @Test
  void morePacketsThanFitIntoTheTimeHaveNoScore() {
    send(5, report(RECEIVER, summary(SENDER, 0, 250, 0, 0)));
    send(15, report(RECEIVER, summary(SENDER, 250, 1500, 0, 0)));

    assertEquals(Optional.of(Unscored.IMPLAUSIBLE), seen.extended.getLast().unscored());
  }

  @Test
  void givesOnTheReceiversOwnVerdictAndScoresNothingByIt() {
    send(5, blocks(5, 0), quiet());
    byte[] metrics =
        voip(SENDER)
            .rates(12, 12)
            .bursts(84, 120, 10, 520)
            .delays(37, 110, 40)
            .echo(45)
            .verdict(20, 12, 11)
            .octets();
    send(15, blocks(15, 0), report(RECEIVER, metrics));

    XrSummary xr = summaryAtEnd();
    assertEquals(OptionalDouble.of(20), xr.verdict().r());
    assertEquals(OptionalDouble.of(1.2), xr.verdict().mosLq());
    assertEquals(OptionalDouble.of(1.1), xr.verdict().mosCq());
    assertEquals(OptionalDouble.empty(), xr.verdict().externalR());
    assertTrue(xr.score().orElseThrow().mosLq() > 3);
    assertEquals(0.046875, xr.lossFraction().orElseThrow());
    assertEquals(0.046875, xr.discardFraction().orElseThrow());
    assertEquals(0.328125, xr.burstDensity().orElseThrow());
    assertEquals(0.12, xr.burstSeconds().orElseThrow(), 1e-12);
    assertEquals(0.037, xr.roundTripSeconds().orElseThrow(), 1e-12);
    assertEquals(0.11, xr.endSystemDelaySeconds().orElseThrow(), 1e-12);
    assertEquals(45, xr.residualEchoReturnLossDb().orElseThrow());
    assertTrue(xr.signalLevelDbm0().isEmpty());
  }

  @Test
  void extendedReportsAloneAreNoReportBlocks() {
    send(10, quiet());
    table.finish(10_000 * MS);

    assertEquals(Optional.empty(), seen.summaries.getFirst().rtcp());
    assertEquals(List.of(), seen.reported);
  }

  /** The delay of what was measured: 2 · 40 ms of path, where no sender report was answered. */
  @Test
  void itsRoundTripServesWhereNoneIsMeasured() {
    send(9, report(RECEIVER, voip(SENDER).delays(80, 0, 0).octets()));
    speakUntil(13);

    assertEquals(0.08, seen.intervals.getFirst().roundTripSeconds().orElseThrow(), 1e-9);
  }
}
