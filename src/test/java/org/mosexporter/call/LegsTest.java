package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.call.TrackerCounters.SiteTrunk;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;

class LegsTest {
  private static final String UUID =
      "Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=0\n".replace("=0", "=" + "0".repeat(32));

  private final Office office = new Office();

  private static String invite(String callId, String extraHeader, String sdp) {
    return Sip.message(
        "INVITE sip:1020@example.org SIP/2.0", callId, 1, "INVITE", "", sdp, extraHeader);
  }

  private CallSummary call(String callId) {
    return office.seen.calls.stream()
        .filter(call -> call.callId().equals(callId))
        .findFirst()
        .orElseThrow();
  }

  /** One call into the PBX from Alice, and another out of it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                            | second from | after s | of other users | related
          same users, at once               | 10.1.0.5    | 0.1     | false          | true
          same users, too late              | 10.1.0.5    | 2.1     | false          | false
          other users                       | 10.1.0.5    | 0.1     | true           | false
          out of another server             | 10.1.0.6    | 0.1     | false          | false
          """)
  void legsThroughOneServerBelongTogetherWhenItCallsTheSameAtOnce(
      String name, String from, double after, boolean others, boolean related) {
    office.sip(0, ALICE, PBX, Sip.invite("a", 1, ""));
    String second = Sip.invite("b", 1, "");
    office.sip(after, from, BOB, others ? second.replace("sip:1010@", "sip:1011@") : second);
    office.tracker.finish();

    assertEquals(related ? List.of("b") : List.of(), call("a").related());
    assertEquals(related ? List.of("a") : List.of(), call("b").related());
    assertFalse(call("a").leg());
    assertEquals(related, call("b").leg());
  }

  @Test
  void twoCallsOfTheSameUsersAtOnceRelateToNothing() {
    office.sip(0, ALICE, PBX, Sip.invite("a1", 1, ""));
    office.sip(0.1, ALICE, PBX, Sip.invite("a2", 1, ""));
    office.sip(0.2, PBX, BOB, Sip.invite("b", 1, ""));
    office.tracker.finish();

    assertEquals(List.of(), call("b").related());
  }

  /** As on the loopback of sipp_sll.pcap, where every call seems to come out of the server. */
  @Test
  void callsOfAHostToItselfRelateToNothing() {
    office.sip(0, PBX, PBX, Sip.invite("a", 1, ""));
    office.sip(1, PBX, PBX, Sip.invite("b", 1, ""));
    office.tracker.finish();

    assertEquals(List.of(), call("a").related());
    assertEquals(List.of(), call("b").related());
  }

  @ParameterizedTest
  @CsvSource({"X-CID: a", "UUID"})
  void legsThatSayWhatTheyBelongToAreRelated(String header) {
    String extra = header.equals("UUID") ? UUID : header + "\n";
    office.sip(0, ALICE, PBX, invite("a", UUID, ""));
    office.sip(5, PBX, BOB, invite("b", extra, "").replace("1020@", "77@"));
    office.tracker.finish();

    assertEquals(List.of("a"), call("b").related());
  }

  /** Who has no identity yet sends zeros (RFC 7989 §5); half of one is none either. */
  @ParameterizedTest
  @CsvSource({"00000000000000000000000000000000", "ab30317f1a784dc48ff824d0d3715d8", "''"})
  void noSessionIsNoneOfASession(String uuid) {
    String nobody = "Session-ID: " + uuid + ";remote=ab30317f1a784dc48ff824d0d3715d86\n";
    office.sip(0, ALICE, PBX, invite("a", nobody, ""));
    office.sip(5, PBX, BOB, invite("b", nobody, "").replace("1020@", "77@"));
    office.tracker.finish();

    assertEquals(List.of(), call("b").related());
  }

