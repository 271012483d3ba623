package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.LiveHeap.assertDeclared;
import static org.mosexporter.call.Filled.limits;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Table;
import org.mosexporter.stream.StreamSummary;

/** What calls, streams and phones take of the heap, each with all there can be known of it. */
@Tag("heap")
class TableBytesTest {
  private static final int MANY = 2_000;

  /** So that no class is loaded while something is measured. */
  @BeforeAll
  static void everythingRanBefore() {
    Calling office = new Calling(limits(10, 10, 10), new Unheard());
    answerAll(office, 100);
    talk(office, 100);
    office.reportExtended(100, 62.1);
    office.tracker.finish();
    long _ = LiveHeap.bytes();
  }

  private static void answerAll(Calling office, int calls) {
    dialAll(office, calls, "");
    for (int call = 0; call < calls; call++) {
      office.answer(call, 10 + 0.001 * call);
    }
    office.tracker.advance(Office.ns(20));
  }

  private static void dialAll(Calling office, int calls, String more) {
    for (int call = 0; call < calls; call++) {
      office.dial(call, 0.001 * call, more);
    }
    office.tracker.advance(Office.ns(10));
  }

  /** Until all is observed that was heard. */
  private static void talk(Calling office, int calls) {
    listen(office, calls);
    office.tracker.advance(Office.ns(62));
  }

  private static void listen(Calling office, int calls) {
    office.speak(calls, 21);
    office.report(calls, 39);
    office.tracker.advance(Office.ns(46));
  }

  private static long dialled(String more) {
    return Filled.bytes(
            limits(1, 2, MANY), Table.CALLS, MANY, office -> dialAll(office, MANY, more))
        / MANY;
  }

  @Test
  void ofCallsAndTheirAddresses() {
    String three = "m=audio 4002 RTP/AVP 0\nm=audio 4004 RTP/AVP 0\nm=audio 4006 RTP/AVP 0\n";
    long address = (dialled(three) - dialled("")) / 3;
    long answered =
        Filled.bytes(limits(1, 2, MANY), Table.CALLS, MANY, office -> answerAll(office, MANY))
            / MANY;
    assertDeclared(Table.MEDIA_ADDRESSES, address);
    long messages = 4L * Table.SIP_MESSAGES.bytesPerEntry();
    assertDeclared(Table.CALLS, answered - 2 * address - messages);
  }

  private static long streamsOfNobody(Limits limits, Table holds) {
    return Filled.bytes(limits, holds, MANY, office -> talk(office, MANY / 2));
  }

  /** There is no room for their calls: each waits to be claimed. */
  @Test
  void ofStreamsThatNobodyAnnounced() {
    long senders = (long) MANY * Table.SENDER_REPORTS.bytesPerEntry();
    long all = streamsOfNobody(limits(1, MANY, 1), Table.STREAMS);
    long finished = (long) MANY * Filled.FINISHED_STREAM_BYTES;
    long intervals = (long) MANY * 8 * Table.INTERVALS.bytesPerEntry(); // the least that is taken
    assertDeclared(Table.STREAMS, (all - senders - finished - intervals) / MANY);
  }

  @Test
  void ofExtendedReports() {
    long without = streamsOfNobody(limits(1, MANY, 1), Table.STREAMS);
    long with =
        Filled.bytes(
            limits(1, MANY, 1),
            Table.EXTENDED_RECEPTIONS,
            MANY,
            office -> {
              office.speak(MANY / 2, 21);
              office.reportExtended(MANY / 2, 30);
              office.reportExtended(MANY / 2, 38.5);
              office.report(MANY / 2, 39);
              office.reportExtended(MANY / 2, 44);
              office.tracker.advance(Office.ns(62));
            });
    assertDeclared(Table.EXTENDED_RECEPTIONS, (with - without) / MANY);
  }

  @Test
  void ofWhatWaitsForNearerWitnesses() {
    long[] waiting = new long[1];
    long with =
        Filled.bytes(
            limits(1, MANY, 1),
            Table.STREAMS,
            MANY,
            office -> {
              listen(office, MANY / 2);
              waiting[0] = office.tracker.counters().tableEntries().get("observations");
            });
    long without = streamsOfNobody(limits(1, MANY, 1), Table.STREAMS);
    assertTrue(waiting[0] > MANY / 2, waiting[0] + " wait");
    assertDeclared(Table.OBSERVATIONS, (with - without) / waiting[0]);
  }

  @Test
  void ofPhones() {
    long with =
        Filled.bytes(
            limits(MANY, MANY, 1),
            Table.ENDPOINTS,
            MANY,
            office -> {
              for (int phone = 0; phone < MANY / 2; phone++) {
                register(office, Calling.caller(phone), 0.0001 * phone);
                register(office, Calling.callee(phone), 0.0001 * phone);
              }
              talk(office, MANY / 2);
            });
    long without = streamsOfNobody(limits(1, MANY, 1), Table.STREAMS);
    assertDeclared(Table.ENDPOINTS, (with - without) / MANY);
  }

  private static void register(Calling office, String phone, double at) {
    office.sip(at, phone, Office.PBX, Sip.register("u" + phone, "Yealink SIP-T46S 66.85.0.5"));
    String accepted = Sip.response(200, "reg-u" + phone, 1, "REGISTER", "");
    office.sip(at, Office.PBX, phone, accepted.replace("sip:1020@", "sip:u" + phone + "@"));
  }

  @Test
  void ofWhatIsToldOfStreams() {
    List<StreamSummary> summaries = new ArrayList<>(MANY);
    List<CallEvents.ObservedInterval> intervals = new ArrayList<>(MANY);
    Calling office =
        new Calling(
            limits(MANY, MANY, 1),
            new Unheard() {
              @Override
              public void onStreamEnded(StreamSummary stream) {
                summaries.add(stream);
              }

              @Override
              public void onInterval(ObservedInterval interval) {
                intervals.add(interval);
              }
            });
    talk(office, MANY / 2);
    office.tracker.finish();
    assertEquals(MANY, summaries.size());
    long both = LiveHeap.bytes();
    summaries.clear();
    long one = LiveHeap.bytes();
    assertDeclared(Table.CALL_STREAMS, (both - one) / MANY);
    long told = intervals.stream().map(CallEvents.ObservedInterval::interval).distinct().count();
    intervals.clear();
    assertDeclared(Table.EVENTS, (one - LiveHeap.bytes()) / told + 24); // and its place in a queue
    assertEquals(Table.EVENTS.bytesPerEntry(), Table.DIAGNOSIS_EVENTS.bytesPerEntry());
  }
}
