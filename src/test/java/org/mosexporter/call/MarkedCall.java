package org.mosexporter.call;

import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PROVIDER;

import java.util.List;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;

/** A call whose every part can be told wherever it turns up. */
public final class MarkedCall {
  /** Display name, credentials, key of SRTP, digits, text and a phrase that a server made up. */
  public static final List<String> NEVER_KEPT =
      List.of(
          "Mark Display",
          "secretauth9",
          "a2V5bWFyaw",
          "Signal=7",
          "text-mark",
          "phrase-mark",
          "icemark");

  private static final String ID = "cid-mark-4917712345678@10.1.20.11";

  /** As it is told. */
  public static List<CallSummary> told(Privacy.Form form) {
    Office office = new Office(Office.config(Limits.defaults(), form));
    String crypto = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:a2V5bWFyaw\na=ice-pwd:icemark\n";
    String authorization = "Authorization: Digest username=\"usr7741\", response=\"secretauth9\"\n";
    String invite = "INVITE sip:+4917712345678@example.org SIP/2.0";
    office.sip(
        0,
        ALICE,
        PROVIDER,
        named(
            Sip.message(
                invite, ID, 1, "INVITE", "", Sip.sdp(ALICE, 4000) + crypto, authorization)));
    String answer = Sip.response(200, ID, 1, "INVITE", Sip.sdp(PROVIDER, 5000) + crypto);
    office.sip(1, PROVIDER, ALICE, named(answer.replace("200 Said", "200 phrase-mark")));
    office.conversation(1, 500, ALICE, PROVIDER, _ -> false);
    office.sip(
        5, ALICE, PROVIDER, body("INFO", "application/dtmf-relay", "Signal=7\nDuration=160\n"));
    office.sip(6, ALICE, PROVIDER, body("MESSAGE", "text/plain", "text-mark\n"));
    office.sip(12, ALICE, PROVIDER, named(Sip.request("BYE", ID, 4, ";tag=bob", "")));
    office.tracker.finish();
    return office.seen.calls;
  }

  private static String body(String method, String type, String text) {
    String line = method + " sip:+4917712345678@example.org SIP/2.0";
    return named(
        Sip.message(line, ID, 3, method, ";tag=bob", text, "").replace("application/sdp", type));
  }

  private static String named(String message) {
    return message
        .replace("\"Alice\" <sip:1010@example.org>", "\"Mark Display\" <sip:usr7741@example.org>")
        .replace("<sip:1020@example.org>", "<sip:+4917712345678@example.org>");
  }

  private MarkedCall() {}
}
