package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.PROVIDER;
import static org.mosexporter.call.Office.ns;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Config;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Privacy.Form;

/**
 * Who is a user, who is a remote number, and what is told of both. Hashes were worked out with
 * Python: base32 of the first ten octets of the SHA-256 of {@code party 1010}.
 */
class PartiesTest {
  private static final String HASH_OF_1010 = "h:753ogjqz6ckd7kmt";
  private static final String HASH_OF_4930123456 = "h:mw7qy76c23tcduvp";
  private static final String HASH_OF_CALL_C1 = "h:xdw3uznmx4ypai45";

  private static Office office(Form users, Form remoteNumbers) {
    Config config = Office.config(Limits.defaults(), Form.PLAIN);
    return new Office(config.but().privacy(new Privacy(users, remoteNumbers, false)).build());
  }

  /** Refused, so that it is over. */
  private static CallSummary call(
      Office office, String source, String target, String from, String to) {
    office.sip(1, source, target, named(Sip.invite("c1", 1, ""), from, to));
    office.sip(2, target, source, named(Sip.response(486, "c1", 1, "INVITE", ""), from, to));
    office.tracker.advance(ns(100));
    return office.seen.onlyCall();
  }

  private static String named(String message, String from, String to) {
    return message
        .replace("<sip:1010@example.org>", "<sip:" + from + ">")
        .replace("<sip:1020@example.org>", "<sip:" + to + ">");
  }

  @ParameterizedTest(name = "users {0}, remote numbers {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "PLAIN, PLAIN, 1010@example.org, +49 30 123456@telco.example, c1, 1010",
        "PLAIN, HASH, 1010@example.org, " + HASH_OF_4930123456 + ", " + HASH_OF_CALL_C1 + ", 1010",
        "PLAIN, DROP, 1010@example.org, '', " + HASH_OF_CALL_C1 + ", 1010",
        "HASH, PLAIN, "
            + HASH_OF_1010
            + ", +49 30 123456@telco.example, "
            + HASH_OF_CALL_C1
            + ", "
            + HASH_OF_1010,
        "DROP, HASH, '', " + HASH_OF_4930123456 + ", " + HASH_OF_CALL_C1 + ", ''",
      })
  void eachIsToldAsItsFormIs(
      Form users, Form remote, String from, String to, String callId, String user) {
    Office office = office(users, remote);
    office.register(0, ALICE, "1010", "Yealink SIP-T46S 66.85.0.5");
    CallSummary call =
        call(office, PBX, PROVIDER, "1010@example.org", "+49 30 123456@telco.example");

    assertEquals(from, call.from());
    assertEquals(to, call.to());
    assertEquals(callId, call.callId());
    assertEquals(
        List.of(user), office.tracker.endpoints().stream().map(EndpointInfo::user).toList());
    assertEquals("sales", office.tracker.endpoints().getFirst().group());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a phone that called itself, 10.1.20.11, 10.1.0.5, anna@example.org, anna@example.org",
    "a number of a group, 10.1.0.5, 10.1.20.11, 1049@example.org, 1049@example.org",
    "a stranger on the PBX, 10.1.0.5, 10.1.20.11, 1050@example.org, ''",
    "a stranger with a user's number, 203.0.113.5, 10.1.0.5, 1010@example.org, ''",
    "a user through the PBX, 10.1.0.5, 10.1.20.12, 1010@example.org, 1010@example.org",
  })
  void whoIsNotKnownToBeOursIsRemote(
      String what, String source, String target, String from, String told) {
    Office office = office(Form.PLAIN, Form.DROP);
    if (!source.equals(ALICE)) {
      office.register(0, ALICE, "1010", "Yealink SIP-T46S 66.85.0.5");
    }
    assertEquals(told, call(office, source, target, from, "x@y").from(), what);
  }

  /** A PBX that nobody configured looks like a phone with many users: none of them is ours. */
  @Test
  void manyCallersFromOneAddressAreNoUsers() {
    Office office = office(Form.PLAIN, Form.DROP);
    String pbx = "10.1.0.77";
    office.sip(0, pbx, ALICE, named(Sip.invite("c0", 1, ""), "+4930111@x", "1010@y"));
    office.sip(
        0.5, ALICE, pbx, named(Sip.response(486, "c0", 1, "INVITE", ""), "+4930111@x", "1010@y"));
    office.sip(1, pbx, ALICE, named(Sip.invite("c1", 1, ""), "+4930222@x", "1010@y"));
    office.tracker.finish();

    assertEquals(List.of("", ""), office.seen.calls.stream().map(CallSummary::from).toList());
  }

  @Test
  void streamsAndRelatedLegsHaveTheCallIdsThatTheirCallsHave() {
    Office office = office(Form.HASH, Form.HASH);
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(1, PBX, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(PBX, 5000)));
    office.conversation(1, 500, ALICE, PBX, _ -> false);
    String refer =
        Sip.message(
            "INVITE sip:1020@example.org SIP/2.0",
            "c2",
            1,
            "INVITE",
            "",
            "",
            "Replaces: c1;to-tag=bob;from-tag=alice\n");
    office.sip(12, PBX, ALICE, refer);
    office.tracker.finish();

    CallSummary call =
        office.seen.calls.stream().filter(c -> !c.streams().isEmpty()).findFirst().orElseThrow();
    assertEquals(HASH_OF_CALL_C1, call.callId());
    assertEquals(HASH_OF_CALL_C1, call.streams().getFirst().callId());
    assertEquals(
        HASH_OF_CALL_C1,
        office.seen.calls.stream()
            .filter(c -> c.streams().isEmpty())
            .findFirst()
            .orElseThrow()
            .related()
            .getFirst());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "+4930123456",
    "4930123456@telco.example",
    "49-30/123456",
    "+49 (30) 12.34.56@x",
    "004930123456",
    "00 49 30 123456",
    "sip:+4930123456@telco.example;user=phone",
    "SIPS:4930123456;phone-context=x@telco.example",
    "tel:+49-30-123456;ext=1",
  })
  void oneNumberHasOnePseudonym(String written) {
    assertEquals(HASH_OF_4930123456, Office.PSEUDONYMS.ofParty(written));
  }

  /** A national number, a code with zeros before it, and a name that begins like a scheme. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"030123456, 030123456", "0010, 0010", "00123456, 00123456", "Sipho@x, sipho"})
  void whatIsNotTheSameStaysTwo(String written, String compared) {
    assertEquals(compared, Pseudonyms.compared(written));
  }
}
