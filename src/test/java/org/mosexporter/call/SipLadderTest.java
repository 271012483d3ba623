package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.ascii;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.wire.sip.Sighting;

/** Which SIP messages a call's record shows. */
class SipLadderTest {
  private static final Limits FEW_CALLS = new Limits(10, 10, 10, 1_000);

  private static String line(SipStep step) {
    return String.format(
        "%.3f %s > %s %s, %s",
        (step.atNs() - ns(0)) / 1e9, step.sender(), step.receiver(), step.message(), step.cseq());
  }

  private static List<String> lines(SipLadder ladder) {
    return ladder.steps().stream().map(SipLadderTest::line).toList();
  }

  @Test
  void tellsEachMessageWithItsTimeAndWay() {
    Office office = new Office();
    office.sip(0, ALICE, PBX, Sip.invite("c1", 7, ""));
    office.sip(0.0123, PBX, ALICE, Sip.response(407, "c1", 7, "INVITE", ""));
    office.sip(0.1, ALICE, PBX, Sip.invite("c1", 8, ""));
    office.sip(2, PBX, ALICE, Sip.response(180, "c1", 8, "INVITE", ""));
    office.sip(5, PBX, ALICE, Sip.response(299, "c1", 8, "INVITE", ""));
    office.udp(7201.5, ALICE, 5062, PBX, 5060, ascii(Sip.request("BYE", "c1", 9, ";tag=bob", "")));
    office.sip(7201.6, ALICE, PBX, Sip.request("DANCE", "c1", 10, ";tag=bob", ""));
    office.tracker.finish();

    SipLadder ladder = office.seen.onlyCall().sip();
    assertEquals(
        List.of(
            "0.000 10.1.20.11:5060 > 10.1.0.5:5060 INVITE, 7 INVITE",
            "0.012 10.1.0.5:5060 > 10.1.20.11:5060 407 Proxy Authentication Required, 7 INVITE",
            "0.100 10.1.20.11:5060 > 10.1.0.5:5060 INVITE, 8 INVITE",
            "2.000 10.1.0.5:5060 > 10.1.20.11:5060 180 Ringing, 8 INVITE",
            "5.000 10.1.0.5:5060 > 10.1.20.11:5060 299, 8 INVITE",
            "7201.500 10.1.20.11:5062 > 10.1.0.5:5060 BYE, 9 BYE",
            "7201.600 10.1.20.11:5060 > 10.1.0.5:5060 other, 10 other"),
        lines(ladder));
    assertEquals(0, ladder.omitted());
  }

  @Test
  void tellsNothingThatAServerMadeUp() {
    Office office = new Office();
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, ""));
    String busy = Sip.response(486, "c1", 1, "INVITE", "");
    office.sip(1, PBX, ALICE, busy.replaceFirst("486 [^\n]*", "486 1020 is asleep"));
    office.tracker.finish();

    assertEquals(
        List.of("INVITE", "486 Busy Here"),
        office.seen.onlyCall().sip().steps().stream().map(SipStep::message).toList());
  }

  /** 64 are kept: the first 32 and the last 32 of 101. */
  @Test
  void keepsTheFirstAndTheLastOfManyMessages() {
    Office office = new Office();
    for (int i = 0; i <= 100; i++) {
      office.sip(i, ALICE, PBX, Sip.invite("c1", i + 1, ""));
    }
    long evictions = office.tracker.counters().evictions().get("sip_messages");
    office.tracker.finish();

    SipLadder ladder = office.seen.onlyCall().sip();
    List<Long> numbers = ladder.steps().stream().map(SipStep::cseqNumber).toList();
    assertEquals(64, numbers.size());
    assertEquals(List.of(1L, 2L), numbers.subList(0, 2));
    assertEquals(List.of(32L, 70L), numbers.subList(31, 33));
    assertEquals(101L, numbers.getLast());
    assertEquals(37, ladder.omitted());
    assertTrue(evictions <= 37, evictions + " made room");
  }

  /**
   * Ten calls may keep 40: from half of that on none gets more than 8, and the last one nothing.
   */
  @Test
  void noCallTakesTheRoomOfTheOthers() {
    Office office = new Office(Office.config(FEW_CALLS, Privacy.Form.PLAIN));
    for (int i = 0; i < 60; i++) {
      office.sip(i, ALICE, PBX, Sip.invite("loud", i + 1, ""));
    }
    for (int call = 0; call < 4; call++) {
      for (int i = 0; i < 6; i++) {
        office.sip(60 + i, ALICE, PBX, Sip.invite("c" + call, i + 1, ""));
      }
    }
    office.tracker.advance(ns(66));
    long held = office.tracker.counters().tableEntries().get("sip_messages");
    office.tracker.finish();

    assertTrue(held <= 40, held + " held");
    for (CallSummary call : office.seen.calls) {
      int kept = call.sip().size();
      assertTrue(
          kept == (call.callId().equals("loud") ? 16 : call.callId().equals("c3") ? 0 : 6),
          call.callId() + " keeps " + kept);
    }
    office.tracker.advance(ns(67));
    assertEquals(0, office.tracker.counters().tableEntries().get("sip_messages"));
  }

  @Test
  void aFloodOfWaysIsNotFollowed() {
    Office office = new Office();
    for (int i = 0; i < 60; i++) {
      byte[] invite = ascii(Sip.invite("c1", i + 1, ""));
      office.udp(i, ALICE, 10_000 + i, PBX, 5060, invite);
    }
    office.tracker.finish();

    SipLadder ladder = office.seen.onlyCall().sip();
    assertEquals(32, ladder.size());
    assertEquals(28, ladder.omitted());
  }

  /** Agents' clocks differ from ours; numbers are 32 bits without sign (RFC 3261 §8.1.1.5). */
  @ParameterizedTest(name = "{0} ns, CSeq {1}, {2}")
  @CsvSource({
    "0, 0, INVITE",
    "-1000, 4294967295, UPDATE",
    "-4294967296000, 2147483648, other",
    "4294967296000, 1, ACK",
    "518400000000000, 2147483647, MESSAGE"
  })
  void everyTimeAndNumberComesBack(long sinceNs, long cseqNumber, String method) {
    IpAddress alice = IpAddress.parse("fd99::1");
    SipTrace trace = new SipTrace();
    trace.grow();
    Sighting sighting = new Sighting(alice, 5060, alice, 5061, ns(0) + sinceNs, "agent");
    trace.add(sighting, sinceNs, 699, SipMethods.number(method), cseqNumber);

    SipStep step = trace.ladder(ns(0)).steps().getFirst();
    assertEquals(ns(0) + sinceNs, step.atNs());
    assertEquals(cseqNumber + " " + method, step.cseq());
    assertEquals("699", step.message());
    assertEquals("[fd99::1]:5060", step.sender());
    assertEquals("agent", step.agent());
  }

  @Test
  void aStepOfTheClockMovesThemAll() {
    Office office = new Office();
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, ""));
    office.tracker.onClockStep(ns(1), 0, 3600_000_000_000L);
    office.sip(3602, PBX, ALICE, Sip.response(486, "c1", 1, "INVITE", ""));
    office.tracker.finish();

    assertEquals(
        List.of(ns(3600), ns(3602)),
        office.seen.onlyCall().sip().steps().stream().map(SipStep::atNs).toList());
  }
}