  @Test
  void aServerThatLetsMediaPassItByTiesItsLegs() {
    office.sip(0, ALICE, PBX, Sip.invite("a", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0.1, PBX, BOB, invite("b", "", Sip.sdp(PBX, 6000)).replace("1020@", "77@"));
    office.sip(1, PBX, BOB, Sip.reinvite("b", 2, Sip.sdp(ALICE, 4000)).replace("1020@", "77@"));
    office.tracker.finish();

    assertEquals(List.of("b"), call("a").related());
    assertTrue(call("b").leg());
  }

  @Test
  void anAddressThatOnlyServersNameTiesNothing() {
    office.sip(0, PBX, ALICE, Sip.invite("a", 1, Sip.sdp("10.1.0.9", 4000)));
    office.sip(9, PBX, BOB, Sip.invite("b", 1, Sip.sdp("10.1.0.9", 4000)));
    office.tracker.finish();

    assertEquals(List.of(), call("b").related());
  }

  @Test
  void callsWithMediaGoLast() {
    Office small = new Office(Office.config(new Limits(100, 100, 50, 1000), Privacy.Form.PLAIN));
    small.sip(0, ALICE, BOB, Sip.invite("up", 1, Sip.sdp(ALICE, 4000)));
    small.sip(0, BOB, ALICE, Sip.response(200, "up", 1, "INVITE", Sip.sdp(BOB, 5000)));
    small.conversation(0, 50, ALICE, BOB, _ -> false);
    for (int i = 0; i < 500; i++) { // answered, too, but silent
      small.sip(1 + 0.001 * i, PBX, PROVIDER, Sip.invite("flood-" + i, 1, ""));
      small.sip(1 + 0.001 * i, PROVIDER, PBX, Sip.response(200, "flood-" + i, 1, "INVITE", ""));
    }
    assertTrue(small.seen.calls.stream().noneMatch(ended -> ended.callId().equals("up")));
    assertEquals(451, small.seen.calls.size());
  }

  @Test
  void addressesOfAFloodMakeRoomToo() {
    Office small = new Office(Office.config(new Limits(100, 100, 300, 1000), Privacy.Form.PLAIN));
    String sections = "m=audio 4000 RTP/AVP 0\n".repeat(28);
    for (int i = 0; i < 100; i++) { // 29 addresses each, of 4 for each of 300 calls
      String sdp = Sip.sdp("10.9.0." + i, 4000) + numbered(sections, i);
      small.sip(0.001 * i, ALICE, PBX, Sip.invite("flood-" + i, 1, sdp));
    }
    small.tracker.advance(Office.ns(2));
    long held = 100 - small.counters().evictions().get("calls");
    assertTrue(held >= 40 && held <= 42, held + " calls of 29 addresses, where 1200 have room");
  }

  @Test
  void aPhoneWithTwoCallsAtOnePortHasTwoCalls() {
    office.sip(0, ALICE, PBX, Sip.invite("a", 1, Sip.sdp(ALICE, 4000)));
    office.sip(9, ALICE, PBX, Sip.invite("b", 1, Sip.sdp(ALICE, 4000)));
    office.tracker.finish();

    assertEquals(List.of(), call("b").related());
    assertFalse(call("b").leg());
  }

  @Test
  void aConversationCountsOnceAndByTheLinkOfAnyLeg() {
    office.sip(0, ALICE, PBX, Sip.invite("a", 1, ""));
    office.sip(0.1, PBX, PROVIDER, Sip.invite("b", 1, ""));

    assertEquals(1, office.counters().callsActive().get(new SiteTrunk("berlin", "telco-a")));
    assertEquals(0, office.counters().callsActive().get(new SiteTrunk("berlin", "")));
    office.tracker.finish();
    assertEquals("telco-a", call("a").trunk());
    assertEquals(0, office.counters().callsActive().get(new SiteTrunk("berlin", "telco-a")));
  }

  /** A blind transfer: the phone that transferred is gone, the talk goes on. */
  @Test
  void whenTheElderIsOverTheNextLegCountsAsActiveButNotInTotal() {
    SiteTrunk link = new SiteTrunk("berlin", "telco-a");
    office.sip(0, ALICE, PBX, Sip.invite("a", 1, ""));
    office.sip(0.1, PBX, PROVIDER, Sip.invite("b", 1, ""));
    office.sip(1, PROVIDER, PBX, Sip.response(200, "b", 1, "INVITE", ""));
    office.sip(1, PBX, ALICE, Sip.response(200, "a", 1, "INVITE", ""));
    office.sip(9, ALICE, PBX, Sip.request("BYE", "a", 2, ";tag=bob", ""));
    assertEquals(1, office.counters().callsActive().get(link));
    office.tracker.advance(ns(60));
    assertEquals(1, office.counters().callsActive().get(link));

    office.sip(61, PROVIDER, PBX, Sip.request("BYE", "b", 2, ";tag=bob", ""));
    assertEquals(0, office.counters().callsActive().get(link));
    office.tracker.finish();
    assertFalse(call("a").leg());
    assertTrue(call("b").leg());
  }

  /** RFC 3891 §7.1 and, with the escapes of a URI, RFC 5589 §7.1. */
  @Test
  void aTransferRelatesTheCallsButEachCounts() {
    office.sip(0, ALICE, PBX, Sip.invite("425928@bobster.example.org", 1, ""));
    String refer = Sip.request("REFER", "c2", 3, ";tag=bob", "");
    office.sip(5, ALICE, PBX, Sip.invite("c2", 1, ""));
    office.sip(
        6,
        ALICE,
        PBX,
        refer.replace(
            "Max-Forwards: 70",
            "Refer-To: <sip:carol@example.org;transport=tcp?Replaces="
                + "425928%40bobster.example.org%3Bto-tag%3D7743%3Bfrom-tag%3D6472>"));
    office.sip(
        7,
        BOB,
        PBX,
        invite("c3", "Replaces: 425928@bobster.example.org;to-tag=7743;from-tag=6472\n", ""));
    office.tracker.finish();

    assertEquals(List.of("c2", "c3"), call("425928@bobster.example.org").related());
    assertEquals(List.of("425928@bobster.example.org"), call("c2").related());
    assertEquals(List.of("425928@bobster.example.org"), call("c3").related());
    assertFalse(call("c3").leg());
  }

  /**
   * RFC 5589 §6.1: Alice asks Bob, in their call, to call Carol; another phone's call is beside.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                     | asks   | calls      | whom  | after s | Referred-By            | related
          with its reference         | 10.1.20.12 | 10.1.20.12 | carol | 9   | <sip:1010@example.org> | true
          without one, at once       | 10.1.20.12 | 10.1.20.12 | carol | 1.9 | -                      | true
          without one, later         | 10.1.20.12 | 10.1.20.12 | carol | 2.1 | -                      | false
          much later                 | 10.1.20.12 | 10.1.20.12 | carol | 33  | <sip:1010@example.org> | false
          of somebody else's         | 10.1.20.12 | 10.1.20.12 | carol | 1   | <sip:1011@example.org> | false
          somebody else is called    | 10.1.20.12 | 10.1.20.12 | dave  | 1   | <sip:1010@example.org> | false
          somebody else calls        | 10.1.20.12 | 10.1.20.13 | carol | 1   | <sip:1010@example.org> | false
          """)
  void aBlindTransferRelatesTheCallsButEachCounts(
      String what,
      String asked,
      String calling,
      String whom,
      double after,
      String referredBy,
      boolean related) {
    office.sip(0, ALICE, asked, Sip.invite("c1", 1, ""));
    office.sip(1, asked, ALICE, Sip.response(200, "c1", 1, "INVITE", ""));
    office.sip(5, ALICE, asked, refer("c1", "carol"));
    String header = referredBy.equals("-") ? "" : "Referred-By: " + referredBy + "\n";
    String second = invite("c2", header, "").replace("\"Alice\" <sip:1010@", "<sip:1020@");
    office.sip(
        5 + after,
        calling,
        PBX,
        second.replace("<sip:1020@example.org>\nCall", "<sip:" + whom + "@example.org>\nCall"));
    office.tracker.finish();

    assertEquals(related ? List.of("c2") : List.of(), call("c1").related());
    assertEquals(related ? List.of("c1") : List.of(), call("c2").related());
    assertFalse(call("c2").leg());
  }

  private static String refer(String callId, String whom) {
    return Sip.request("REFER", callId, 3, ";tag=bob", "")
        .replace("Max-Forwards: 70", "Refer-To: <sip:" + whom + "@example.org>");
  }

  @Test
  void askedInTwoCallsAtATimeNeitherIsMeant() {
    for (String id : List.of("c1", "c2")) {
      office.sip(0, ALICE, PBX, Sip.invite(id, 1, ""));
      office.sip(5, ALICE, PBX, refer(id, "1020"));
      office.sip(5, ALICE, PBX, refer(id, "1020")); // sent again
    }
    office.sip(5.5, PBX, BOB, invite("c3", "Referred-By: <sip:1010@example.org>\n", ""));
    office.tracker.finish();

    assertEquals(List.of(), call("c3").related());
  }

  @Test
  void aReferralThatIsSentAgainIsStillOne() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, ""));
    office.sip(5, ALICE, PBX, refer("c1", "1020"));
    office.sip(5.5, ALICE, PBX, refer("c1", "1020"));
    office.sip(6, PBX, BOB, invite("c3", "b: <sip:1010@example.org>\n", ""));
    office.tracker.finish();

    assertEquals(List.of("c1"), call("c3").related());
  }

  /** A mirror on both sides of a proxy: the proxy's own Via is on top of what it sent. */
  private void proxied(double atSeconds, String from, String to, String message, String branch) {
    String via = "Via: SIP/2.0/UDP 10.1.0.5;branch=" + branch + "\nVia:";
    office.sip(atSeconds, from, to, message.replaceFirst("Via:", via));
  }

  @Test
  void behindAProxyTheTimesAreTheCallersAndForksThatRefuseEndNothing() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, ""));
    proxied(0.01, PBX, BOB, Sip.invite("c1", 1, ""), "fork1");
    proxied(0.02, PBX, "10.1.20.13", Sip.invite("c1", 1, ""), "fork2");
    proxied(0.5, BOB, PBX, Sip.response(486, "c1", 1, "INVITE", ""), "fork1");
    proxied(1, "10.1.20.13", PBX, Sip.response(180, "c1", 1, "INVITE", ""), "fork2");
    office.sip(1.5, PBX, ALICE, Sip.response(180, "c1", 1, "INVITE", ""));
    proxied(3, "10.1.20.13", PBX, Sip.response(200, "c1", 1, "INVITE", ""), "fork2");
    office.sip(3.5, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", ""));
    office.sip(9, ALICE, PBX, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    proxied(9.1, PBX, BOB, Sip.request("BYE", "c1", 2, ";tag=bob", ""), "bye");
    proxied(9.2, BOB, PBX, Sip.response(200, "c1", 2, "BYE", ""), "bye");
    office.sip(9.25, PBX, ALICE, Sip.response(200, "c1", 2, "BYE", ""));
    office.tracker.advance(ns(60));

    CallSummary call = office.seen.onlyCall();
    assertEquals(Result.COMPLETED, call.result());
    assertEquals(ns(1.5), call.alertedNs().orElseThrow());
    assertEquals(ns(3.5), call.answerNs().orElseThrow());
    assertEquals(1.5, call.setupSeconds().orElseThrow(), 1e-9);
    assertEquals(0.25, call.disconnectSeconds().orElseThrow(), 1e-9); // RFC 6076 §4.4
  }

  @ParameterizedTest
  @CsvSource({"200, completed", "503, failed"})
  void withoutTheCallersSideTheOtherTells(int status, String result) {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, ""));
    proxied(0.01, PBX, BOB, Sip.invite("c1", 1, ""), "out");
    proxied(2, BOB, PBX, Sip.response(status, "c1", 1, "INVITE", ""), "out");
    if (status == 200) {
      office.sip(9, ALICE, PBX, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    }
    office.tracker.advance(ns(600));

    assertEquals(result, office.seen.onlyCall().result().label());
    assertEquals(status == 503, office.seen.onlyCall().status().isPresent());
  }

  @Test
  void aFloodOfInvitesEvictsNoCallThatIsUpAndCostsBoundedMemory() {
    Office small = new Office(Office.config(new Limits(100, 100, 50, 1000), Privacy.Form.PLAIN));
    for (int i = 0; i < 10; i++) {
      small.sip(0, ALICE, BOB, Sip.invite("up" + i, 1, Sip.sdp(ALICE, 20_000 + i)));
      small.sip(0, BOB, ALICE, Sip.response(200, "up" + i, 1, "INVITE", ""));
    }
    String many = "m=audio 4000 RTP/AVP 0\na=sendrecv\n".repeat(30);
    for (int i = 0; i < 3000; i++) {
      String sdp = Sip.sdp("10.9." + i / 250 + "." + i % 250, 4000) + numbered(many, i);
      small.sip(1 + 0.001 * i, ALICE, PBX, Sip.invite("flood-" + i, 1, sdp));
    }
    small.tracker.finish();

    List<String> ended = small.seen.calls.stream().map(CallSummary::callId).toList();
    assertTrue(small.counters().evictions().get("calls") >= 2950);
    assertEquals(
        10,
        small.seen.calls.stream()
            .filter(c -> c.result() == Result.ONGOING && c.callId().startsWith("up"))
            .count(),
        ended::toString);
  }

  private static String numbered(String sdp, int call) {
    StringBuilder numbered = new StringBuilder();
    int port = 1000 + call % 7 * 100;
    for (String line : sdp.split("\n", -1)) {
      numbered.append(line.replace("4000", Integer.toString(port++))).append('\n');
    }
    return numbered.toString();
  }
}
