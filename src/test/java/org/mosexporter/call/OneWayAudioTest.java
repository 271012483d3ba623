package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** Calls in which one side hears nothing; and others that look like it and are not. */
class OneWayAudioTest {

  private final Office office = new Office();

  /** Alice calls by way of the PBX: 60 s from second 1 on, each 20 ms a packet. */
  private void answered() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0.5, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PBX, 5000)));
    office.sip(0.6, ALICE, PBX, Sip.request("ACK", "c1", 1, ";tag=bob", ""));
  }

  private void hangUp(double at) {
    office.sip(at, ALICE, PBX, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    office.sip(at + 0.1, PBX, ALICE, Sip.response(200, "c1", 2, "BYE", ""));
  }

  private void fromAlice(int i) {
    office.speechPacket(1, i, ALICE, 4000, PBX, 5000, 0x0A);
  }

  private void fromPbx(int i) {
    office.speechPacket(1.01, i, PBX, 5000, ALICE, 4000, 0x0B);
  }

  /** Both speak, the PBX between two packets only. */
  private void speech(int from, int to, int pbxFrom, int pbxTo) {
    for (int i = from; i < to; i++) {
      fromAlice(i);
      if (i >= pbxFrom && i < pbxTo) {
        fromPbx(i);
      }
    }
  }

  /** Receiver reports of whom the PBX hears, each 5 s. */
  private void reportsOfPbx(int i) {
    if (i % 250 == 125) {
      byte[] octets = receiverReport(0x0B, block(0x0A, 0, 0, i, 10, 0, 0));
      office.udp(1.005 + 0.02 * i, PBX, 5001, ALICE, 4001, octets);
    }
  }

  private double oneWaySeconds() {
    return office.counters().unscoredSeconds().entrySet().stream()
        .filter(entry -> entry.getKey().reason() == Unscored.ONE_WAY)
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private List<CallSummary.OneWay> oneWay() {
    return office.seen.onlyCall().oneWay();
  }

  @Test
  void countsFromWhereADirectionStops() {
    answered();
    speech(0, 3000, 0, 1000); // until second 21, of 61
    hangUp(61);
    office.tracker.finish();

    // The last packet from the PBX at 1.01 + 999 × 0.02 = 20.99, from Alice at 1 + 2999 × 0.02.
    assertEquals(39.99, oneWaySeconds(), 1e-6);
    CallSummary.OneWay only = oneWay().getFirst();
    assertEquals(IpAddress.parse(PBX), only.speaker());
    assertEquals(IpAddress.parse(ALICE), only.listener());
    assertEquals(ns(20.99), only.sinceNs());
    assertEquals(39.99, only.seconds(), 1e-6);
  }

  @Test
  void countsFromTheAnswerWhereADirectionNeverBegins() {
    answered();
    speech(0, 3000, 0, 0);
    hangUp(61);
    office.tracker.finish();

    assertEquals(59.98, oneWaySeconds(), 1e-6); // from Alice's first packet to her last
    assertEquals(1, oneWay().size());
  }

  /** Media between the phones: no message shows that what Bob sends to Alice can be seen here. */
  @Test
  void saysNothingOfADirectionThatMayNotBeMirrored() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0.5, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    for (int i = 0; i < 3000; i++) {
      office.speechPacket(1, i, ALICE, 4000, BOB, 5000, 0x0A);
    }
    hangUp(61);
    office.tracker.finish();

    assertNothing();
  }

  private void assertNothing() {
    assertEquals(0, oneWaySeconds());
    office.seen.calls.forEach(call -> assertEquals(List.of(), call.oneWay()));
  }

  /** A sender that was muted goes on with the number that is next. */
  @ParameterizedTest
  @ValueSource(ints = {1000, 2000})
  void takesAPauseForNone(int packetsLeftOut) {
    answered();
    for (int i = 0; i < 4000; i++) {
      fromAlice(i);
      if (i < 1000) {
        fromPbx(i);
      } else if (i >= 1000 + packetsLeftOut) {
        byte[] octets = rtp(0x0B, 0, false, i - packetsLeftOut, 160L * i, 160);
        office.udp(1.01 + 0.02 * i, PBX, 5000, ALICE, 4000, octets);
      }
    }
    hangUp(81);
    office.tracker.finish();

    assertNothing();
  }

  /** An outage is loss, in the intervals in which it was. */
  @ParameterizedTest
  @ValueSource(ints = {1000, 2000})
  void takesAnOutageForLoss(int lost) {
    answered();
    for (int i = 0; i < 4000; i++) {
      fromAlice(i);
      if (i < 1000 || i >= 1000 + lost) {
        fromPbx(i);
      }
    }
    hangUp(81);
    office.tracker.finish();

    assertNothing();
    assertEquals(lost, office.seen.streams.stream().mapToLong(StreamSummary::lost).sum());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sendonly", "inactive"})
  void takesHoldForNone(String direction) {
    answered();
    speech(0, 1000, 0, 1000);
    office.sip(21, ALICE, PBX, Sip.reinvite("c1", 2, Sip.sdp(ALICE, 4000, direction)));
    office.sip(
        21.1, PBX, ALICE, Sip.response(200, "c1", 2, "INVITE", Sip.sdp(PBX, 5000, "recvonly")));
    speech(1000, 3000, 0, 0); // Alice's music
    hangUp(61);
    office.tracker.finish();

    assertNothing();
  }

  @Test
  void countsFromTheEndOfHold() {
    answered();
    speech(0, 1000, 0, 1000);
    office.sip(21, ALICE, PBX, Sip.reinvite("c1", 2, Sip.sdp(ALICE, 4000, "sendonly")));
    office.sip(
        21.1, PBX, ALICE, Sip.response(200, "c1", 2, "INVITE", Sip.sdp(PBX, 5000, "recvonly")));
    speech(1000, 1500, 0, 0);
    office.sip(31, ALICE, PBX, Sip.reinvite("c1", 3, Sip.sdp(ALICE, 4000)));
    office.sip(31.1, PBX, ALICE, Sip.response(200, "c1", 3, "INVITE", Sip.sdp(PBX, 5000)));
    speech(1500, 3000, 0, 0);
    hangUp(61);
    office.tracker.finish();

    assertEquals(60.98 - 31.1, oneWaySeconds(), 1e-6);
  }

  /** The PBX stops 4 s before the BYE; Alice goes on after it. */
  @Test
  void takesARaceWithTheByeForNone() {
    answered();
    speech(0, 1200, 0, 1000);
    hangUp(25);
    speech(1200, 3000, 0, 0);
    office.tracker.finish();

    assertNothing();
  }

  @Test
  void takesSilenceOfOneWhoLeavesOutSilenceForNone() {
    answered();
    for (int i = 0; i < 3000; i++) {
      fromAlice(i);
      if (i < 1000 && i % 100 < 50) { // a second of speech, a second of none
        byte[] octets = rtp(0x0B, 0, i % 100 == 0, i / 100 * 50 + i % 50, 160L * i, 160);
        office.udp(1.01 + 0.02 * i, PBX, 5000, ALICE, 4000, octets);
      }
    }
    hangUp(61);
    office.tracker.finish();

    assertNothing();
  }

  /** Comfort noise in the last packet (RFC 3389), then nothing. */
  @Test
  void takesSilenceAfterComfortNoiseForNone() {
    answered();
    for (int i = 0; i < 3000; i++) {
      fromAlice(i);
      if (i <= 1000) {
        byte[] octets = rtp(0x0B, i == 1000 ? 13 : 0, i == 0, i, 160L * i, i == 1000 ? 1 : 160);
        office.udp(1.01 + 0.02 * i, PBX, 5000, ALICE, 4000, octets);
      }
    }
    hangUp(61);
    office.tracker.finish();

    assertNothing();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void takesASenderThatReportsForOneThatPauses(int spoken) {
    answered();
    for (int i = 0; i < 3000; i++) {
      fromAlice(i);
      reportsOfPbx(i);
      if (i < spoken) {
        fromPbx(i);
      }
    }
    hangUp(61);
    office.tracker.finish();

    assertNothing();
  }

  /** What the PBX sends takes another way than what is seen here; Alice says that she hears it. */
  @Test
  void takesWhatTheListenerReportsForHeard() {
    answered();
    for (int i = 0; i < 3000; i++) {
      fromAlice(i);
      reportsOfAlice(i);
    }
    hangUp(61);
    office.tracker.finish();

    assertEquals(2, office.seen.onlyCall().streams().size());
    assertNothing();
  }

  /** Her last report is of second 21; she hears nothing of the rest. */
  @Test
  void whatSheReportedBeforeTellsNothingOfLater() {
    answered();
    for (int i = 0; i < 3000; i++) {
      fromAlice(i);
      if (i < 1000) {
        fromPbx(i);
        reportsOfAlice(i);
      }
    }
    hangUp(61);
    office.tracker.finish();

    assertEquals(39.99, oneWaySeconds(), 1e-6);
  }

  /** Receiver reports of whom Alice hears, each 5 s: all that was sent. */
  private void reportsOfAlice(int i) {
    if (i % 250 == 125) {
      byte[] octets = receiverReport(0x0A, block(0x0B, 0, 0, i, 10, 0, 0));
      office.udp(1.005 + 0.02 * i, ALICE, 4001, PBX, 5001, octets);
    }
  }

  @Test
  void waitsForTheAnswer() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0.5, PBX, ALICE, Sip.response(183, "c1", 1, "INVITE", Sip.sdp(PBX, 5000)));
    for (int i = 0; i < 3000; i++) {
      fromPbx(i); // it rings; Alice's phone keeps quiet
    }
    office.sip(62, ALICE, PBX, Sip.request("CANCEL", "c1", 1, "", ""));
    office.tracker.finish();

    assertNothing();
  }

  /** Until the stream is over it is not known whether it ends as loss; after ten minutes it is. */
  @Test
  void countsWhileItLastsOnceItIsTooLongForAnOutage() {
    answered();
    speech(0, 31_000, 0, 1000); // 620 s; the PBX stops at 20.99
    assertEquals(0, oneWaySeconds());
    speech(31_000, 32_000, 0, 0);
    assertEquals(610.01, oneWaySeconds(), 1e-6); // the interval's end at 631 s
    speech(32_000, 33_000, 0, 0);
    hangUp(661);
    office.tracker.finish();

    assertEquals(639.99, oneWaySeconds(), 1e-6);
    assertEquals(639.99, oneWay().getFirst().seconds(), 1e-6);
  }

  @Test
  void doesNotCountIntervalsInWhichAnyInterfaceDropped() {
    answered();
    office.tracker.onObservationPoint(1, new ObservationPoint("eth2", LinkType.ETHERNET));
    speech(0, 2150, 0, 1000);
    office.tracker.onDrops(1, ns(42), ns(43), 0);
    speech(2150, 4000, 0, 0);
    hangUp(81);
    office.tracker.finish();

    assertEquals(80.98 - 20.99 - 10, oneWaySeconds(), 1e-6);
  }

  /** Nobody knows what became of the call: on hold it looks the same. */
  @Test
  void saysNothingWithoutSignallingAndReports() {
    speech(0, 4000, 0, 1000);
    office.tracker.finish();

    assertEquals(2, office.seen.onlyCall().streams().size());
    assertNothing();
  }

  @Test
  void takesTheEndOfReportsForTheEndOfThePath() {
    for (int i = 0; i < 4000; i++) {
      fromAlice(i);
      if (i < 1000) {
        fromPbx(i);
        reportsOfPbx(i);
      }
    }
    office.tracker.finish();

    assertEquals(59.99, oneWaySeconds(), 1e-6);
    assertEquals(1, oneWay().size());
  }

  @Test
  void isTheSameForTheOtherSide() {
    answered();
    for (int i = 0; i < 3000; i++) {
      if (i < 1000) {
        fromAlice(i);
      }
      fromPbx(i);
    }
    hangUp(61);
    office.tracker.finish();

    assertEquals(40.01, oneWaySeconds(), 1e-6);
    assertEquals(IpAddress.parse(ALICE), oneWay().getFirst().speaker());
  }

  /** Alice's phone hears at another port than it speaks from. */
  @Test
  void takesAnAnswerToAnotherPortForOne() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4002)));
    office.sip(0.5, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PBX, 5000)));
    for (int i = 0; i < 3000; i++) {
      fromAlice(i);
      office.speechPacket(1.01, i, PBX, 5004, ALICE, 4002, 0x0B);
    }
    hangUp(61);
    office.tracker.finish();

    assertEquals(2, office.seen.onlyCall().streams().size());
    assertNothing();
  }

  /** What the PBX sends goes to the outside of a NAT. */
  @Test
  void takesAnAnswerToWhereANatIsForOne() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp("198.51.100.7", 4000)));
    office.sip(0.5, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PBX, 5000)));
    for (int i = 0; i < 3000; i++) {
      fromAlice(i);
      office.speechPacket(1.01, i, PBX, 5000, "198.51.100.7", 4000, 0x0B);
    }
    hangUp(61);
    office.tracker.finish();

    assertEquals(2, office.seen.onlyCall().streams().size());
    assertNothing();
  }

  /** The clock is set in the silence, by an hour; it began before. */
  @Test
  void countsNothingThatAStepOfTheClockMayHaveMade() {
    answered();
    speech(0, 1700, 0, 1000);
    office.tracker.onClockStep(ns(35), 0, 3_600_000_000_000L);
    for (int i = 1700; i < 3000; i++) {
      office.speechPacket(3601, i, ALICE, 4000, PBX, 5000, 0x0A);
    }
    hangUp(3661);
    office.tracker.finish();

    // The interval of the step, in which all before is forgotten, ends at 41 s of the old time.
    assertEquals(60.98 - 41, oneWaySeconds(), 1e-6);
  }
}
