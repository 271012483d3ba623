package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Extended.report;
import static org.mosexporter.wire.Extended.voip;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.receiverReport;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Report;

/** Streams of which no packet is seen: reports on them, and signalling, both from elsewhere. */
class UnseenStreamTest {
  private static final int ALICES = 0x0A;
  private static final int BOBS = 0x0B;

  private final Office office = new Office();

  private static Passage passage(String from, int fromPort, String to, int toPort) {
    return new Passage(
        "agent",
        IpAddress.parse(from),
        fromPort,
        IpAddress.parse(to),
        toPort,
        OptionalInt.empty(),
        "");
  }

  private void sip(double at, String from, String to, String message) {
    ByteBuffer octets = ByteBuffer.wrap(ascii(message.replace("\n", "\r\n")));
    office.tracker.onReport(new Report.ForwardedSip(passage(from, 5060, to, 5060), octets), ns(at));
  }

  private void rtcp(double at, String from, int fromPort, String to, int toPort, byte[] compound) {
    Passage passage = passage(from, fromPort, to, toPort);
    office.tracker.onReport(new Report.ForwardedRtcp(passage, ByteBuffer.wrap(compound)), ns(at));
  }

  private void copy(double at, String phone, int port, byte[] compound) {
    office.tracker.onReport(
        new Report.CollectedRtcp(IpAddress.parse(phone), port, ByteBuffer.wrap(compound)), ns(at));
  }

  private void call(String caller, String callee, String offered, String answered) {
    office.tracker.advance(ns(0));
    sip(1, caller, callee, Sip.invite("c1", 1, offered));
    sip(2, callee, caller, Sip.response(200, "c1", 1, "INVITE", answered));
  }

  private void call(String caller, String callee) {
    call(caller, callee, Sip.sdp(caller, 4000), Sip.sdp(callee, 5000));
  }

  /** Of 250 packets in 5 s, 5 lost; by the report at {@code at}. */
  private static byte[] heard(int reporter, int source, double at) {
    int number = (int) Math.round((at - 2) / 5);
    byte[] metrics = voip(source).rates(5, 0).delays(80, 60, 40).octets();
    byte[] blocks = receiverReport(reporter, block(source, 5, 5 * number, 250L * number, 80, 0, 0));
    return concat(blocks, report(reporter, metrics));
  }

  private void bothReport(String caller, String callee) {
    for (double at = 7; at <= 57; at += 5) {
      rtcp(at, caller, 4001, callee, 5001, heard(ALICES, BOBS, at));
      rtcp(at + 0.1, callee, 5001, caller, 4001, heard(BOBS, ALICES, at));
    }
  }

  private StreamSummary stream(String destination) {
    return office.seen.onlyCall().streams().stream()
        .filter(one -> one.destination().toString().equals(destination))
        .findFirst()
        .orElseThrow();
  }

