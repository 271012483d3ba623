package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvent;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.LateReport;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.call.RecordId;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.call.SipLadder;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.config.Table;
import org.mosexporter.network.Whereabouts;

/** The latest calls, as they are by now. */
class RecentCallsTest {
  static CallSummary call(long number, List<PhoneVerdict> verdicts) {
    return call(number, verdicts, List.of(), List.of());
  }

  static CallSummary call(long number, List<RouterWindow> windows, List<CallEvent> events) {
    return call(number, List.of(), windows, events);
  }

  private static CallSummary call(
      long number,
      List<PhoneVerdict> verdicts,
      List<RouterWindow> windows,
      List<CallEvent> events) {
    return new CallSummary(
        new RecordId(0, number),
        1,
        "c" + number,
        "",
        "",
        "berlin",
        "",
        number,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        CallSummary.Result.UNKNOWN,
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of(),
        verdicts,
        windows,
        events,
        SipLadder.NONE,
        List.of(),
        List.of());
  }

  private static List<String> ids(RecentCalls calls) {
    return calls.latest(10).stream().map(CallSummary::callId).toList();
  }

  private static long evictions(RecentCalls calls) {
    long[] seen = new long[1];
    calls.gauge((table, entries, evictions) -> seen[0] = table == Table.RECORDS ? evictions : -1);
    return seen[0];
  }

  @Test
  void theLatestComeFirst() {
    RecentCalls calls = new RecentCalls(3);
    for (int i = 1; i <= 3; i++) {
      calls.onCallEnded(call(i, List.of()));
    }
    assertEquals(List.of("c3", "c2", "c1"), ids(calls));
    assertEquals(2, calls.latest(2).size());
  }

  /** A verdict takes as much room as a call. */
  @Test
  void theEarliestMakeRoom() {
    RecentCalls calls = new RecentCalls(3);
    calls.onCallEnded(call(1, List.of()));
    calls.onCallEnded(call(2, List.of()));
    calls.onCallEnded(call(3, List.of(Verdicts.full(7))));
    assertEquals(List.of("c3", "c2"), ids(calls));
    assertEquals(1, evictions(calls));
  }

  @Test
  void aLateReportMakesANewEditionInItsPlace() {
    RecentCalls calls = new RecentCalls(10);
    calls.onCallEnded(call(1, List.of()));
    calls.onCallEnded(call(2, List.of()));
    calls.onLateReport(new LateReport(new RecordId(0, 1), 2, List.of(Verdicts.full(7))));
    calls.onLateReport(new LateReport(new RecordId(0, 99), 2, List.of(Verdicts.full(7))));

    assertEquals(List.of("c2", "c1"), ids(calls));
    CallSummary changed = calls.find("00000000000000000000000000000001").orElseThrow();
    assertEquals(2, changed.revision());
    assertEquals("phone", changed.witnesses().getFirst().kind().label());
    assertEquals(1, calls.late());
  }

  @Test
  void oneRecordIsOneLine() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallsJson.write(call(1, List.of()), out);
    assertEquals(
        "{\"schema\":1,\"id\":\"00000000000000000000000000000001\",\"revision\":1,\"site\":\"berlin\","
            + "\"call_id\":\"c1\",\"result\":\"unknown\",\"witnesses\":[],\"streams\":[]}\n",
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aRecordHasItsPhones() throws IOException {
    EndpointInfo phone =
        new EndpointInfo(
            "berlin",
            IpAddress.parse("10.1.20.31"),
            "phones",
            Network.Access.WIRED,
            "anna",
            1,
            "",
            "Poly",
            "VVX_450",
            "",
            "0004f2aabb04",
            Whereabouts.UNKNOWN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallsJson.write(call(1, List.of()).withEndpoints(List.of(phone)), out);
    String json = out.toString(StandardCharsets.UTF_8);
    assertTrue(
        json.contains(
            "\"endpoints\":[{\"address\":\"10.1.20.31\",\"site\":\"berlin\",\"network\":\"phones\","
                + "\"access\":\"wired\",\"user\":\"anna\",\"vendor\":\"Poly\",\"model\":\"VVX_450\","
                + "\"mac\":\"0004f2aabb04\"}]"),
        json);
  }

  /** A report may come while the edition before it is being written. */
  @Test
  void aLaterEditionWaitsStillWhenTheEarlierIsWritten() {
    RecentCalls calls = new RecentCalls(10);
    RecentCalls.Backlog backlog = calls.beginWriting();
    RecentCalls.Backlog other = calls.beginWriting();
    calls.onCallEnded(call(1, List.of()));
    CallSummary first = backlog.next(9).getFirst();
    calls.onLateReport(new LateReport(first.id(), 2, List.of(Verdicts.full(7))));
    backlog.written(first);
    assertEquals(2, backlog.next(9).getFirst().revision());
    backlog.written(backlog.next(9).getFirst());
    assertEquals(List.of(), backlog.next(9));
    assertEquals(1, other.next(9).size(), "each store has what it has to write");
  }
}
