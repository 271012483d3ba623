package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Quality;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;

class StreamTableTest {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final Seen seen = new Seen();
  private final StreamTable table = new StreamTable(Quality.defaults(), 1000, seen);

  /** Everything that was told, in order. */
  static final class Seen implements StreamEvents {
    final List<Interval> intervals = new ArrayList<>();
    final List<StreamSummary> summaries = new ArrayList<>();
    final List<ReceiverReport> reports = new ArrayList<>();
    final List<Interval> reported = new ArrayList<>();
    final List<Interval> extended = new ArrayList<>();
    final List<ReceiverReport> unmatched = new ArrayList<>();

    @Override
    public void onInterval(RtpStream stream, Interval interval) {
      intervals.add(interval);
    }

    @Override
    public void onEnded(RtpStream stream, StreamSummary summary) {
      summaries.add(summary);
    }

    @Override
    public void onReceiverReport(RtpStream stream, ReceiverReport report) {
      reports.add(report);
    }

    @Override
    public void onReportedInterval(RtpStream stream, Interval interval) {
      reported.add(interval);
    }

    @Override
    public void onExtendedReport(RtpStream stream, long atNs) {}

    @Override
    public void onExtendedInterval(RtpStream stream, Interval interval) {
      extended.add(interval);
    }

    @Override
    public void onEncryptedReport(Datagram report, @Nullable RtpStream own) {}

    @Override
    public void onSourceDescription(IpAddress address, int port, int ssrc, String cname) {}

    @Override
    public void onBye(RtpStream stream, long atNs) {}

    @Override
    public void onUnmatchedReport(IpAddress sender, ReceiverReport report) {
      unmatched.add(report);
    }
  }

