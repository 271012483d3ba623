package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.metrics.Office;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.record.SampleCalls;

/** Of a call of the phone 10.1.20.31 in Berlin over telco-a, from 22:13:21 to 22:16:24. */
class CallFindingsTest {
  private static final long END_NS = 1_700_000_184_000_000_000L;

  private static CallSummary call() {
    CallSummary call = SampleCalls.call(1);
    RouterWindow window =
        new RouterWindow(
            "gw1",
            "Gi0/0/1",
            TrafficDirection.OUTPUT,
            "WAN",
            "VOICE",
            true,
            END_NS - 60_000_000_000L,
            END_NS - 30_000_000_000L,
            OptionalLong.of(1_000),
            OptionalLong.of(30),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            3);
    return new CallSummary(
        call.id(),
        call.revision(),
        call.callId(),
        call.from(),
        call.to(),
        call.site(),
        call.trunk(),
        call.firstNs(),
        call.startNs(),
        call.alertedNs(),
        call.answerNs(),
        call.endNs(),
        call.setupSeconds(),
        call.disconnectSeconds(),
        call.status(),
        call.result(),
        call.related(),
        call.leg(),
        call.streams(),
        call.oneWay(),
        call.signalledBy(),
        call.phone(),
        List.of(window),
        call.routerEvents(),
        call.sip(),
        call.endpoints(),
        call.findings());
  }

  private static Finding of(String site, Scope.Kind kind, String name, long sinceNs) {
    return new Finding(
        Cause.CANNOT_TELL,
        new Scope(site, kind, name),
        Severity.WARNING,
        1,
        sinceNs,
        List.of(),
        1,
        1,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "",
        OptionalDouble.empty());
  }

  private static Conclusions only(Finding... findings) {
    return new Conclusions(END_NS, List.of(findings), List.of(), List.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "berlin, SITE,      '',                    true",
    "bonn,   SITE,      '',                    false",
    "berlin, TRUNK,     telco-a,               true",
    "berlin, TRUNK,     telco-b,               false",
    "bonn,   TRUNK,     telco-a,               false",
    "berlin, ROUTER,    gw1,                   true",
    "berlin, ROUTER,    gw2,                   false",
    "berlin, INTERFACE, gw1/Gi0/0/1,           true",
    "berlin, INTERFACE, gw1/Gi0/0/2,           false",
    "berlin, CLASS,     gw1/Gi0/0/1/VOICE,     true",
    "berlin, CLASS,     gw1/Gi0/0/1/BULK,      false",
    "bonn,   CLASS,     gw1/Gi0/0/1/VOICE,     false",
    "berlin, NETWORK,   phones,                true",
    "berlin, NETWORK,   office-wifi,           false",
    "berlin, ACCESS,    wired,                 true",
    "berlin, MODEL,     VVX_450,               true",
    "berlin, MODEL,     D862,                  false",
    "berlin, FIRMWARE,  VVX_450 5.9.6,         true",
    "berlin, ENDPOINT,  10.1.20.31,            true",
    "berlin, ENDPOINT,  203.0.113.5,           false",
  })
  void areThoseOfItsPhonesAndWays(String site, Scope.Kind kind, String name, boolean concerns) {
    Finding finding = of(site, kind, name, END_NS);

    assertEquals(concerns ? List.of(finding) : List.of(), CallFindings.of(call(), only(finding)));
  }

  /** A queue of the way out is nothing to a call of which nobody knows that it took it. */
  @Test
  void noWayIsNoWay() {
    Finding queue = of("berlin", Scope.Kind.CLASS, "gw1/Gi0/0/1/VOICE", 0);

    assertEquals(List.of(), CallFindings.of(SampleCalls.call(1), only(queue)));
  }

  @Test
  void whatBeganAfterItsEndIsNotItsTrouble() {
    Finding before = of("berlin", Scope.Kind.SITE, "", END_NS);
    Finding after = of("berlin", Scope.Kind.TRUNK, "telco-a", END_NS + 1);

    assertEquals(List.of(before), CallFindings.of(call(), only(after, before)));
    assertEquals(List.of(), CallFindings.of(Office.call("a", "b"), Conclusions.NONE));
  }
}
