package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;

/** One call that many tell of is one call, however late and from wherever they tell. */
class FourWitnessesTest {
  private final Office office = new Office();
  private final WitnessedCall witnessed = new WitnessedCall(office);

  private void call() {
    witnessed.call();
  }

  private void bye(double at) {
    witnessed.bye(at);
  }

  private void report(double at, Quality report, String sender) {
    office.tracker.onReport(report.from(sender), ns(at));
  }

  private static Quality final1() {
    return Quality.session("c1", ALICE, PROVIDER, 10, 30);
  }

  /** What the call's record says in the end: nothing of it is there twice. */
  private CallSummary record() {
    CallSummary first = office.seen.onlyCall();
    CallSummary last = first;
    for (LateReport late : office.seen.late) {
      assertEquals(first.id(), late.record());
      last = last.with(late);
      assertEquals(late.revision(), last.revision());
    }
    return last;
  }

  private static List<String> told(CallSummary call) {
    return call.witnesses().stream()
        .map(one -> one.kind().label() + " " + one.reporter() + " " + one.by())
        .toList();
  }

  private static final List<String> ALL =
      List.of(
          "sip  ",
          "sip  pbx-agent",
          "measured  ",
          "rtcp 203.0.113.5 ",
          "rtcp 10.1.20.11 ",
          "xr 10.1.20.11 ",
          "phone 10.1.20.11 x-rtp-stat",
          "phone 10.1.20.11 vq-rtcpxr");

  private static PhoneVerdict verdict(CallSummary call, String origin) {
    Map<String, PhoneVerdict> verdicts =
        call.phone().stream()
            .filter(one -> !one.relayed())
            .collect(Collectors.toMap(PhoneVerdict::origin, Function.identity()));
    return verdicts.get(origin);
  }

  private static void assertOnAlicesStream(CallSummary call, PhoneVerdict verdict) {
    assertEquals(0x0B, call.streamOf(verdict).orElseThrow().ssrc());
  }

  @Test
  void allOfThemTellOfOneCall() {
    call();
    bye(30.2);
    report(31, final1(), ALICE);
    office.tracker.advance(ns(100));

    CallSummary call = record();
    assertEquals(ALL, told(call));
    assertEquals(1, call.revision());
    assertEquals(CallSummary.Result.COMPLETED, call.result());
    assertEquals(2, call.streams().size());
    assertOnAlicesStream(call, verdict(call, "vq-rtcpxr"));
    assertOnAlicesStream(call, verdict(call, "x-rtp-stat"));
    assertEquals(0.02, verdict(call, "x-rtp-stat").figures().get(PhoneFigure.LOSS_RATIO), 1e-9);
    assertEquals(4.1, verdict(call, "vq-rtcpxr").figures().get(PhoneFigure.MOS_LQ));
    assertEquals(1, verdict(call, "x-rtp-stat").reports());
  }

  /** As baresip has it, which hears at all its addresses: still the stream that it heard. */
  @Test
  void whoSaysThatItIsNowhereIsWhereItSpeaksFrom() {
    call();
    witnessed.bye(30.2, "X-RTP-Stat: EX=BareSip;PR=980;PL=20,7;IP=0.0.0.0:4000,203.0.113.5:5000\n");
    Quality nowhere = final1().ends("0.0.0.0", 4000, "0x0A", PROVIDER, 5000, "0x0B");
    report(31, nowhere, ALICE);
    office.tracker.advance(ns(100));

    assertOnAlicesStream(record(), verdict(record(), "x-rtp-stat"));
    assertOnAlicesStream(record(), verdict(record(), "vq-rtcpxr"));
  }

  /** It names the call, and its media by addresses that nobody else knows. */
  @ParameterizedTest
  @ValueSource(doubles = {31, 600})
  void byCallIdAlone(double at) {
    call();
    bye(30.2);
    office.tracker.advance(ns(Math.min(at, 100)));
    report(at, final1().ends("192.168.1.2", 1, "0x1", "192.168.1.3", 1, "0x2"), "198.51.100.9");
    office.tracker.advance(ns(1000));

    CallSummary call = record();
    assertEquals(8, told(call).size());
    assertTrue(call.streamOf(verdict(call, "vq-rtcpxr")).isEmpty());
  }

  /** Two streams of the world may have one SSRC. */
  @ParameterizedTest
  @ValueSource(doubles = {31, 600})
  void notBySsrcAlone(double at) {
    call();
    bye(30.2);
    office.tracker.advance(ns(Math.min(at, 100)));
    Quality stranger = Quality.session("c7", "10.1.20.99", "198.51.100.7", 10, 30);
    report(at, stranger, "10.1.20.99");
    office.tracker.advance(ns(1000));

    assertEquals(2, office.seen.calls.size());
    assertEquals(List.of(), office.seen.late);
  }

