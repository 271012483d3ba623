package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.stream.StreamTableTest.datagram;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Quality;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.sip.Encoding;

/**
 * What reports on G.711 come to: 20 ms a packet, a report each 5 s from the fifth second on. The
 * receiver's numbers are its own; the packets that pass here are all there.
 */
class ReportScoringTest {
  private static final long MS = 1_000_000L;
  private static final int PCMU = 0;
  private static final int SENDER = 0xA;
  private static final int RECEIVER = 0xB;

  private final StreamTableTest.Seen seen = new StreamTableTest.Seen();
  private final StreamTable table = new StreamTable(Quality.defaults(), 1000, seen);
  private final RtpStream stream = open(1, 2, SENDER);
  private int payloadType = PCMU;
  private int firstNumber;
  private int sent;

  private RtpStream open(int from, int to, int ssrc) {
    return table.open(datagram(from, 4000, to, 4000, "", 0), ssrc, Media.UNKNOWN);
  }

  private void speakUntil(double seconds) {
    for (; sent < seconds * 50; sent++) {
      int number = firstNumber + sent & 0xFFFF;
      table.onRtp(stream, sent * 20L * MS, 46, false, payloadType, number, 160 * sent, 160);
    }
  }

  /** What the receiver says of the packets that were sent so far. */
  private void report(double atSeconds, int fraction, int lost, long jitter) {
    speakUntil(atSeconds);
    report(atSeconds, fraction, lost, jitter, firstNumber + sent - 1);
  }

  private void report(double atSeconds, int fraction, int lost, long jitter, long highest) {
    byte[] block = Frames.block(SENDER, fraction, lost, highest, jitter, 0, 0);
    send(2, 1, Frames.receiverReport(RECEIVER, block), atSeconds);
  }

  private void send(int from, int to, byte[] compound, double atSeconds) {
    String hex = HexFormat.of().formatHex(compound);
    table.onRtcp(datagram(from, 4001, to, 4001, hex, Math.round(atSeconds * 1000) * MS));
  }

  private List<Optional<Unscored>> unscored() {
    return seen.reported.stream().map(Interval::unscored).toList();
  }

  private double rLq(Interval interval) {
    return interval.score().orElseThrow().rLq();
  }

  /** Each has a mark of its own from its first packet on. */
  @Test
  void theMarkThatAllStreamsWithoutPacketsShareIsNobodys() {
    table.onClockStep(3_600_000 * MS);
    assertEquals(0, IntervalMark.NONE.atNs);
  }

  @Test
  void scoresWhatLiesBetweenReports() {
    report(5, 0, 3, 0);
    report(10, 5, 8, 0);
    report(15, 5, 13, 0);

    Interval interval = seen.reported.getFirst();
    assertEquals(1, seen.reported.size());
    assertEquals(List.of(5_000 * MS, 10_000 * MS), times(interval));
    assertEquals(List.of(500L, 10L, 0L, 490L), counts(interval));
    assertEquals(1.5, interval.burstRatio(), 1e-9); // RTCP tells no bursts: assumed
    // Ppl = 2: Ie,eff = 95 · 2 / (2/1.5 + 25.1) = 7.188
    assertEquals(93.206 - 7.188, rLq(interval), 0.001);
    assertEquals(OptionalDouble.empty(), interval.score().orElseThrow().mosCq());
    assertEquals("G.711", interval.codec());
  }

  private static List<Long> times(Interval interval) {
    return List.of(interval.startNs(), interval.durationNs());
  }

  private static List<Long> counts(Interval interval) {
    return List.of(interval.expected(), interval.lost(), interval.discarded(), interval.packets());
  }

  /** J = 160 units of 8 kHz = 20 ms: as many discards as the model has, in its runs. */
  @Test
  void countsWhatTheJitterBufferWouldDiscard() {
    report(5, 0, 0, 160);
    report(10, 0, 0, 160);
    report(15, 0, 0, 160);

    Interval interval = seen.reported.getFirst();
    DiscardModel.Outcome outcome =
        new DiscardModel(BufferDepth.of(Quality.defaults().jitterBuffer())).outcome(20, 20, 1);
    assertEquals(500 * outcome.discardShare(), (double) interval.discarded(), 0.5);
    assertTrue(interval.discarded() > 5);
    assertEquals(0.020, interval.jitterSeconds().orElseThrow(), 1e-9);
    double ppl = interval.discarded() / 5.0;
    double burstR = outcome.meanRun() * (1 - ppl / 100);
    assertEquals(93.206 - 95 * ppl / (ppl / burstR + 25.1), rLq(interval), 0.001);
    assertTrue(interval.score().orElseThrow().lostR().discard() > 0);
  }

