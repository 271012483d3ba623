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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Quality;
import org.mosexporter.wire.sip.Encoding;

/** What packets and reports of a stream come to, against figures worked out by hand. */
class StreamScoringTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final int PCMU = 0;
  private static final int COMFORT_NOISE = 13;
  private static final int G729 = 18;
  private static final int EVENT = 101;

  private final StreamTableTest.Seen seen = new StreamTableTest.Seen();
  private final StreamTable table = new StreamTable(Quality.defaults(), 1000, seen);

  private RtpStream open(int from, int to, int ssrc, Media media) {
    return table.open(datagram(from, 4000, to, 4000, "", 0), ssrc, media);
  }

  private void send(RtpStream stream, int payloadType, int number, long atMs, int octets) {
    table.onRtp(stream, atMs * MS, 46, false, payloadType, number, 160 * number, octets);
  }

  private List<Optional<Unscored>> unscored() {
    return seen.intervals.stream().map(Interval::unscored).toList();
  }

  /** Between us and 10.0.0.2 30 ms, between us and 10.0.0.1 50 ms; each answers after 250 ms. */
  @Test
  void addsTheRoundTripsOfBothSidesAndHalvesThemForTheDelay() {
    RtpStream there = open(1, 2, 0xA, Media.UNKNOWN);
    RtpStream back = open(2, 1, 0xB, Media.UNKNOWN);
    for (int i = 0; i < 500; i++) {
      send(there, PCMU, i, i * 20L, 160);
      send(back, PCMU, i, i * 20L, 160);
      if (i == 100) {
        report(1, 2, senderReport("0000000a", "00010000"), 2000);
        report(2, 1, answer("0000000b", "0000000a", "00010000"), 2280);
        report(2, 1, senderReport("0000000b", "00020000"), 2300);
        report(1, 2, answer("0000000a", "0000000b", "00020000"), 2600);
      }
    }
    table.finish(10 * SECOND);

    for (Interval interval : seen.intervals) {
      assertEquals(0.080, interval.roundTripSeconds().orElseThrow(), 1e-9);
      // 80/2 + 20 of speech per packet + 40 in the buffer: Ta = 100 ms, and by G.107 (3-22), (3-26)
      // Idte(100) + Idle(200) − Idle(0) = 1.964 + 0.729 − 0.149.
      assertEquals(2.544, interval.score().orElseThrow().lostR().delay().orElseThrow(), 0.005);
    }
    assertEquals(2, seen.intervals.size());
  }

  private void report(int from, int to, String hex, long atMs) {
    table.onRtcp(datagram(from, 4001, to, 4001, hex, atMs * MS));
  }

  private static String senderReport(String ssrc, String middle) {
    return "80c80006" + ssrc + "0000" + middle + "0000 00000000 00000000 00000000";
  }

  private static String answer(String reporter, String about, String middle) {
    return "81c90007" + reporter + about + "00000000 00000010 00000000" + middle + "00004000";
  }

  @Test
  void scoresNoIntervalInWhichTheCodecChanged() {
    RtpStream stream = open(1, 2, 7, Media.UNKNOWN);
    for (int i = 0; i < 1000; i++) {
      boolean later = i >= 250;
      send(stream, later ? G729 : PCMU, i, i * 20L, later ? 20 : 160);
    }
    table.finish(20 * SECOND);

    assertEquals(List.of(Optional.of(Unscored.CODEC_CHANGED), Optional.empty()), unscored());
    assertEquals("G.729A", seen.intervals.getLast().codec());
    assertEquals(Map.of(Unscored.CODEC_CHANGED, 10.0), onlySummary().unscoredSeconds());
  }

  private StreamSummary onlySummary() {
    assertEquals(1, seen.summaries.size());
    return seen.summaries.getFirst();
  }

  /** By the times of {@link #addsTheRoundTripsOfBothSidesAndHalvesThemForTheDelay}. */
  @Test
  void aReceiverThatSendsNothingTellsTheRoundTripToo() {
    assertEquals(0.080, roundTripAnswering("00020000").orElseThrow(), 1e-9);
  }

  /** One side of the path is not the path. */
  @Test
  void anAnswerToATimeThatNobodySawTellsNothing() {
    assertEquals(OptionalDouble.empty(), roundTripAnswering("00030000"));
  }

  /**
   * 10.0.0.2 sends its time instead of sender reports, 00020000 (RFC 3611 §4.4), and 10.0.0.1
   * answers a time.
   */
  private OptionalDouble roundTripAnswering(String middle) {
    RtpStream there = open(1, 2, 0xA, Media.UNKNOWN);
    for (int i = 0; i < 500; i++) {
      send(there, PCMU, i, i * 20L, 160);
      if (i == 100) {
        report(1, 2, senderReport("0000000a", "00010000"), 2000);
        report(2, 1, answer("0000000b", "0000000a", "00010000"), 2280);
        report(2, 1, "80CF0004 0000000B 04000002 00000002 00000000", 2300);
        report(1, 2, "80CF0005 0000000A 05000003 0000000B" + middle + "00004000", 2600);
      }
    }
    table.finish(10 * SECOND);
    return seen.intervals.getFirst().roundTripSeconds();
  }

  /** Half a second of a key held: its packets repeat one timestamp (RFC 4733 §2.2.1). */
  @Test
  void takesAKeyPressForNeitherJitterNorAnotherCodec() {
    Map<Integer, Encoding> types = Map.of(EVENT, new Encoding("telephone-event", 8000, 1));
    RtpStream stream = open(1, 2, 7, new Media("c1", types, OptionalInt.empty()));
    for (int i = 0; i < 500; i++) {
      if (i >= 100 && i < 125) {
        table.onRtp(stream, i * 20L * MS, 46, i == 100, EVENT, i, 16_000, 4);
      } else {
        send(stream, PCMU, i, i * 20L, 160);
      }
    }
    table.finish(10 * SECOND);

    assertEquals(List.of(Optional.empty()), unscored());
    assertEquals(500, onlySummary().expected());
    assertEquals(OptionalDouble.of(0), onlySummary().jitterMaxSeconds());
    assertEquals("G.711", onlySummary().codec());
  }

  @Test
  void namesAnIntervalOfComfortNoiseSo() {
    RtpStream stream = open(1, 2, 7, Media.UNKNOWN);
    for (int i = 0; i < 500; i++) {
      send(stream, PCMU, i, i * 20L, 160);
    }
    for (int i = 0; i < 50; i++) {
      send(stream, COMFORT_NOISE, 500 + i, 10_000 + i * 200L, 1);
    }
    table.finish(20 * SECOND);

    assertEquals(List.of(Optional.empty(), Optional.of(Unscored.COMFORT_NOISE)), unscored());
  }

  /** Losses in bursts (Gilbert): counted here packet by packet, scored by G.107 (7-29). */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scoresBurstsOfLossByTheirLength(long seed) {
    Random random = new Random(seed);
    RtpStream stream = open(1, 2, 7, Media.UNKNOWN);
    int[] lost = new int[6];
    int[] runs = new int[6];
    boolean bad = false;
    for (int i = 0; i < 3000; i++) {
      boolean before = bad && i % 500 != 0; // a run across a border counts on both sides
      bad = i > 0 && random.nextDouble() < (bad ? 0.6 : 0.02);
      if (bad) {
        lost[i / 500]++;
        runs[i / 500] += before ? 0 : 1;
      } else {
        send(stream, PCMU, i, i * 20L, 160);
      }
    }
    table.finish(60 * SECOND);

    for (int i = 0; i < 6; i++) {
      Interval interval = seen.intervals.get(i);
      double share = lost[i] / 500.0;
      double burstRatio = (double) lost[i] / runs[i] * (1 - share);
      double impairment = 95 * 100 * share / (100 * share / Math.max(1, burstRatio) + 25.1);
      assertEquals(lost[i], interval.lost());
      assertEquals(burstRatio, interval.burstRatio(), 1e-9);
      assertEquals(93.206 - impairment, interval.score().orElseThrow().rLq(), 0.01);
    }
  }

  @Test
  void countsACollectedReportButTakesNoRoundTripFromIt() {
    open(1, 2, 0xA, Media.UNKNOWN);
    report(1, 2, senderReport("0000000a", "00010000"), 2000);
    String copy = answer("0000000b", "0000000a", "00010000").replace(" ", "");
    ByteBuffer octets = ByteBuffer.wrap(HexFormat.of().parseHex(copy));

    table.onCollectedRtcp(IpAddress.parse("10.0.0.2"), 5005, octets, 2280 * MS);

    assertEquals(1, seen.reports.size());
    assertEquals(OptionalDouble.empty(), seen.reports.getFirst().roundTripSeconds());
    assertEquals(IpAddress.parse("10.0.0.2"), seen.reports.getFirst().reporter());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsItsCountsSaneWhateverComes(long seed) {
    Random random = new Random(seed);
    RtpStream stream = open(1, 2, 0xA, Media.UNKNOWN);
    long atNs = 0;
    for (int i = 0; i < 100_000; i++) {
      atNs += random.nextInt(1000) == 0 ? -SECOND : random.nextLong(40 * MS);
      int number = random.nextInt(4) == 0 ? random.nextInt(1 << 16) : i & 0xFFFF;
      int type = random.nextInt(50) == 0 ? random.nextInt(128) : PCMU;
      table.onRtp(stream, atNs, 0, random.nextBoolean(), type, number, random.nextInt(), 160);
      if (i % 100 == 0) {
        byte[] octets = new byte[random.nextInt(80)];
        random.nextBytes(octets);
        String head = octets.length % 2 == 0 ? "81c90007" : "80c80006";
        String hex = head + HexFormat.of().formatHex(octets);
        table.onRtcp(datagram(2, 4001, 1, 4001, hex, atNs));
      }
    }
    table.finish(atNs);

    for (Interval interval : seen.intervals) {
      assertTrue(interval.durationNs() >= 0 && interval.gapNs() >= 0, interval::toString);
      assertTrue(
          interval.lost() >= 0 && interval.lost() <= interval.expected(), interval::toString);
      assertTrue(interval.burstRatio() >= 0, interval::toString);
    }
    assertEquals(100_000, onlySummary().packets());
  }
}