  /** 30 s after the last packet the record is written; it is changed once more. */
  @Test
  void tenMinutesLate() {
    call();
    bye(30.2);
    office.tracker.advance(ns(100));
    assertEquals(1, office.seen.calls.size());
    long events = office.seen.all.size();
    report(630, final1(), ALICE);
    office.tracker.advance(ns(1000));

    CallSummary call = record();
    assertEquals(ALL, told(call));
    assertEquals(2, call.revision());
    assertEquals(events + 1, office.seen.all.size());
    assertOnAlicesStream(call, verdict(call, "vq-rtcpxr"));
  }

  @Test
  void beforeTheBye() {
    call();
    report(30.1, final1(), ALICE);
    bye(30.2);
    office.tracker.advance(ns(100));

    assertEquals(8, told(record()).size());
    assertEquals(CallSummary.Result.COMPLETED, record().result());
    assertEquals(ns(30.2), record().endNs().orElseThrow());
  }

  /** Sent again, and seen here on its way to a collector. */
  @Test
  void thrice() {
    call();
    bye(30.2);
    report(31, final1(), ALICE);
    report(31.5, final1(), ALICE);
    String body = final1().body();
    String publish =
        Sip.message("PUBLISH sip:collector SIP/2.0", "p1", 1, "PUBLISH", "", "", "")
                .replace(
                    "Content-Length: 0",
                    "Content-Type: application/vq-rtcpxr\nContent-Length: "
                        + body.replace("\n", "\r\n").length())
            + body;
    office.sip(32, ALICE, PBX, publish);
    office.tracker.advance(ns(100));

    assertEquals(ALL, told(record()));
    assertEquals(1, verdict(record(), "vq-rtcpxr").reports());
    report(600, final1(), ALICE);
    assertEquals(List.of(), office.seen.late);
  }

  /** The phone knows neither its outer address nor, behind a session border, our Call-ID. */
  @ParameterizedTest
  @ValueSource(doubles = {25, 31, 600})
  void fromBehindANat(double at) {
    call();
    Quality inside =
        Quality.session("inner", "192.168.1.21", PROVIDER, 10, Math.min(30, at))
            .ends("192.168.1.21", 11784, "0xA", PROVIDER, 5000, "0xB");
    if (at < 30) {
      report(at, inside, "198.51.100.9");
    }
    bye(30.2);
    office.tracker.advance(ns(Math.max(30.5, Math.min(at, 100))));
    if (at > 30) {
      report(at, inside, "198.51.100.9");
    }
    office.tracker.advance(ns(1000));

    CallSummary call = record();
    assertEquals(8, told(call).size());
    assertOnAlicesStream(call, verdict(call, "vq-rtcpxr"));
  }

  /** Of another call at the same time; of the same addresses with another SSRC. */
  @Test
  void neverByTimeOrAddressesAlone() {
    call();
    report(31, Quality.session("c2", "10.1.20.77", "10.1.20.78", 10, 30), "10.1.20.77");
    Quality otherStream = Quality.session("c3", ALICE, PROVIDER, 10, 30);
    report(31, otherStream.ends(ALICE, 4000, "0xC1", PROVIDER, 5000, "0xC2"), ALICE);
    bye(31.2);
    office.tracker.advance(ns(100));

    assertEquals(3, office.seen.calls.size());
    assertEquals(List.of(), office.seen.late);
    CallSummary seen =
        office.seen.calls.stream().filter(one -> one.callId().equals("c1")).findFirst().get();
    assertTrue(verdict(seen, "vq-rtcpxr") == null, told(seen).toString());
  }

  /** The same SSRC at the same addresses, in the call before this one. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void notAtAnotherTime(boolean late) {
    call();
    Quality before = Quality.session("c0", ALICE, PROVIDER, -120, 4);
    if (late) {
      bye(30.2);
      office.tracker.advance(ns(100));
    }
    report(late ? 101 : 31, before, ALICE);
    office.tracker.advance(ns(1000));

    assertEquals(2, office.seen.calls.size());
    assertEquals(List.of(), office.seen.late);
  }

  /** Five seconds is what clocks may be apart. */
  @Test
  void atNearlyTheSameTime() {
    call();
    report(31, Quality.session("c0", ALICE, PROVIDER, -120, 6), ALICE);
    bye(31.2);
    office.tracker.advance(ns(100));

    assertEquals(8, told(record()).size());
  }

  @Test
  void afterAQuarterOfAnHourItIsOver() {
    call();
    bye(30.2);
    office.tracker.advance(ns(100));
    report(925, final1(), ALICE);
    assertEquals(1, office.seen.late.size());
    report(935, final1().figures("MOSLQ=3.3"), ALICE);
    office.tracker.advance(ns(2000));

    assertEquals(1, office.seen.late.size());
    assertEquals(2, office.seen.calls.size());
  }

