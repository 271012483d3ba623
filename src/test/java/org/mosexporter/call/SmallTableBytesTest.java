package org.mosexporter.call;

import static org.mosexporter.LiveHeap.assertDeclared;
import static org.mosexporter.call.Filled.limits;
import static org.mosexporter.wire.Frames.UDP;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.fragmentsIpv4;
import static org.mosexporter.wire.Frames.rtp;

import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Table;
import org.mosexporter.wire.Frames;

/** What the tables take of the heap whose size no limit sets. */
@Tag("heap")
class SmallTableBytesTest {
  private static final double APART = 1e-4;

  /** So that no class is loaded while something is measured. */
  @BeforeAll
  static void everythingRanBefore() {
    Calling office = new Calling(limits(10, 10, 10), new Unheard());
    for (int i = 0; i < 100; i++) {
      invitation(office, i);
      registration(office, i);
      referral(office, i);
      response(office, i);
      candidate(office, i);
      described(office, i);
      report(office, i);
      senderReport(office, i);
      quality(office, i, APART * i);
    }
    office.tracker.finish();
    long _ = LiveHeap.bytes();
  }

  private static void assertTakes(Table table, ObjIntConsumer<Calling> one) {
    assertTakes(table, limits(1, 2, 1), office -> each(table.entries(), office, one));
  }

  private static void each(int times, Calling office, ObjIntConsumer<Calling> one) {
    for (int i = 0; i < times; i++) {
      one.accept(office, i);
    }
    office.tracker.advance(Office.ns(1));
  }

  private static void assertTakes(Table table, Limits limits, Consumer<Calling> fill) {
    assertTakes(table, limits, fill, 0);
  }

  private static void assertTakes(
      Table table, Limits limits, Consumer<Calling> fill, int otherBytes) {
    int most = table.entries();
    assertDeclared(table, Filled.bytes(limits, table, most, fill) / most - otherBytes);
  }

  private static void invitation(Calling office, int number) {
    office.dial(number, APART * number, "");
  }

  @Test
  void ofInvitations() {
    assertTakes(Table.INVITATIONS, SmallTableBytesTest::invitation);
  }

  /** Of calls that are there. */
  @Test
  void ofSessions() {
    int most = Table.SESSIONS.entries();
    long without = sessions(most, Table.CALLS, "");
    long with = sessions(most, Table.SESSIONS, "Session-ID: ab30317f1a784dc48ff824d0d3%06d\n");
    assertDeclared(Table.SESSIONS, (with - without) / most);
  }

  private static long sessions(int most, Table holds, String header) {
    return Filled.bytes(
        limits(1, 2, most),
        holds,
        most,
        office ->
            each(
                most,
                office,
                (to, i) -> {
                  String id = Calling.callId(i);
                  String line = "INVITE sip:a@b SIP/2.0";
                  String more = String.format(header, i);
                  String invite = Sip.message(line, id, 1, "INVITE", "", "", more);
                  to.sip(APART * i, Office.ALICE, Office.PBX, invite);
                }));
  }

  private static void referral(Calling office, int number) {
    office.dial(number, APART * number, "");
    String refer =
        Sip.message(
            "REFER sip:1020@example.org SIP/2.0",
            Calling.callId(number),
            2,
            "REFER",
            ";tag=bob",
            "",
            "Refer-To: <sip:u" + number + "@example.org>\n");
    office.sip(APART * number, Office.ALICE, Office.BOB, refer);
  }

  /** Beside the invitations of their calls. */
  @Test
  void ofReferrals() {
    int most = Table.REFERRALS.entries();
    long bytes =
        Filled.bytes(
            limits(1, 2, 1),
            Table.REFERRALS,
            most,
            office -> each(most, office, SmallTableBytesTest::referral));
    assertDeclared(Table.REFERRALS, bytes / most - Table.INVITATIONS.bytesPerEntry());
  }