  /** Between us and the receiver 30 ms, between us and the sender 50 ms, as each answers. */
  @Test
  void addsHalfTheRoundTripToTheDelay() {
    open(2, 1, RECEIVER);
    table.onRtp(stream, 0, 46, false, PCMU, 0, 0, 160);
    report(5, 0, 0, 0);
    send(1, 2, Frames.senderReport(SENDER, 0x1_0000_0000L, 0, 0, 0), 9);
    send(2, 1, Frames.senderReport(RECEIVER, 0x2_0000_0000L, 0, 0, 0), 9);
    byte[] fromSender = Frames.block(RECEIVER, 0, 0, 0, 0, 0x2_0000, 0x4000);
    send(1, 2, Frames.receiverReport(SENDER, fromSender), 9.300);
    speakUntil(9.28);
    byte[] fromReceiver = Frames.block(SENDER, 0, 0, sent - 1, 0, 0x1_0000, 0x4000);
    send(2, 1, Frames.receiverReport(RECEIVER, fromReceiver), 9.280);
    report(15, 0, 0, 0);

    Interval interval = seen.reported.getFirst();
    assertEquals(0.080, interval.roundTripSeconds().orElseThrow(), 1e-9);
    // Ta = 80/2 + 20 of speech per packet + 40 in the buffer, as in StreamScoringTest.
    assertEquals(2.544, interval.score().orElseThrow().lostR().delay().orElseThrow(), 0.005);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case, the report at 10 s after one of no loss | fraction | lost    | jitter | ahead
          more lost than was sent                         | 255      | 251     | 0      | 0
          a count that fell by more than can have come    | 0        | -351    | 0      | 0
          a count at its upper limit                      | 0        | 8388607 | 0      | 0
          more than a second of jitter                    | 0        | 0       | 8001   | 0
          more packets than fit into the time             | 0        | 0       | 0      | 200
          heavy loss that the fraction knows nothing of   | 0        | 51      | 0      | 0
          """)
  void anOddReportHasNoScore(String name, int fraction, int lost, long jitter, int ahead) {
    report(5, 0, 0, 0);
    speakUntil(10);
    report(10, fraction, lost, jitter, sent - 1 + ahead);

    assertEquals(List.of(Optional.of(Unscored.IMPLAUSIBLE)), unscored());
    assertEquals(List.of(5_000 * MS, 5_000 * MS), times(seen.reported.getFirst()));
    assertEquals(OptionalLong.empty(), seen.reports.getLast().expectedDelta());
    assertEquals(OptionalLong.empty(), seen.reports.getLast().lostDelta());
    assertEquals(OptionalDouble.empty(), seen.reports.getLast().jitterSeconds());
  }

  @Test
  void numbersThatNeverPassedHereAreOfAnotherStream() {
    speakUntil(5);
    report(5, 0, 0, 0, sent - 1 + 20_000);
    speakUntil(15);
    report(15, 0, 5, 0, sent - 1 + 20_000);

    assertEquals(List.of(Optional.of(Unscored.IMPLAUSIBLE)), unscored());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                                        | fraction | lost | counted
          all that was sent is lost                     | 255      | 250  | 250
          heavy loss, with half as much as a fraction   | 64       | 125  | 125
          a fifth, without a fraction                   | 0        | 50   | 50
          every packet twice                            | 0        | -250 | 0
          """)
  void takesWhatCanBe(String name, int fraction, int lost, long counted) {
    report(5, 0, 0, 0);
    report(10, fraction, lost, 0);

    assertEquals(OptionalLong.of(counted), seen.reports.getLast().lostDelta());
    assertEquals(List.of(), seen.reported);
  }

  @Test
  void oneOddCountTripsNothingAndHidesNoLaterLoss() {
    for (int i = 1; i <= 12; i++) {
      int lost = i == 6 ? 104 : i < 8 ? 4 : 9; // the odd one, and five lost before the eighth
      report(5 * i, 0, lost, 0);
    }
    table.finish(60_000 * MS);

    assertEquals(1, unscored().stream().filter(Optional.of(Unscored.IMPLAUSIBLE)::equals).count());
    assertEquals(5, seen.reported.stream().mapToLong(Interval::lost).sum());
    StreamSummary.RtcpSummary rtcp = seen.summaries.getFirst().rtcp().orElseThrow();
    // Worst: 5 of 250 in a stretch that the end cut, 2 %; or of 500.
    assertTrue(rtcp.mosLqWorst().orElseThrow() > 4.2);
  }

  @Test
  void oneOddJitterHasNoPart() {
    for (int i = 1; i <= 7; i++) {
      report(5 * i, 0, 0, i == 4 ? 7000 : 0);
    }

    assertEquals(3, seen.reported.size());
    seen.reported.forEach(interval -> assertEquals(93.206, rLq(interval), 0.001));
  }

  /** Twenty seconds on hold: reports go on and tell of nothing new. */
  @Test
  void silenceIsNotScored() {
    report(5, 0, 0, 0);
    for (int i = 1; i <= 4; i++) {
      report(5 + 5 * i, 0, 0, 0, 249);
      byte[] news = Frames.block(SENDER, 0, 0, 249, 0, i, 0);
      send(2, 1, Frames.receiverReport(RECEIVER, news), 5.1 + 5 * i);
    }
    for (int i = 0; i < 250; i++, sent++) {
      table.onRtp(stream, (25_000 + i * 20L) * MS, 46, false, PCMU, sent, 160 * sent, 160);
    }
    report(30, 0, 5, 0, 499);

    Interval interval = seen.reported.getFirst();
    assertEquals(List.of(5_000 * MS, 25_000 * MS), times(interval));
    assertEquals(20_000 * MS, interval.gapNs());
    assertEquals(List.of(250L, 5L, 0L, 245L), counts(interval));
  }

