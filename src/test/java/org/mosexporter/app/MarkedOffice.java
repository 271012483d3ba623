package org.mosexporter.app;

import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.sourceDescription;
import static org.mosexporter.wire.Frames.window;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What passes in an office where every place that a network has for a secret or a name has one that
 * can be told: sniffed SIP, RTP and RTCP of a call from a phone to a number beyond a trunk; the
 * same from an agent; and a phone's report.
 */
final class MarkedOffice {
  /** May not be anywhere, whatever privacy says. */
  static final List<String> NEVER =
      List.of(
          "secretauth9",
          "noncemark",
          "a2V5bWFyaw",
          "icemark",
          "tagmark=7",
          "text-mark",
          "speech-mark",
          "level-mark",
          "subject-mark",
          "hep-key-mark");

  /** May not be anywhere but in what is sent on where everybody may be named. */
  static final List<String> NOT_KEPT =
      List.of("Mark Display", "Mark Identity", "phrase-mark", "title-mark");

  /** Octets of a telephone-event: digit 7, then what nobody sends by chance. */
  static final byte[] DIGIT = hex("07aabeef");

  static final String USER = "usr7741";

  /** Names of ours and their host; shown where users are plain. */
  static final List<String> USERS = List.of(USER, "hepuser66", "mark-domain");

  /** Everything that tells who else it was; shown where all are plain, and then not everywhere. */
  static final List<String> OTHERS =
      List.of(
          "4917712345678",
          "4915155555555",
          "4917799999999",
          "vqremote88",
          "cid-mark",
          "cname-mark",
          "tag-mark");

  static final String NUMBER = "4917712345678";

  private static final String PHONE = "10.1.20.11";
  private static final String PROVIDER = "203.0.113.5";
  private static final String ID = "cid-mark-4917712345678@mark-domain.example";

  /** One frame. */
  record Timed(double atSeconds, ByteBuffer octets) {}

  private final List<Timed> frames = new ArrayList<>();

  /** In order of time; nobody hangs up. */
  static List<Timed> frames() {
    MarkedOffice office = new MarkedOffice();
    office.call();
    return office.frames;
  }

  private void call() {
    sip(0, PHONE, PROVIDER, register());
    sip(0.1, PROVIDER, PHONE, message("SIP/2.0 200 phrase-mark", "reg", "1 REGISTER", "", "", ""));
    sip(1, PHONE, PROVIDER, challenged());
    sip(1.1, PROVIDER, PHONE, challenge());
    sip(2, PHONE, PROVIDER, invite(ID, PHONE, 4000));
    String answer = message("SIP/2.0 200 phrase-mark", ID, "2 INVITE", "", "application/sdp", "");
    sip(3, PROVIDER, PHONE, answer.strip() + "\n\n" + description(PROVIDER, 5000));
    for (int i = 0; i < 600; i++) {
      speech(3 + 0.02 * i, i);
    }
    sip(15.1, PHONE, PROVIDER, body("INFO", "application/dtmf-relay", "Signal=7\ntagmark=7\n"));
    sip(15.2, PHONE, PROVIDER, body("MESSAGE", "text/plain", "text-mark\n"));
    sip(15.3, PHONE, PROVIDER, report());
  }

  private void speech(double at, int i) {
    byte[] payload = concat(ascii("speech-mark"), new byte[149]);
    byte[] header = rtp(0xA, 0, i == 0, i, 160L * i, 0);
    udp(at, PHONE, 4000, PROVIDER, 5000, concat(header, payload));
    byte[] extended = concat(hex("90"), new byte[0]);
    byte[] other = rtp(0xB, 0, i == 0, i, 160L * i, 0);
    other[0] = extended[0];
    byte[] words = concat(hex("bede0003"), ascii("level-mark.."));
    udp(at + 0.01, PROVIDER, 5000, PHONE, 4000, concat(other, words, payload));
    if (i % 100 == 50) {
      byte[] event = concat(rtp(0xA, 101, true, 5000 + i, 160L * i, 0), DIGIT);
      udp(at + 0.011, PHONE, 4000, PROVIDER, 5000, event);
      byte[] compound =
          concat(
              receiverReport(0xB, block(0xA, 0, 3, 100, 5, 0, 0)),
              sourceDescription(0xB, "cname-mark-4917712345678@mark-domain.example"));
      udp(at + 0.012, PROVIDER, 5001, PHONE, 4001, compound);
    }
  }

  private void udp(double at, String from, int port, String to, int toPort, byte[] payload) {
    frames.add(new Timed(at, window(frame(from, port, to, toPort, 46, payload))));
  }

  private void sip(double at, String from, String to, String message) {
    udp(at, from, 5060, to, 5060, octets(message));
  }

  private static byte[] octets(String message) {
    return ascii(message.replace("\n", "\r\n"));
  }

  private static String register() {
    return message("REGISTER sip:mark-domain.example SIP/2.0", "reg", "1 REGISTER", "", "", "")
        .replace(
            "To: <sip:+4917712345678@mark-domain.example>",
            "To: <sip:" + USER + "@mark-domain.example>");
  }