  private double seconds(Source source) {
    return office.counters().scoredSeconds().entrySet().stream()
        .filter(entry -> entry.getKey().source() == source)
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private double seconds(Unscored reason) {
    return office.counters().unscoredSeconds().entrySet().stream()
        .filter(entry -> entry.getKey().reason() == reason)
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  @Test
  void areStreamsOfTheirCallWithTheScoresOfTheirReports() {
    call(ALICE, BOB);
    bothReport(ALICE, BOB);
    sip(60, ALICE, BOB, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    office.tracker.advance(ns(200));

    assertEquals(2, office.seen.onlyCall().streams().size());
    StreamSummary heard = stream(ALICE);
    assertEquals(List.of(0L, 0L, 0L), List.of(heard.packets(), heard.expected(), heard.lost()));
    assertEquals(List.of(5000, 4000), List.of(heard.sourcePort(), heard.destinationPort()));
    assertEquals("c1", heard.callId());
    assertEquals("G.711", heard.codec());
    assertEquals(Optional.empty(), heard.score());
    assertEquals(OptionalInt.of(8000), heard.clockRateHz());
    // Ppl 2 and what decision 21 reckons of J = 10 ms, against Ppl 2 and no discards
    assertTrue(heard.rtcp().orElseThrow().score().orElseThrow().mosLq() > 3.9);
    assertEquals(11, heard.rtcp().orElseThrow().reports());
    // R = 93.206 - 95 · 2 / (2/1.5 + 25.1) = 86.018, which is MOS 4.229
    assertEquals(4.229, heard.xr().orElseThrow().score().orElseThrow().mosLq(), 0.005);
    assertTrue(heard.xr().orElseThrow().score().orElseThrow().mosCq().isPresent());
  }

  @Test
  void theirTimeIsHeardOnceAndByTheNearest() {
    call(ALICE, BOB);
    bothReport(ALICE, BOB);
    office.tracker.advance(ns(200));

    // From the second report on, in both directions: 50 s each, the first known at 12 s.
    assertEquals(100, seconds(Source.XR), 1);
    assertEquals(0, seconds(Source.RTCP), 1);
    assertEquals(0, seconds(Source.MEASURED));
    assertTrue(office.seen.observations.stream().allMatch(one -> one.source() == Source.XR));
    assertEquals(0L, office.counters().streamsActive().get("berlin"));
  }

  @Test
  void figuresAreThoseOfReportsOnly() {
    call(ALICE, BOB);
    bothReport(ALICE, BOB);

    assertTrue(office.tracker.figures().stream().noneMatch(one -> one.source() == Source.MEASURED));
    EndpointFigures rtcp =
        office.tracker.figures().stream()
            .filter(one -> one.source() == Source.RTCP && one.direction() == Direction.RECEIVED)
            .findFirst()
            .orElseThrow();
    assertEquals(50, rtcp.packetsLost());
    assertEquals(0.01, rtcp.jitterSeconds().orElseThrow(), 1e-9);
  }

  /** What a far end heard. */
  @Test
  void aFarEndsReportsCountAsSent() {
    call(ALICE, PROVIDER);
    for (double at = 7; at <= 57; at += 5) {
      rtcp(at, PROVIDER, 5001, ALICE, 4001, heard(BOBS, ALICES, at));
    }
    office.tracker.advance(ns(200));

    assertTrue(
        office.seen.observations.stream()
            .allMatch(one -> one.direction() == Direction.SENT && one.trunk().equals("telco-a")));
    assertEquals(50, seconds(Source.XR), 1);
  }

  /** A phone copies its reports to us, from the port that it has its RTCP on. */
  @Test
  void copiesOfAPhonesReportsFindItsCall() {
    call(ALICE, PROVIDER);
    for (double at = 7; at <= 57; at += 5) {
      copy(at, ALICE, 4001, heard(ALICES, BOBS, at));
    }
    office.tracker.advance(ns(200));

    assertEquals("203.0.113.5", stream(ALICE).source().toString());
    assertEquals(50, seconds(Source.XR), 1);
  }

  @Test
  void aChoiceOfCodecsIsNoCodec() {
    String two = Sip.sdp(ALICE, 4000).replace("RTP/AVP 0 101", "RTP/AVP 0 8 101");
    String both = Sip.sdp(BOB, 5000).replace("RTP/AVP 0 101", "RTP/AVP 8 0 101");
    call(ALICE, BOB, two, both);
    bothReport(ALICE, BOB);
    office.tracker.advance(ns(200));

    assertEquals("", stream(ALICE).codec());
    assertEquals(-1, stream(ALICE).payloadType());
    assertEquals(100, seconds(Unscored.NO_CODEC), 12);
    assertEquals(0, seconds(Source.XR) + seconds(Source.RTCP));
  }

  /** PCMA alone is in both, though nobody names it. */
  @Test
  void theCodecIsTheOneThatBothNamed() {
    String two = Sip.sdp(ALICE, 4000).replace("RTP/AVP 0 101", "RTP/AVP 0 8 101");
    String one = Sip.sdp(BOB, 5000).replace("RTP/AVP 0 101\na=rtpmap:0 PCMU/8000", "RTP/AVP 8 101");
    call(ALICE, BOB, two, one);
    bothReport(ALICE, BOB);
    office.tracker.advance(ns(200));

    assertEquals(8, stream(ALICE).payloadType());
    assertEquals(100, seconds(Source.XR), 1);
  }

  @Test
  void withoutSignallingTheyAreOnlyCounted() {
    office.tracker.advance(ns(0));
    bothReport(ALICE, BOB);
    office.tracker.advance(ns(200));

    assertEquals(List.of(), office.seen.streams);
    assertEquals(100, seconds(Unscored.NO_CODEC), 1);
  }

  @Test
  void aStreamThatComesIntoSightIsMeasuredFromThereOn() {
    call(ALICE, BOB);
    bothReport(ALICE, BOB);
    office.speech(60, 1000, BOB, 5000, ALICE, 4000, BOBS, _ -> false);
    office.tracker.advance(ns(200));

    StreamSummary heard = stream(ALICE);
    assertEquals(1000, heard.packets());
    assertEquals(4.409, heard.score().orElseThrow().mosLq(), 0.001);
    assertEquals(11, heard.rtcp().orElseThrow().reports());
    assertEquals(20, seconds(Source.MEASURED), 0.2);
  }

  @Test
  void theClockMayBeSet() {
    call(ALICE, BOB);
    bothReport(ALICE, BOB);
    office.tracker.onClockStep(ns(57), 20_000_000, 3600_000_000_000L);
    office.tracker.advance(ns(3800));

    assertEquals(2, office.seen.onlyCall().streams().size());
  }

  /** What began after the clock was set has nothing to do with it. */
  @Test
  void theClockMayBeSetBeforeTheyComeIntoSight() {
    call(ALICE, BOB);
    bothReport(ALICE, BOB);
    office.tracker.onClockStep(ns(57), 20_000_000, 3600_000_000_000L);
    office.speech(3660, 1000, BOB, 5000, ALICE, 4000, BOBS, _ -> false);
    office.tracker.advance(ns(3800));

    assertEquals(20, seconds(Source.MEASURED), 0.2);
    assertEquals(0, seconds(Unscored.CLOCK_STEP));
  }

  /** Signalled elsewhere; what the phone sends comes by here, and what it hears does not. */
  private void halfACall(double start, String phone, String id, int packets, int reportedPackets) {
    int heard = BOBS + Integer.parseInt(id.substring(1));
    sip(start, phone, PROVIDER, Sip.invite(id, 1, Sip.sdp(phone, 4000)));
    sip(start + 1, PROVIDER, phone, Sip.response(200, id, 1, "INVITE", Sip.sdp(PROVIDER, 5000)));
    for (int i = 0; i < packets; i++) {
      office.speechPacket(start + 2, i, phone, 4000, PROVIDER, 5000, ALICES);
      if (i % 125 == 124 && i < reportedPackets) {
        byte[] hears = receiverReport(ALICES, block(heard, 0, 0, i, 10, 0, 0));
        office.udp(start + 2.005 + 0.02 * i, phone, 4001, PROVIDER, 5001, hears);
      }
    }
  }

  private void assertNoOneWayAudio() {
    assertEquals(0, seconds(Unscored.ONE_WAY));
    office.seen.calls.forEach(call -> assertEquals(List.of(), call.oneWay()));
  }

  @Test
  void areNothingThatTheMirrorShows() {
    for (int number = 0; number < 14; number++) {
      halfACall(20 * number, "10.1.20." + (20 + number), "c" + number, 750, 750);
    }
    office.tracker.finish();

    assertEquals(28, office.seen.streams.size());
    assertEquals(Map.of("eth1", true), office.counters().halfMirrors());
    assertNoOneWayAudio();
  }

  /** Nobody knows whether she hears anything still: reports may have found another way, too. */
  @Test
  void whenTheyAreOverNothingOfThemWasSeenEither() {
    halfACall(0, ALICE, "c1", 3000, 750);
    office.tracker.onClockStep(ns(62), 0, 3600_000_000_000L);
    office.speech(3662, 3000, ALICE, 4000, PROVIDER, 5000, ALICES, _ -> false);
    office.tracker.finish();

    assertEquals(2, office.seen.onlyCall().streams().size());
    assertNoOneWayAudio();
  }
}