  private static void registration(Calling office, int number) {
    String register = Sip.register("user" + number, "x");
    office.sip(APART * number, Office.ALICE, Office.PBX, register);
  }

  @Test
  void ofRegistrations() {
    assertTakes(Table.REGISTRATIONS, SmallTableBytesTest::registration);
  }

  private static void response(Calling office, int number) {
    String response = Sip.response(200, Calling.callId(number), 1, "OPTIONS", "");
    office.sip(APART * number, Office.PBX, Office.ALICE, response);
  }

  @Test
  void ofResponses() {
    assertTakes(Table.RESPONSES, SmallTableBytesTest::response);
  }

  private static void report(Calling office, int number) {
    byte[] report = Frames.receiverReport(number, Frames.block(number, 0, 0, 100, 0, 0, 0));
    office.udp(APART * number, Calling.caller(0), 4001, Calling.callee(0), 5001, report);
  }

  @Test
  void ofReceptionsOfUnseenStreams() {
    assertTakes(Table.UNSEEN_RECEPTIONS, SmallTableBytesTest::report);
  }

  /** Two packets in line, which tell nothing yet. */
  private static void candidate(Calling office, int number) {
    for (int packet = 0; packet < 2; packet++) {
      byte[] octets = rtp(number, 0, false, packet, 160L * packet, 160);
      String from = Calling.caller(number);
      office.udp(APART * number + 1e-5 * packet, from, 6000, "10.102.0.1", 6000, octets);
    }
  }

  @Test
  void ofCandidates() {
    assertTakes(Table.CANDIDATES, SmallTableBytesTest::candidate);
  }

  /** A description with ten payload types, like no other, and a stream that it describes. */
  private static void described(Calling office, int number) {
    StringBuilder types = new StringBuilder();
    for (int type = 96; type < 106; type++) {
      types.append("a=rtpmap:" + type + " codec" + type + "/" + (8_000 + number) + "\n");
    }
    office.dial(number, APART * number, types.toString());
    byte[] octets = rtp(number, 96, false, 0, 0, 160);
    office.udp(APART * number, "10.102.0.1", 6000, Calling.caller(number), 4000, octets);
  }

  /** Once nothing waits to be observed of the streams. */
  @Test
  void ofPayloadFormats() {
    assertTakes(
        Table.PAYLOAD_FORMATS,
        limits(1, 2, 1),
        office -> {
          each(Table.PAYLOAD_FORMATS.entries(), office, SmallTableBytesTest::described);
          office.tracker.advance(Office.ns(20));
        });
  }

  @Test
  void ofStreamsThatEnded() {
    int most = Table.ENDED_STREAMS.entries();
    assertTakes(
        Table.ENDED_STREAMS,
        limits(1, most, 1),
        office -> {
          office.speak(most / 2, 0);
          office.tracker.advance(Office.ns(100));
        },
        Filled.FINISHED_STREAM_BYTES);
  }

  private static void senderReport(Calling office, int number) {
    byte[] report = Frames.senderReport(number, (number + 1L) << 16, 0, 1, 160);
    office.udp(APART * number, Calling.caller(0), 4001, Calling.callee(0), 5001, report);
  }

  private static Quality quality(int number) {
    String id = Calling.callId(number);
    String here = Calling.caller(number);
    String there = Calling.callee(number);
    String all =
        "NLR=2.0 JDR=0.5 BLD=1 BD=2 GLD=3 GD=4 IAJ=3 RTD=80 ESD=60 RERL=50 RLQ=88 RCQ=80"
            + " MOSLQ=4.1 MOSCQ=4.0";
    return Quality.session(id, here, there, 0, 1)
        .ends(here, 4000, "0x" + (100_000 + number), there, 5000, "0x" + (300_000 + number))
        .figures(all)
        .remoteFigures(all);
  }

  private static void quality(Calling office, int number, double at) {
    office.tracker.onReport(quality(number).from(Calling.caller(number)), Office.ns(at));
  }