  private static String challenged() {
    return invite(ID, PHONE, 4000).replace("CSeq: 2", "CSeq: 1");
  }

  private static String challenge() {
    return message(
        "SIP/2.0 407 phrase-mark",
        ID,
        "1 INVITE",
        "Proxy-Authenticate: Digest realm=\"mark-domain.example\", nonce=\"noncemark\"\n",
        "",
        "");
  }

  private static String invite(String id, String address, int port) {
    String more =
        "Proxy-Authorization: Digest username=\""
            + USER
            + "\", response=\"secretauth9\"\n"
            + "Authorization: Digest username=\""
            + USER
            + "\", response=\"secretauth9\"\n"
            + "P-Asserted-Identity: \"Mark Identity\" <sip:"
            + USER
            + "@mark-domain.example>\n"
            + "Diversion: \"Mark Identity\" <sip:+4915155555555@mark-domain.example>;reason=unconditional\n"
            + "History-Info: <sip:+4915155555555@mark-domain.example>;index=1\n"
            + "Remote-Party-ID: \"Mark Identity\" <sip:+4915155555555@mark-domain.example>\n"
            + "Referred-By: <sip:+4915155555555@mark-domain.example>\n"
            + "Subject: subject-mark\n";
    String head =
        message(
            "INVITE sip:+4917712345678@mark-domain.example SIP/2.0",
            id,
            "2 INVITE",
            more,
            "application/sdp",
            "");
    return head.strip() + "\n\n" + description(address, port);
  }

  private static String description(String address, int port) {
    return "v=0\no="
        + USER
        + " 1 1 IN IP4 "
        + address
        + "\ns=title-mark\ne=title-mark@mark-domain.example\nc=IN IP4 "
        + address
        + "\nt=0 0\nk=clear:a2V5bWFyaw\nm=audio "
        + port
        + " RTP/AVP 0 101\na=rtpmap:0 PCMU/8000\na=rtpmap:101 telephone-event/8000\n"
        + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:a2V5bWFyaw\na=key-mgmt:mikey a2V5bWFyaw\n"
        + "a=ice-ufrag:mark\na=ice-pwd:icemark\na=ssrc:10 cname:cname-mark\n";
  }

  private static String body(String method, String type, String text) {
    return message(
        method + " sip:+4917712345678@mark-domain.example SIP/2.0",
        ID,
        "3 " + method,
        "",
        type,
        text);
  }

  /** As a phone publishes it, to its server and to us (RFC 6035 §4.6). */
  static String report() {
    String text =
        "VQSessionReport: CallTerm\nCallID: "
            + ID
            + "\nLocalID: \"Mark Display\" <sip:"
            + USER
            + "@mark-domain.example>\nRemoteID: \"Mark Display\" <sip:vqremote88@mark-domain.example>\n"
            + "OrigID: \"Mark Display\" <sip:"
            + USER
            + "@mark-domain.example>\n"
            + "LocalAddr: IP=10.1.20.11 PORT=4000 SSRC=0x0000000A\n"
            + "RemoteAddr: IP=203.0.113.5 PORT=5000 SSRC=0x0000000B\n"
            + "LocalMetrics:\nTimestamps: START=2026-03-02T12:00:03Z STOP=2026-03-02T12:00:15Z\n"
            + "SessionDesc: PT=0 PD=PCMU SR=8000 FD=20\nQualityEst: MOSLQ=4.1 MOSCQ=4.0\n";
    return message(
        "PUBLISH sip:collector@mark-domain.example SIP/2.0",
        "pub-cid-mark",
        "1 PUBLISH",
        "Event: vq-rtcpxr\n",
        "application/vq-rtcpxr",
        text);
  }

  /** What an agent saw elsewhere: another call, of others. */
  static String elsewhere() {
    return invite("cid-mark-2@mark-domain.example", "10.1.20.12", 4100)
        .replace(USER, "hepuser66")
        .replace("4917712345678", "4917799999999");
  }

  private static String message(
      String start, String id, String cseq, String more, String type, String body) {
    String from = "\"Mark Display\" <sip:" + USER + "@mark-domain.example>";
    String to = "<sip:+4917712345678@mark-domain.example>";
    boolean answer = start.startsWith("SIP/2.0 ");
    return start
        + "\nVia: SIP/2.0/UDP mark-domain.example;branch=z9hG4bKtag-mark"
        + cseq.replace(" ", "")
        + "\nFrom: "
        + from
        + ";tag=tag-mark-a\nTo: "
        + to
        + (answer || !start.startsWith("INVITE") ? ";tag=tag-mark-b" : "")
        + "\nCall-ID: "
        + id
        + "\nCSeq: "
        + cseq
        + "\nContact: \"Mark Display\" <sip:"
        + USER
        + "@10.1.20.11>\n"
        + more
        + (type.isEmpty() ? "" : "Content-Type: " + type + "\n")
        + "\n"
        + body;
  }

  private MarkedOffice() {}
}
