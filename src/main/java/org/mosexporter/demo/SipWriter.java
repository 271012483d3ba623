package org.mosexporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Writes the SIP messages of one dialog (RFC 3261) with their SDP (RFC 4566).
 *
 * @param caller who sent the request that began it
 * @param callee who answered
 */
record SipWriter(Party caller, Party callee, String callId) {
  /**
   * One side of a dialog.
   *
   * @param software as in User-Agent
   */
  record Party(String user, UdpAddress sip, UdpAddress media, String software, String tag) {
    String uri() {
      return "sip:" + user + "@" + sip.host();
    }
  }

  String invite(DemoCodec codec) {
    return request("INVITE", caller, callee, 1, "") + withSdp(caller, codec);
  }

  String acknowledge() {
    return request("ACK", caller, callee, 1, callee.tag()) + "Content-Length: 0\r\n\r\n";
  }

  /** Of an answer that is no 2xx: in the INVITE's own transaction (RFC 3261 §17.1.1.3). */
  String acknowledgeRefusal() {
    return "ACK "
        + callee.uri()
        + " SIP/2.0\r\n"
        + dialog("ACK", "INVITE", caller, callee, 1, callee.tag())
        + "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
  }

  /** A BYE from either side. */
  String bye(Party from) {
    Party to = from.equals(caller) ? callee : caller;
    return request("BYE", from, to, 2, to.tag()) + "Content-Length: 0\r\n\r\n";
  }

  String register() {
    return request("REGISTER", caller, callee, 1, "") + "Expires: 300\r\nContent-Length: 0\r\n\r\n";
  }

  /** An answer to the caller's first request. */
  String response(String status, String method) {
    String tag = status.startsWith("100") ? "" : callee.tag();
    return response(status, method, caller, callee, 1, tag) + "Content-Length: 0\r\n\r\n";
  }

  String answer(DemoCodec codec) {
    return response("200 OK", "INVITE", caller, callee, 1, callee.tag()) + withSdp(callee, codec);
  }

  String byeAnswer(Party from) {
    Party to = from.equals(caller) ? callee : caller;
    return response("200 OK", "BYE", from, to, 2, to.tag()) + "Content-Length: 0\r\n\r\n";
  }

  private String request(String method, Party from, Party to, int number, String toTag) {
    String uri = method.equals("REGISTER") ? "sip:" + to.sip().host() : to.uri();
    return method
        + " "
        + uri
        + " SIP/2.0\r\n"
        + dialog(method, from, method.equals("REGISTER") ? from : to, number, toTag)
        + "Contact: <"
        + contact(from)
        + ">\r\nMax-Forwards: 70\r\nUser-Agent: "
        + from.software()
        + "\r\n";
  }

  private String response(
      String status, String method, Party from, Party to, int number, String toTag) {
    return "SIP/2.0 "
        + status
        + "\r\n"
        + dialog(method, from, method.equals("REGISTER") ? from : to, number, toTag)
        + "Contact: <"
        + contact(to)
        + ">\r\nUser-Agent: "
        + to.software()
        + "\r\n";
  }

  /**
   * The headers that a response copies from its request, but for the tag of the one who answers.
   */
  private String dialog(String method, Party from, Party to, int number, String toTag) {
    return dialog(method, method, from, to, number, toTag);
  }

  private String dialog(
      String method, String transaction, Party from, Party to, int number, String toTag) {
    return "Via: SIP/2.0/UDP "
        + from.sip()
        + ";branch=z9hG4bK"
        + Integer.toHexString((callId + transaction + number + from.tag()).hashCode())
        + ";rport\r\nFrom: <"
        + from.uri()
        + ">;tag="
        + from.tag()
        + "\r\nTo: <"
        + to.uri()
        + ">"
        + (toTag.isEmpty() ? "" : ";tag=" + toTag)
        + "\r\nCall-ID: "
        + callId
        + "\r\nCSeq: "
        + number
        + " "
        + method
        + "\r\n";
  }

  private static String contact(Party party) {
    return "sip:" + party.user() + "@" + party.sip();
  }

  private static String withSdp(Party party, DemoCodec codec) {
    String host = party.media().host();
    int type = codec.payloadType();
    String body =
        "v=0\r\no=- "
            + party.media().port()
            + " 1 IN IP4 "
            + host
            + "\r\ns=-\r\nc=IN IP4 "
            + host
            + "\r\nt=0 0\r\nm=audio "
            + party.media().port()
            + " RTP/AVP "
            + type
            + " 101\r\na=rtpmap:"
            + type
            + " "
            + codec.encodingName()
            + "/"
            + DemoCodec.CLOCK_RATE_HZ
            + (codec == DemoCodec.ILBC ? "\r\na=fmtp:97 mode=30" : "")
            + "\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:"
            + codec.packetMs()
            + "\r\na=sendrecv\r\n";
    return "Content-Type: application/sdp\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  static void write(ByteBuffer into, String message) {
    into.put(message.getBytes(UTF_8));
  }
}