  @Test
  void numbersGoOnWhereSixteenAndThirtyTwoBitsEnd() {
    firstNumber = 65_400;
    speakUntil(5);
    report(5, 0, 8, 0, 0xFFFF_0000L + firstNumber + 249);
    speakUntil(15);
    report(15, 0, 8, 0, firstNumber + 749 - 0x1_0000);

    assertEquals(OptionalLong.of(500), seen.reports.getLast().expectedDelta());
    assertEquals(93.206, rLq(seen.reported.getFirst()), 0.001);
  }

  @ParameterizedTest(name = "payload type {0}")
  @CsvSource({"97, NO_CODEC", "5, UNKNOWN_CODEC", "3, NO_BPL"})
  void saysWhyThereIsNoScore(int type, Unscored reason) {
    payloadType = type;
    report(5, 0, 0, 0);
    report(15, 0, 9, 0);

    assertEquals(List.of(Optional.of(reason)), unscored());
  }

  @Test
  void aChangeOfCodecIsNotScored() {
    report(5, 0, 0, 0);
    report(8, 0, 0, 0);
    payloadType = 18;
    report(15, 0, 0, 0);

    assertEquals(List.of(Optional.of(Unscored.CODEC_CHANGED)), unscored());
  }

  @Test
  void theEndOfTheStreamEndsTheLastStretch() {
    report(5, 0, 0, 0);
    report(10, 0, 5, 0);
    table.finish(10_000 * MS);

    assertEquals(List.of(250L, 5L, 0L, 245L), counts(seen.reported.getFirst()));
    StreamSummary.RtcpSummary rtcp = seen.summaries.getFirst().rtcp().orElseThrow();
    assertEquals(rtcp.score().orElseThrow().mosLq(), rtcp.mosLqWorst().orElseThrow());
  }

  @Test
  void aReceiverThatBeganAnewIsMeasuredFromThere() {
    report(5, 0, 20, 0);
    report(10, 0, 20, 0);
    speakUntil(12);
    byte[] block = Frames.block(SENDER, 0, 0, sent - 1, 0, 0, 0);
    send(2, 1, Frames.receiverReport(0xC, block), 12); // another SSRC
    report(15, 0, 20, 0);

    assertEquals(OptionalLong.empty(), seen.reports.getLast().expectedDelta());
    assertEquals(OptionalLong.empty(), seen.reports.get(2).expectedDelta());
    assertEquals(1, seen.reported.size());
  }

  /** Copies that a phone sends us of a stream that does not pass here. */
  @Test
  void countsWhatIsReportedOfAnUnseenStream() {
    for (int i = 1; i <= 2; i++) {
      byte[] block = Frames.block(0x77, 0, 5 * i, 250L * i, 80, 0, 0);
      ByteBuffer copy = ByteBuffer.wrap(Frames.receiverReport(0x78, block));
      table.onCollectedRtcp(IpAddress.parse("10.0.0.9"), 5005, copy, i * 5_000L * MS);
    }

    ReceiverReport second = seen.unmatched.getLast();
    assertEquals(OptionalLong.of(250), second.expectedDelta());
    assertEquals(OptionalLong.of(5), second.lostDelta());
    assertEquals(5_000 * MS, second.spanNs());
    assertEquals(OptionalDouble.empty(), second.jitterSeconds()); // of which clock?
    assertEquals(0, seen.unmatched.getFirst().spanNs());
    assertEquals(List.of(), seen.reported);
  }

  /** 16 kHz of sampling, but RFC 3551 has its timestamps in 8 kHz; here 48 kHz was announced. */
  @Test
  void jitterIsInTheClockOfThePayload() {
    Map<Integer, Encoding> types = Map.of(96, new Encoding("PCMU", 48_000, 1));
    RtpStream wide =
        table.open(
            datagram(3, 4000, 4, 4000, "", 0), 0x30, new Media("c", types, OptionalInt.empty()));
    for (int i = 0; i < 750; i++) {
      table.onRtp(wide, i * 20L * MS, 46, false, 96, i, 960 * i, 160);
      if (i == 249 || i == 749) {
        byte[] block = Frames.block(0x30, 0, 0, i, 240, 0, 0);
        send(4, 3, Frames.receiverReport(0x40, block), 0.02 * i);
      }
    }

    assertEquals(0.005, seen.reports.getLast().jitterSeconds().orElseThrow(), 1e-9);
    assertEquals(0.005, seen.reported.getFirst().jitterSeconds().orElseThrow(), 1e-9);
  }
}