  /** A datagram from 10.0.0.{@code from} to 10.0.0.{@code to}. */
  static Datagram datagram(int from, int fromPort, int to, int toPort, String hex, long at) {
    byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));
    ByteBuffer frame = ByteBuffer.allocate(28 + payload.length);
    frame.putShort((short) 0x4500).putShort((short) frame.capacity()).putInt(0);
    frame.putInt(0x4011_0000).putInt(0x0A00_0000 + from).putInt(0x0A00_0000 + to);
    frame.putShort((short) fromPort).putShort((short) toPort);
    frame.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
    Datagram datagram = new Datagram();
    int size = frame.capacity();
    new FrameDecoder().decode(LinkType.RAW_IPV4, frame, 0, size, size, at, 0, datagram);
    return datagram;
  }

  private RtpStream open(int from, int to, int ssrc, long atNs) {
    return table.open(datagram(from, 4000, to, 4000, "", atNs), ssrc, Media.UNKNOWN);
  }

  private void send(RtpStream stream, int number, long atNs) {
    table.onRtp(stream, atNs, 46, false, 0, number & 0xFFFF, 160 * number, 160);
  }

  private List<Long> lost() {
    return seen.intervals.stream().map(Interval::lost).toList();
  }

  private List<Long> expected() {
    return seen.intervals.stream().map(Interval::expected).toList();
  }

  private List<Optional<Unscored>> unscored() {
    return seen.intervals.stream().map(Interval::unscored).toList();
  }

  @Test
  void cutsAStreamIntoIntervalsOfTenSeconds() {
    RtpStream stream = open(1, 2, 7, 0);
    for (int i = 0; i < 1250; i++) { // 25 s
      if (i != 600) {
        send(stream, i, i * 20L * MS);
      }
    }
    table.finish(25 * SECOND);

    assertEquals(List.of(500L, 500L, 250L), expected());
    assertEquals(List.of(0L, 1L, 0L), lost());
    StreamSummary all = seen.summaries.getFirst();
    assertEquals(1, all.lost());
    assertEquals("G.711", all.codec());
    assertEquals(24.98, all.durationSeconds(), 1e-9);
    // G.711 without loss: R 93.2, MOS 4.409 (ITU-T G.107, all defaults).
    assertEquals(4.409, seen.intervals.getFirst().score().orElseThrow().mosLq(), 0.001);
  }

  @Test
  void takesAnOutageForLossInTheIntervalsWhereItHappened() {
    RtpStream stream = open(1, 2, 7, 0);
    for (int i = 0; i < 2000; i++) { // nothing from 5 s to 25 s
      if (i < 250 || i >= 1250) {
        send(stream, i, i * 20L * MS);
      }
    }
    table.finish(40 * SECOND);

    assertEquals(List.of(500L, 500L, 500L, 500L), expected());
    assertEquals(List.of(250L, 500L, 250L, 0L), lost());
  }

  @Test
  void takesAPauseWithoutMissingPacketsForAGap() {
    RtpStream stream = open(1, 2, 7, 0);
    for (int i = 0; i < 750; i++) { // a pause from 5 s to 25 s
      send(stream, i, (i < 250 ? i : i + 1000) * 20L * MS);
    }
    table.finish(35 * SECOND);

    assertEquals(List.of(250L, 0L, 250L, 250L), expected());
    assertEquals(List.of(0L, 0L, 0L, 0L), lost());
    assertEquals(
        List.of(Optional.empty(), Optional.of(Unscored.GAP), Optional.empty(), Optional.empty()),
        unscored());
  }

  @Test
  void countsThePauseInsideAScoredIntervalAsAGap() {
    RtpStream stream = open(1, 2, 7, 0);
    for (int i = 0; i < 350; i++) { // a pause from 4 s on: the next packet comes at 7 s
      send(stream, i, (i < 200 ? i : i + 150) * 20L * MS);
    }
    table.finish(10 * SECOND);

    assertEquals(List.of(Optional.empty()), unscored());
    // From the packet of 3.98 s.
    assertEquals(Map.of(Unscored.GAP, 3.02), seen.summaries.getFirst().unscoredSeconds());
  }

  /** One minute and 40 s between two packets, the sender's clock and numbers going on. */
  @Test
  void takesAnOutageForLossThoughTheStreamHasEndedMeanwhile() {
    speakAndGoOnAt(100 * SECOND, 5000, 160 * 5000);

    // 4500 are missing after the packet of 9.98 s, and the second stream's intervals begin there:
    // 500 to 998, eight times 500, then the last missing one with 499 that came, and one more.
    assertEquals(
        List.of(500L, 499L, 500L, 500L, 500L, 500L, 500L, 500L, 500L, 500L, 500L, 1L), expected());
    assertEquals(List.of(0L, 499L, 500L, 500L, 500L, 500L, 500L, 500L, 500L, 500L, 1L, 0L), lost());
    assertEquals(2, seen.summaries.size());
    assertEquals(100 * SECOND, seen.summaries.getLast().startNs());
  }

  @Test
  void takesNoRestartedSenderForAnOutage() {
    speakAndGoOnAt(100 * SECOND, 5000, 160 * 5000 + 8000 * 3); // its clock is 3 s off

    assertEquals(0, seen.summaries.getLast().lost());
  }

  @Test
  void takesNoPauseForAnOutageWhenNothingIsMissing() {
    speakAndGoOnAt(100 * SECOND, 500, 160 * 5000);

    assertEquals(0, seen.summaries.getLast().lost());
  }

  @Test
  void forgetsAStreamTenMinutesAfterItsLastPacket() {
    speakAndGoOnAt(610 * SECOND, 30_500, 160 * 30_500);

    assertEquals(0, seen.summaries.getLast().lost());
  }

  /** Speaks for 10 s, then for 10 s from a packet of these figures on. */
  private void speakAndGoOnAt(long atNs, int sequenceNumber, int timestamp) {
    RtpStream before = open(1, 2, 7, 0);
    for (int i = 0; i < 500; i++) {
      send(before, i, i * 20L * MS);
    }
    assertNull(table.find(datagram(1, 4000, 2, 4000, "", atNs), 7));
    RtpStream after = open(1, 2, 7, atNs);
    for (int i = 0; i < 500; i++) {
      table.onRtp(
          after, atNs + i * 20L * MS, 46, false, 0, sequenceNumber + i, timestamp + 160 * i, 160);
    }
    table.finish(atNs + 20 * SECOND);
  }

  @Test
  void saysWhyAStretchHasNoScore() {
    RtpStream brief = open(1, 2, 7, 0);
    RtpStream unmapped = open(1, 2, 8, 0);
    RtpStream exotic = open(1, 2, 9, 0);
    for (int i = 0; i < 300; i++) {
      long at = i * 20L * MS;
      if (i < 50) {
        send(brief, i, at);
      }
      table.onRtp(unmapped, at, 0, false, 97, i, 160 * i, 100);
      table.onRtp(exotic, at, 0, false, 5, i, 160 * i, 160); // DVI4
    }
    table.finish(6 * SECOND);

    assertEquals(
        List.of(Unscored.NO_CODEC, Unscored.TOO_SHORT, Unscored.UNKNOWN_CODEC),
        unscored().stream()
            .map(Optional::orElseThrow)
            .sorted((a, b) -> a.label().compareTo(b.label()))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesTheSameFiguresWhateverTheTick(long seed) {
    List<Interval> quiet = replay(seed, 0);

    assertEquals(quiet, replay(seed, 7 * MS));
    assertEquals(quiet, replay(seed, 999 * MS));
  }

  private List<Interval> replay(long seed, long tickNs) {
    Seen told = new Seen();
    StreamTable replayed = new StreamTable(Quality.defaults(), 1000, told);
    RtpStream stream = replayed.open(datagram(1, 4000, 2, 4000, "", 0), 7, Media.UNKNOWN);
    Random random = new Random(seed);
    long ticked = 0;
    long late = -1;
    for (int i = 0; i < 3000; i++) {
      long at = i * 20L * MS + random.nextLong(15 * MS);
      while (tickNs > 0 && ticked + tickNs <= at) {
        ticked += tickNs;
        replayed.advance(ticked);
      }
      if (late >= 0) {
        replayed.onRtp(stream, at, 46, false, 0, (int) late, (int) (160 * late), 160);
        late = -1;
      }
      double fate = random.nextDouble();
      if (fate < 0.05) {
        late = i;
      } else if (fate > 0.1) {
        replayed.onRtp(stream, at, 46, false, 0, i, 160 * i, 160);
      }
    }
    replayed.finish(60 * SECOND);
    return told.intervals;
  }

  @Test
  void endsAStreamAfterThirtySecondsAndOpensAnotherThen() {
    RtpStream stream = open(1, 2, 7, 0);
    send(stream, 0, 0);

    assertNotNull(table.find(datagram(1, 4000, 2, 4000, "", 30 * SECOND - 1), 7));
    assertNull(table.find(datagram(1, 4000, 2, 4000, "", 30 * SECOND), 7));
    assertEquals(1, seen.summaries.size());
  }

  @Test
  void endsTheLongestIdleWhenItIsFull() {
    StreamTable small = new StreamTable(Quality.defaults(), 8, seen);
    for (int i = 0; i < 10; i++) {
      small.open(datagram(1, 4000, 2, 4000, "", i), i, Media.UNKNOWN);
    }

    assertEquals(8, small.size());
    assertEquals(2, small.evictions());
    assertEquals(List.of(0, 1), seen.summaries.stream().map(StreamSummary::ssrc).toList());
  }

  @Test
  void findsTheRoundTripOfFigure2OfRfc3550() {
    // SR with NTP middle bits b705:2000 at 46853.125 s; the answer, held 5.25 s, at 46864.5 s.
    table.onRtcp(datagram(1, 4001, 2, 4001, SENDER_REPORT, 46_853_125 * MS));
    table.onRtcp(datagram(2, 4001, 1, 4001, block("00 000000", "00000001"), 46_864_500 * MS));

    assertEquals(OptionalDouble.of(6.125), seen.unmatched.getFirst().roundTripSeconds());
  }

  private static final String SENDER_REPORT =
      "80c80006 1a2b3c4d 00 00b705 2000 0000 00000000 00000000 00000000";

  /** A receiver report of 5e6f7081 about 1a2b3c4d. */
  private static String block(String loss, String highest) {
    return "81c90007 5e6f7081 1a2b3c4d" + loss + highest + "00000050 b7052000 00054000";
  }

  @Test
  void takesAFallingCountForCreditAgainstLaterLosses() {
    RtpStream stream = open(1, 2, 0x1a2b3c4d, 0);
    send(stream, 0, 0);
    report("00 000002", "00000064", 1); // 100 sent, 2 lost
    report("00 000000", "000000c8", 2); // two of them came after all
    report("00 000003", "0000012c", 3); // three more lost: one beyond the credit
    report("00 000003", "0000012c", 4); // the same again
    report("00 000000", "000000c8", 5); // an old one
    report("00 ffffff", "00000190", 6); // duplicates outnumber losses

    assertEquals(
        List.of(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(1), OptionalLong.of(0)),
        seen.reports.stream().map(ReceiverReport::lostDelta).toList());
    assertEquals(OptionalLong.of(100), seen.reports.get(2).expectedDelta());
    assertEquals(OptionalDouble.of(0.01), seen.reports.getFirst().jitterSeconds());
    assertEquals(-1, seen.reports.getLast().cumulativeLost());
  }

  private void report(String loss, String highest, long atSeconds) {
    table.onRtcp(datagram(2, 4001, 1, 4001, block(loss, highest), atSeconds * SECOND));
  }

  @Test
  void allocatesNothingForPacketsOfKnownStreams() {
    RtpStream[] streams = new RtpStream[1000];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = open(1, 2, i, 0);
    }
    int number = 0;
    for (; number < 300; number++) {
      sendAll(streams, number);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) { // a million packets each, all in one interval
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        sendAll(streams, number++);
      }
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertEquals(0, allocated);
    assertEquals(0, streams[999].lost());
  }

  private void sendAll(RtpStream[] streams, int number) {
    for (RtpStream stream : streams) {
      table.onRtp(stream, number * 2L * MS, 46, false, 0, number, 16 * number, 16);
    }
  }
}
