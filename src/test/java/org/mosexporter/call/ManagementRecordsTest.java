package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.cmr.CallManagement;

/** What CUCM writes of a call, beside what was seen of it. */
class ManagementRecordsTest {
  private static final String SESSION = "ab30317f1a784dc48ff824d0d3715d86";
  private static final String OTHER = "47755a9de7794ba387653f2099600ef2";

  private final Office office = new Office();

  private void row(double at, String number, String local, String remote, double hungUpAt) {
    CallManagement row =
        new CallManagement(
            "office/1/4711",
            number,
            "SEP001A2B3C4D5E",
            "",
            local,
            remote,
            OptionalLong.of(ns(hungUpAt) / 1_000_000_000L),
            OptionalLong.of(20),
            OptionalLong.of(1000),
            OptionalLong.of(980),
            OptionalLong.of(20),
            OptionalLong.of(5),
            OptionalDouble.of(7),
            OptionalDouble.of(12),
            OptionalDouble.of(4.1),
            OptionalDouble.empty(),
            OptionalDouble.of(0.01),
            OptionalLong.of(3),
            OptionalLong.of(1),
            "");
    office.tracker.onReport(new Report.CallRecord(row), ns(at));
  }

  private void call() {
    String session = "Session-ID: " + SESSION + ";remote=" + "0".repeat(32) + "\n";
    office.sip(0, ALICE, PBX, Sip.register("1010", "Phone"));
    office.sip(0, PBX, ALICE, Sip.response(200, "reg-1010", 1, "REGISTER", ""));
    String invite =
        Sip.message(
            "INVITE sip:1020@example.org SIP/2.0",
            "c1",
            1,
            "INVITE",
            "",
            Sip.sdp(ALICE, 4000),
            session);
    office.sip(0, ALICE, BOB, invite);
    office.sip(1, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.speech(1, 1000, ALICE, 4000, BOB, 5000, 0x0A, _ -> false);
    office.sip(21, ALICE, BOB, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
  }

  /** CUCM delivers its files each minute: the call's record is written by then. */
  @Test
  void aRecordOfACallThatWasSeenIsPartOfIt() {
    call();
    office.tracker.advance(ns(90));
    assertEquals(1, office.seen.calls.size());
    row(90, "1010", SESSION, OTHER, 21);
    row(91, "1020", OTHER, SESSION, 21);
    office.tracker.advance(ns(300));

    assertEquals(1, office.seen.calls.size());
    List<LateReport> late =
        office.seen.all.stream()
            .filter(LateReport.class::isInstance)
            .map(LateReport.class::cast)
            .toList();
    assertEquals(2, late.size());
    assertEquals(office.seen.onlyCall().id(), late.getFirst().record());
  }

  @Test
  void soItIsWhileTheCallIsThere() {
    call();
    row(22, "1010", SESSION, OTHER, 21);
    office.tracker.advance(ns(90));
    CallSummary call = office.seen.onlyCall();
    PhoneVerdict verdict = call.phone().getFirst();
    assertEquals("cmr", verdict.origin());
    assertEquals(IpAddress.parse(ALICE), verdict.reporter());
    assertEquals(
        Map.ofEntries(
            Map.entry(PhoneFigure.PACKETS, 980.0),
            Map.entry(PhoneFigure.LOST, 20.0),
            Map.entry(PhoneFigure.DISCARDED, 5.0),
            Map.entry(PhoneFigure.LOSS_RATIO, 0.02),
            Map.entry(PhoneFigure.DISCARD_RATIO, 0.005),
            Map.entry(PhoneFigure.JITTER_SECONDS, 0.007),
            Map.entry(PhoneFigure.LATENCY_SECONDS, 0.012),
            Map.entry(PhoneFigure.MOS_LQ, 4.1),
            Map.entry(PhoneFigure.CONCEALED_RATIO, 0.01),
            Map.entry(PhoneFigure.CONCEALED_SECONDS, 3.0),
            Map.entry(PhoneFigure.SEVERELY_CONCEALED_SECONDS, 1.0)),
        verdict.figures());
  }

  /** Two rows, one call, once; of devices whose addresses nobody knows. */
  @Test
  void aCallThatNobodySawIsMadeByItsRecords() {
    office.tracker.advance(ns(0));
    row(60, "2010", "", "", 30);
    row(61, "2020", "", "", 30);
    office.tracker.advance(ns(200));
    CallSummary call = office.seen.onlyCall();
    assertEquals("office/1/4711", call.callId());
    assertEquals(ns(30), call.endNs().orElse(0));
    assertTrue(call.phone().size() >= 1);
  }

  /** A clock that is an hour off. */
  @Test
  void aTimeThatCannotBeIsNotBelieved() {
    office.tracker.advance(ns(0));
    row(60, "2010", "", "", 3660);
    office.tracker.advance(ns(200));
    assertTrue(office.seen.onlyCall().endNs().orElse(0) <= ns(60));
  }
}
