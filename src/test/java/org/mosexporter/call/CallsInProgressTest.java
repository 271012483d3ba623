package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.stream.StreamSummary;

/** What is told of calls that go on. */
class CallsInProgressTest {
  private final Office office = new Office(Office.config(Limits.defaults(), Privacy.Form.PLAIN));

  private void begin() {
    office.sip(0, Office.ALICE, Office.PBX, Sip.invite("c1", 1, ""));
    office.sip(1, Office.PBX, Office.ALICE, Sip.response(200, "c1", 1, "INVITE", ""));
    office.sip(2, "10.1.20.99", Office.PBX, Sip.invite("c2", 1, ""));
  }

  @Test
  void areToldAsTheyAreByNow() {
    begin();
    office.conversation(5, 1_600, "10.1.20.41", "10.1.20.42", i -> i % 10 == 3);
    office.tracker.advance(Office.ns(36));

    List<CallSummary> all = office.tracker.callsInProgress(10);
    assertEquals(List.of("", "c2", "c1"), all.stream().map(CallSummary::callId).toList());
    CallSummary talking = all.getFirst();
    assertEquals(CallSummary.Result.ONGOING, talking.result());
    assertEquals(0, talking.revision());
    assertEquals(OptionalLong.empty(), talking.endNs());
    assertEquals(2, talking.streams().size());
    StreamSummary lossy =
        talking.streams().stream().filter(stream -> stream.lost() > 0).findFirst().orElseThrow();
    assertEquals(1_440, lossy.packets());
    assertTrue(lossy.score().isPresent());
    assertTrue(lossy.intervals().size() >= 2, "intervals " + lossy.intervals().size());
    assertEquals(1, office.tracker.callsInProgress(1).size());
  }

  @Test
  void keepTheirRecordsWhenTheyAreOver() {
    begin();
    RecordId told = office.tracker.callsInProgress(10).getLast().id();
    assertEquals("c1", office.tracker.callInProgress(told.toString()).orElseThrow().callId());

    office.sip(9, Office.ALICE, Office.PBX, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    assertTrue(office.tracker.callsInProgress(10).stream().noneMatch(c -> c.callId().equals("c1")));
    office.tracker.advance(Office.ns(100));

    CallSummary over = office.seen.calls.getFirst();
    assertEquals("c1", over.callId());
    assertEquals(told, over.id());
    assertEquals(1, over.revision());
    assertTrue(office.tracker.callInProgress(told.toString()).isEmpty());
    assertTrue(office.tracker.callInProgress("c1").isEmpty());
  }
}