  /** Of calls that nobody else told of: of both directions, less that of one. */
  @Test
  void ofVerdicts() {
    int calls = Table.VERDICTS.entries() / 2;
    long one = verdicts(calls, calls, i -> quality(i).remoteFigures(""));
    long both = verdicts(2 * calls, calls, SmallTableBytesTest::quality);
    assertDeclared(Table.VERDICTS, (both - one) / calls - Filled.FINISHED_STREAM_BYTES);
  }

  private static long verdicts(int entries, int calls, IntFunction<Quality> report) {
    return Filled.bytes(
        limits(1, 2, calls),
        Table.VERDICTS,
        entries,
        office ->
            each(
                calls,
                office,
                (to, i) ->
                    to.tracker.onReport(
                        report.apply(i).from(Calling.caller(i)), Office.ns(APART * i))));
  }

  /** Calls of two streams, which are over. */
  @Test
  void ofFinishedCalls() {
    int most = Table.FINISHED_CALLS.entries();
    long bytes =
        Filled.bytes(
            limits(1, 2, 1),
            Table.FINISHED_CALLS,
            most,
            office -> each(most, office, (to, i) -> quality(to, i, APART * i)));
    long reports = (long) Table.QUALITY_REPORTS.entries() * Table.QUALITY_REPORTS.bytesPerEntry();
    long calls = most * (long) Filled.FINISHED_CALL_BYTES;
    assertDeclared(Table.FINISHED_CALLS, (bytes + calls - reports) / most);
  }

  @Test
  void ofQualityReports() {
    assertTakes(
        Table.QUALITY_REPORTS,
        (office, i) ->
            office.tracker.onReport(
                quality(1)
                    .figures("")
                    .remoteFigures("")
                    .ends("x", i + 1, "0x1", "y", 1, "0x1")
                    .from(Calling.caller(1)),
                Office.ns(APART * i)));
  }

  /**
   * Of so many senders that each of the places is taken; the places themselves are there before.
   */
  @Test
  void ofSenderReports() {
    int most = Table.SENDER_REPORTS.entries(limits(1, 2_000, 1)) - Table.FORWARDED_SENDERS;
    long bytes =
        Filled.bytes(
            limits(1, 2_000, 1),
            Table.SENDER_REPORTS,
            most,
            office -> each(8 * most, office, SmallTableBytesTest::senderReport));
    assertDeclared(Table.SENDER_REPORTS, bytes / most + 4);
  }

  /** As much of each as makes 4 MiB together. */
  @Test
  void ofFragments() {
    assertTakes(
        Table.FRAGMENTS,
        (office, number) -> {
          byte[] datagram = new byte[16_000];
          for (int piece = 0; piece < 12; piece++) {
            byte[] fragment =
                fragmentsIpv4("10.1.0.1", "10.1.0.2", number, UDP, datagram, 1_280).get(piece);
            office.frame(APART * number, ethernet(Frames.IPV4, fragment));
          }
        });
  }

  /** The beginning of a message of which the rest does not come; 8 MiB together. */
  @Test
  void ofConnections() {
    String begun = "INVITE sip:a@b SIP/2.0\r\nSubject: " + "x".repeat(1_300);
    assertTakes(
        Table.CONNECTIONS,
        (office, number) -> {
          for (int segment = 0; segment < 6; segment++) {
            byte[] octets = ascii(segment == 0 ? begun : "x".repeat(1_300));
            int sequence = segment == 0 ? 0 : begun.length() + 1_300 * (segment - 1);
            byte[] tcp = Frames.tcp(10_000 + number, 5060, sequence, 16, new byte[0], octets);
            byte[] ip =
                Frames.ipv4(
                    "10.1.0.1", "10.1.0.2", 0, Frames.TCP, 0, 20 + tcp.length, new byte[0], tcp);
            office.frame(APART * number, ethernet(Frames.IPV4, ip));
          }
        });
  }
}
