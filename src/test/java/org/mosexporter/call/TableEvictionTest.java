package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Filled.limits;
import static org.mosexporter.wire.Frames.rtp;

import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Table;
import org.mosexporter.wire.Frames;

/** Each table holds no more than its cap, and counts what had to make room. */
class TableEvictionTest {
  private static final int TOO_MANY = 300;
  private static final double APART = 1e-5;

  private static void assertCounts(Table table, ObjIntConsumer<Calling> one) {
    int most = table.entries();
    assertCounts(table, limits(1, 2, most), most, most + TOO_MANY, one);
  }

  private static void assertCounts(
      Table table, Limits limits, int most, int times, ObjIntConsumer<Calling> one) {
    Calling office = new Calling(limits, new Unheard());
    for (int i = 0; i < times; i++) {
      one.accept(office, i);
    }
    office.tracker.advance(Office.ns(1));
    TrackerCounters counters = office.tracker.counters();
    assertEquals(most, counters.tableEntries().get(table.label()), counters::toString);
    assertEquals(times - most, counters.evictions().get(table.label()), counters::toString);
  }

  @Test
  void ofInvitations() {
    assertCounts(Table.INVITATIONS, (office, i) -> office.dial(i, APART * i, ""));
  }

  @Test
  void ofSessions() {
    assertCounts(
        Table.SESSIONS,
        (office, i) -> {
          String session = String.format("Session-ID: ab30317f1a784dc48ff824d0d3%06d\n", i);
          String invite =
              Sip.message("INVITE sip:a@b SIP/2.0", "c" + i, 1, "INVITE", "", "", session);
          office.sip(APART * i, Office.ALICE, Office.PBX, invite);
        });
  }

  @Test
  void ofRegistrations() {
    assertCounts(
        Table.REGISTRATIONS,
        (office, i) ->
            office.sip(APART * i, Office.ALICE, Office.PBX, Sip.register("user" + i, "x")));
  }

  @Test
  void ofResponses() {
    assertCounts(
        Table.RESPONSES,
        (office, i) ->
            office.sip(
                APART * i,
                Office.PBX,
                Office.ALICE,
                Sip.response(200, Calling.callId(i), 1, "OPTIONS", "")));
  }

  @Test
  void ofReceptionsOfUnseenStreams() {
    assertCounts(
        Table.UNSEEN_RECEPTIONS,
        (office, i) -> {
          byte[] report = Frames.receiverReport(i, Frames.block(i, 0, 0, 100, 0, 0, 0));
          office.udp(APART * i, Calling.caller(0), 4001, Calling.callee(0), 5001, report);
        });
  }

  /** Of twice as many senders as there are places, half at least find theirs taken. */
  @Test
  void ofSenderReports() {
    Calling office = new Calling(limits(1, 1_024, 1), new Unheard());
    for (int i = 0; i < 2_048; i++) {
      byte[] report = Frames.senderReport(i, (i + 1L) << 16, 0, 1, 160);
      office.udp(APART * i, Calling.caller(0), 4001, Calling.callee(0), 5001, report);
    }
    office.tracker.advance(Office.ns(1));
    TrackerCounters counters = office.tracker.counters();
    long held = counters.tableEntries().get(Table.SENDER_REPORTS.label());
    assertTrue(held <= 1_024, counters::toString);
    assertEquals(2_048 - held, counters.evictions().get(Table.SENDER_REPORTS.label()));
  }

  /** When the table is full, all of it goes: descriptions are few. */
  @Test
  void ofPayloadFormats() {
    int most = Table.PAYLOAD_FORMATS.entries();
    Calling office = new Calling(limits(1, 2, 1), new Unheard());
    for (int i = 0; i < most + TOO_MANY; i++) {
      office.dial(i, APART * i, "a=rtpmap:96 codec/" + (8_000 + i) + "\n");
      office.udp(
          APART * i, "10.102.0.1", 6000, Calling.caller(i), 4000, rtp(i, 96, false, 0, 0, 160));
    }
    office.tracker.advance(Office.ns(1));
    TrackerCounters counters = office.tracker.counters();
    assertEquals(TOO_MANY, counters.tableEntries().get(Table.PAYLOAD_FORMATS.label()));
    assertEquals(most, counters.evictions().get(Table.PAYLOAD_FORMATS.label()));
  }

  /** One phone too few for both ends of a call: it may not be remembered for ever. */
  @Test
  void aPhoneThatHadToMakeRoomLeavesNoFigures() {
    Calling office = new Calling(limits(1, 400, 1), new Unheard());
    office.speak(100, 1);
    office.report(100, 19);
    office.tracker.finish();

    assertEquals(1, office.tracker.endpoints().size());
    assertTrue(office.tracker.figures().size() <= 4, () -> office.tracker.figures().size() + "");
  }

  /** 1,024 places for the ended streams of 40 calls, 60 each: half of them to whoever comes. */
  @Test
  void ofEndedStreamsOfCalls() {
    int calls = 40;
    Calling office = new Calling(limits(1, 10_000, calls), new Unheard());
    for (int call = 0; call < calls; call++) {
      office.dial(call, 0, "");
      office.answer(call, 0);
      for (int stream = 0; stream < 60; stream++) {
        byte[] one = rtp(60 * call + stream, 0, false, 0, 0, 160);
        office.udp(0.1, Calling.callee(call), 5000, Calling.caller(call), 4000, one);
      }
    }
    for (int second = 1; second < 33; second++) { // media goes on, so that no call is over
      for (int call = 0; call < calls; call++) {
        byte[] one = rtp(100_000 + call, 0, false, second, 8_000L * second, 160);
        office.udp(second, Calling.callee(call), 5000, Calling.caller(call), 4000, one);
      }
    }
    office.tracker.advance(Office.ns(33));
    TrackerCounters counters = office.tracker.counters();
    long kept = counters.tableEntries().get(Table.CALL_STREAMS.label());
    assertTrue(kept >= 512 && kept <= 512 + 4 * calls, counters::toString);
    assertEquals(60L * calls - kept, counters.evictions().get(Table.CALL_STREAMS.label()));
  }
}