  @Test
  void withoutSignalling() {
    office.tracker.advance(ns(0));
    for (int i = 0; i < 1000; i++) {
      office.speechPacket(10, i, ALICE, 4000, PROVIDER, 5000, 0x0A);
      office.speechPacket(10.01, i, PROVIDER, 5000, ALICE, 4000, 0x0B);
    }
    report(31, final1(), ALICE);
    office.tracker.advance(ns(100));

    CallSummary call = record();
    assertEquals(List.of("measured  ", "phone 10.1.20.11 vq-rtcpxr"), told(call));
    assertOnAlicesStream(call, verdict(call, "vq-rtcpxr"));
  }

  /** Both ends of a call that nobody saw, and then somebody does. */
  @Test
  void ofACallThatNobodySaw() {
    office.tracker.advance(ns(0));
    report(31, Quality.session("c9", ALICE, "10.1.20.12", 10, 30), ALICE);
    Quality other =
        Quality.session("c9", "10.1.20.12", ALICE, 10, 30)
            .ends("10.1.20.12", 5000, "0xB", ALICE, 4000, "0xA");
    report(32, other, "10.1.20.12");
    office.tracker.advance(ns(100));

    CallSummary call = record();
    assertEquals("c9", call.callId());
    assertEquals(CallSummary.Result.UNKNOWN, call.result());
    assertEquals("berlin", call.site());
    assertEquals("1020", call.from());
    assertEquals("1010", call.to());
    assertEquals(List.of("phone 10.1.20.11 vq-rtcpxr", "phone 10.1.20.12 vq-rtcpxr"), told(call));
    assertEquals(0, office.counters().callsActive().values().stream().mapToLong(v -> v).sum());
  }

  @Test
  void usersAreLeftOutWhenTheyAreToBe() {
    Office discreet = new Office(Office.config(Limits.defaults(), Privacy.Form.DROP));
    discreet.tracker.advance(ns(0));
    discreet.tracker.onReport(
        Quality.session("c9", ALICE, "10.1.20.12", 10, 30).from(ALICE), ns(31));
    discreet.tracker.advance(ns(100));

    CallSummary call = discreet.seen.onlyCall();
    assertEquals("", call.from() + call.to());
    assertTrue(discreet.tracker.endpoints().stream().allMatch(one -> one.user().isEmpty()));
  }

  /** The latest alert stands while nothing else is told, and moves no figure that is. */
  @Test
  void alertsTellHowThingsStand() {
    office.tracker.advance(ns(0));
    Quality alert =
        Quality.session("c9", ALICE, "10.1.20.12", 0, 5).kind("VQAlertReport: Type=NLR");
    report(5, alert.figures("MOSLQ=2.4"), ALICE);
    report(6, alert.figures("MOSLQ=2.2"), ALICE);
    office.tracker.advance(ns(300));
    assertEquals(2.2, verdict(record(), "vq-rtcpxr").figure(PhoneFigure.MOS_LQ).orElseThrow());

    report(310, Quality.session("c9", ALICE, "10.1.20.12", 0, 31).figures("MOSLQ=3.9"), ALICE);
    report(311, alert.figures("MOSLQ=1.2"), ALICE);
    assertEquals(3.9, verdict(record(), "vq-rtcpxr").figure(PhoneFigure.MOS_LQ).orElseThrow());
    assertEquals(4, verdict(record(), "vq-rtcpxr").reports());
  }

  /** Interval by interval while it lasts, then all of it: 20 s of 4.2 and 10 s of 3.6 are 4.0. */
  @Test
  void intervalsAddUpUntilTheWholeIsTold() {
    office.tracker.advance(ns(0));
    Quality interval = Quality.session("c9", ALICE, "10.1.20.12", 0, 20).kind("VQIntervalReport");
    report(20, interval.figures("MOSLQ=4.2 NLR=1"), ALICE);
    Quality next = Quality.session("c9", ALICE, "10.1.20.12", 20, 30).kind("VQIntervalReport");
    report(30, next.figures("MOSLQ=3.6 NLR=4"), ALICE);
    office.tracker.advance(ns(300));

    PhoneVerdict sum = verdict(record(), "vq-rtcpxr");
    assertEquals(4.0, sum.figure(PhoneFigure.MOS_LQ).orElseThrow(), 1e-9);
    assertEquals(0.02, sum.figure(PhoneFigure.LOSS_RATIO).orElseThrow(), 1e-9);
    assertEquals(2, sum.reports());
    report(310, Quality.session("c9", ALICE, "10.1.20.12", 0, 31).figures("MOSLQ=3.9"), ALICE);
    PhoneVerdict whole = verdict(record(), "vq-rtcpxr");
    assertEquals(3.9, whole.figure(PhoneFigure.MOS_LQ).orElseThrow(), 1e-9);
    assertEquals(3, whole.reports());
  }
}
