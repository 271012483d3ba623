package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.CallSummary.Result;
import org.mosexporter.call.TrackerCounters.SipResponses;
import org.mosexporter.call.TrackerCounters.SiteCode;
import org.mosexporter.call.TrackerCounters.SiteTrunk;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;

class SignallingTest {
  private final Office office = new Office();

  /**
   * Messages are second:name; a name with a number is a response to the INVITE with that CSeq.
   * Times that were not seen are −; setup is RFC 6076 §4.3.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # call                      | messages                                             | result     | start | alerted | answer | end | setup
          answered and hung up        | 0:I1 0.1:100/1 2:180/1 5:200/1 5.1:A1 65:B2          | completed  | 0     | 2       | 5      | 65  | 2.0
          answered without ringing    | 0:I1 3:200/1 63:B2                                   | completed  | 0     | -       | 3      | 63  | 3.0
          every message twice         | 0:I1 0.5:I1 2:180/1 2.1:180/1 5:200/1 5.5:200/1 9:B2 9.5:B2 | completed | 0 | 2     | 5      | 9   | 2.0
          challenged, then answered   | 0:I1 1:401/1 1.1:A1 2:I2 3:180/2 7:200/2 20:B3       | completed  | 0     | 3       | 7      | 20  | 1.0
          challenge repeated late     | 0:I1 1:407/1 2:I2 2.1:407/1 3:180/2 7:200/2 20:B3    | completed  | 0     | 3       | 7      | 20  | 1.0
          challenged and given up     | 0:I1 1:401/1                                         | refused    | 0     | -       | -      | 1   | -
          busy                        | 0:I1 0.5:100/1 2:486/1 2.1:A1                        | refused    | 0     | -       | -      | 2   | 2.0
          declined after ringing      | 0:I1 1:180/1 4:603/1                                 | refused    | 0     | 1       | -      | 4   | 1.0
          cancelled                   | 0:I1 1:180/1 6:C1 6.1:487/1                          | abandoned  | 0     | 1       | -      | 6.1 | 1.0
          487 alone                   | 0:I1 1:180/1 6.1:487/1                               | abandoned  | 0     | 1       | -      | 6.1 | 1.0
          cancelled, 487 lost         | 0:I1 1:180/1 6:C1                                    | abandoned  | 0     | 1       | -      | 6   | 1.0
          answer overtook the cancel  | 0:I1 1:180/1 6:C1 6.01:200/1 6.2:B2                  | completed  | 0     | 1       | 6.01   | 6.2 | 1.0
          early media                 | 0:I1 1:183/1 9:200/1 30:B2                           | completed  | 0     | 1       | 9      | 30  | 1.0
          hung up while ringing       | 0:I1 1:180/1 4:B2                                    | abandoned  | 0     | 1       | -      | 4   | 1.0
          nobody answers              | 0:I1 1:180/1 31:408/1                                | unanswered | 0     | 1       | -      | 31  | 1.0
          no final response           | 0:I1 1:180/1                                         | unanswered | 0     | 1       | -      | 1   | 1.0
          re-INVITE                   | 0:I1 1:200/1 20:R2 20.1:200/2 60:B3                  | completed  | 0     | -       | 1      | 60  | 1.0
          refused re-INVITE           | 0:I1 1:200/1 20:R2 20.1:488/2 60:B3                  | completed  | 0     | -       | 1      | 60  | 1.0
          redirected and given up     | 0:I1 1:302/1 1.1:A1                                  | redirected | 0     | -       | -      | 1   | 1.0
          no such number              | 0:I1 0.5:404/1                                       | not_found  | 0     | -       | -      | 0.5 | 0.5
          number too short            | 0:I1 0.5:484/1                                       | not_found  | 0     | -       | -      | 0.5 | 0.5
          server overloaded           | 0:I1 0.5:503/1                                       | failed     | 0     | -       | -      | 0.5 | 0.5
          no way there                | 0:I1 0.1:100/1 32:408/1                              | failed     | 0     | -       | -      | 32  | 32.0
          nobody picks up             | 0:I1 1:180/1 31:480/1                                | unanswered | 0     | 1       | -      | 31  | 1.0
          not there now               | 0:I1 1:480/1                                         | refused    | 0     | -       | -      | 1   | 1.0
          server failed, tried again  | 0:I1 1:500/1 2:I2 3:200/2 9:B3                       | completed  | 0     | -       | 3      | 9   | 1.0
          request pending, re-INVITE  | 0:I1 1:200/1 20:R2 20.1:491/2 60:B3                  | completed  | 0     | -       | 1      | 60  | 1.0
          redirected, tried again     | 0:I1 1:302/1 2:I2 3:200/2 9:B3                       | completed  | 0     | -       | 3      | 9   | 1.0
          answered, yet asked again   | 0:I1 0.1:I2 0.3:200/1 0.4:I3 0.5:C2 0.6:200/2 9:B4   | completed  | 0     | -       | 0.3    | 9   | 0.3
          beginning not seen          | 0:R7 0.1:200/7 60:B8                                 | unknown    | -     | -       | -      | 60  | -
          """)
  void tellsHowACallWent(
      String name,
      String messages,
      String result,
      String start,
      String alerted,
      String answer,
      String end,
      String setup) {
    play(messages);
    office.tracker.advance(ns(600));

    CallSummary call = office.seen.onlyCall();
    assertEquals(result, call.result().label());
    assertEquals(at(start), call.startNs(), "start");
    assertEquals(at(alerted), call.alertedNs(), "alerted");
    assertEquals(at(answer), call.answerNs(), "answer");
    assertEquals(at(end), call.endNs(), "end");
    if (setup.equals("-")) {
      assertEquals(OptionalDouble.empty(), call.setupSeconds());
    } else {
      assertEquals(Double.parseDouble(setup), call.setupSeconds().orElse(-1), 1e-6, "setup");
    }
  }

  private void play(String messages) {
    for (String step : messages.split(" ", -1)) {
      double at = Double.parseDouble(step.substring(0, step.indexOf(':')));
      String what = step.substring(step.indexOf(':') + 1);
      if (Character.isDigit(what.charAt(0))) {
        int sequence = Integer.parseInt(what.substring(4));
        int status = Integer.parseInt(what.substring(0, 3));
        office.sip(at, PBX, ALICE, Sip.response(status, "c1", sequence, "INVITE", ""));
      } else {
        office.sip(at, ALICE, PBX, request(what.charAt(0), Integer.parseInt(what.substring(1))));
      }
    }
  }

  private static String request(char kind, int sequence) {
    return switch (kind) {
      case 'I' -> Sip.invite("c1", sequence, "");
      case 'R' -> Sip.reinvite("c1", sequence, "");
      case 'A' -> Sip.request("ACK", "c1", sequence, ";tag=bob", "");
      case 'C' -> Sip.request("CANCEL", "c1", sequence, "", "");
      case 'B' -> Sip.request("BYE", "c1", sequence, ";tag=bob", "");
      default -> throw new IllegalArgumentException("no request " + kind);
    };
  }

  private static OptionalLong at(String seconds) {
    return seconds.equals("-")
        ? OptionalLong.empty()
        : OptionalLong.of(ns(Double.parseDouble(seconds)));
  }

  /** As in erspan_sip_ipv4_udp.pcap: its border controllers keep the Call-ID and nothing else. */
  @Test
  void theCallerIsToldByTheServerItCalledWhoeverElseIsInvitedInItsName() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, ""));
    office.sip(0.1, PBX, BOB, further(Sip.invite("c1", 1, "")));
    office.sip(1, BOB, PBX, further(Sip.response(180, "c1", 1, "INVITE", "")));
    office.sip(1.2, PBX, ALICE, Sip.response(180, "c1", 1, "INVITE", ""));
    office.sip(3, BOB, PBX, further(Sip.response(200, "c1", 1, "INVITE", "")));
    office.sip(3.1, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", ""));
    office.sip(9, ALICE, PBX, Sip.request("BYE", "c1", 2, ";tag=bob", ""));
    office.tracker.finish();

    CallSummary call = office.seen.onlyCall();
    assertEquals(OptionalLong.of(ns(1.2)), call.alertedNs());
    assertEquals(OptionalLong.of(ns(3.1)), call.answerNs());
    assertEquals(1.2, call.setupSeconds().orElse(-1), 1e-6);
  }

  private static String further(String message) {
    return message
        .replace(
            "SIP/2.0/UDP 10.1.20.11:5060;branch=z9hG4bK", "SIP/2.0/UDP 10.1.0.5;branch=z9hG4bKb")
        .replace("tag=alice", "tag=border");
  }

  @Test
  void namesPartiesSiteAndTrunk() {
    office.sip(0, PBX, PROVIDER, Sip.invite("c1", 1, ""));
    office.sip(1, PROVIDER, PBX, Sip.response(486, "c1", 1, "INVITE", ""));
    office.tracker.finish();

    CallSummary call = office.seen.onlyCall();
    assertEquals("1010@example.org", call.from());
    assertEquals("1020@example.org", call.to());
    assertEquals("berlin", call.site());
    assertEquals("telco-a", call.trunk());
  }

  @Test
  void finalisesACallThirtySecondsAfterItsLastPacketAndNoSooner() {
    play("0:I1 1:200/1 10:B2 10.1:200/2");

    office.tracker.advance(ns(40));
    assertEquals(0, office.seen.calls.size());
    office.tracker.advance(ns(41));
    assertEquals(1, office.seen.calls.size());
  }

  @Test
  void callsUpWhenTheCaptureEndsAreOngoing() {
    play("0:I1 1:200/1");
    office.tracker.finish();

    assertEquals(Result.ONGOING, office.seen.onlyCall().result());
  }

  @Test
  void countsActiveCallsBySiteAndTrunk() {
    play("0:I1 1:200/1");
    SiteTrunk key = new SiteTrunk("berlin", "");
    assertEquals(1, office.counters().callsActive().get(key));

    play("2:B2");
    assertEquals(0, office.counters().callsActive().get(key));
  }

  @Test
  void countsEachResponseOnceByRegisteredMethodAndCode() {
    play("0:I1 1:180/1 1.5:180/1 2:486/1");
    office.sip(3, PBX, ALICE, Sip.response(499, "c2", 1, "DANCE", ""));

    Map<SipResponses, Long> responses = office.counters().sipResponses();
    assertEquals(1, responses.get(new SipResponses("berlin", "", "INVITE", 180)));
    assertEquals(1, responses.get(new SipResponses("berlin", "", "INVITE", 486)));
    assertEquals(1, responses.get(new SipResponses("berlin", "", "other", 400)));
    assertEquals(3, responses.size());
  }

  @Test
  void countsRefusedRegistrationsButNoChallenges() {
    office.sip(0, PBX, ALICE, Sip.response(401, "r1", 1, "REGISTER", ""));
    office.sip(1, PBX, ALICE, Sip.response(403, "r1", 2, "REGISTER", ""));

    assertEquals(Map.of(new SiteCode("berlin", 403), 1L), office.counters().registrationsFailed());
  }

  @Test
  void aFloodOfCallsEvictsAndSaysSo() {
    Office small = new Office(Office.config(new Limits(100, 100, 50, 1000), Privacy.Form.PLAIN));
    for (int i = 0; i < 500; i++) {
      small.sip(0.001 * i, ALICE, PBX, Sip.invite("flood-" + i, 1, Sip.sdp(ALICE, 4000 + 2 * i)));
    }

    small.tracker.advance(ns(2));
    assertEquals(50, small.counters().tableEntries().get("calls"));
    assertEquals(450, small.counters().evictions().get("calls"));
    assertEquals(450, small.seen.calls.size());
    assertEquals(Result.UNKNOWN, small.seen.calls.getFirst().result());
  }

  @Test
  void hostileMessagesAreCountedAndHarmNothing() {
    String good = Sip.invite("c1", 1, Sip.sdp(ALICE, 4000));
    for (int length = 0; length < good.length(); length++) {
      office.sip(0.001 * length, ALICE, PBX, good.substring(0, length));
    }
    String name = "\u0007x".repeat(4000);
    office.sip(2, ALICE, PBX, good.replace("1010", name).replace("c1", "c2"));
    office.sip(3, ALICE, PBX, good.replace("m=audio 4000", "m=audio 99999999").replace("c1", "c3"));
    office.tracker.finish();

    TrackerCounters counters = office.counters();
    long sum =
        counters.packets().entrySet().stream()
            .filter(entry -> entry.getKey() != PacketKind.READ)
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertEquals(counters.packets().get(PacketKind.READ), sum);
    assertTrue(counters.packets().get(PacketKind.MALFORMED) > 100);
    for (CallSummary call : office.seen.calls) {
      assertTrue(call.from().length() <= 129, call.from());
      assertTrue(call.from().chars().noneMatch(Character::isISOControl));
    }
  }

  @Test
  void namesNobodyWhenUsersAreDropped() {
    Office silent = new Office(Office.config(Limits.defaults(), Privacy.Form.DROP));
    silent.register(0, ALICE, "1010", "Yealink SIP-T46S 66.85.0.5");
    silent.sip(1, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    silent.sip(2, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PBX, 5000)));
    silent.conversation(2, 100, ALICE, PBX, _ -> false);
    silent.tracker.finish();

    String told = (silent.seen.all + "" + silent.tracker.endpoints()).toLowerCase(Locale.ROOT);
    assertTrue(!told.contains("1010") && !told.contains("1020"), told);
    assertEquals("sales", silent.tracker.endpoints().getFirst().group());
  }

  @Test
  void keepsAnAnsweredCallWhoseMediaIsOnHold() {
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(1, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    office.conversation(1, 250, ALICE, BOB, _ -> false);
    office.sip(6, ALICE, BOB, Sip.reinvite("c1", 2, Sip.sdp(ALICE, 4000, "inactive")));
    office.tracker.advance(ns(300));
    assertEquals(0, office.seen.calls.size());

    office.sip(301, ALICE, BOB, Sip.request("BYE", "c1", 3, ";tag=bob", ""));
    office.tracker.advance(ns(340));
    assertEquals(Result.COMPLETED, office.seen.onlyCall().result());
  }
}
