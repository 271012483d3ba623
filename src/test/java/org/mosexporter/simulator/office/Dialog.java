package org.mosexporter.simulator.office;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The SIP messages of one dialog (RFC 3261) with their SDP (RFC 4566, RFC 3264).
 *
 * @param caller who began it
 */
record Dialog(Party caller, Party callee, String callId) {
  /**
   * One side.
   *
   * @param software as in User-Agent
   */
  record Party(String user, Host sip, Host media, String software, String tag) {
    String uri() {
      return "sip:" + user + "@" + sip.address();
    }
  }

  String invite(List<Codec> offer) {
    return request("INVITE", caller, 1, "") + sdp(caller, offer);
  }

  String trying() {
    return response("100 Trying", "INVITE", caller, 1, "") + "Content-Length: 0\r\n\r\n";
  }

  String ringing() {
    return response("180 Ringing", "INVITE", caller, 1, callee.tag) + "Content-Length: 0\r\n\r\n";
  }

  String answer(Codec codec) {
    return response("200 OK", "INVITE", caller, 1, callee.tag) + sdp(callee, List.of(codec));
  }

  String acknowledge() {
    return request("ACK", caller, 1, callee.tag) + "Content-Length: 0\r\n\r\n";
  }

  String bye(boolean byCaller) {
    Party from = byCaller ? caller : callee;
    return request("BYE", from, 2, other(from).tag) + "Content-Length: 0\r\n\r\n";
  }

  String byeAnswer(boolean byCaller) {
    Party from = byCaller ? caller : callee;
    return response("200 OK", "BYE", from, 2, other(from).tag) + "Content-Length: 0\r\n\r\n";
  }

  String register() {
    return request("REGISTER", caller, 1, "") + "Expires: 3600\r\nContent-Length: 0\r\n\r\n";
  }

  String registered() {
    return response("200 OK", "REGISTER", caller, 1, callee.tag)
        + "Expires: 3600\r\nContent-Length: 0\r\n\r\n";
  }

  /** A report on the quality of a call (RFC 6035 §4) from the caller of this dialog. */
  String publish(String report) {
    return request("PUBLISH", caller, 1, "")
        + "Event: vq-rtcpxr\r\nContent-Type: application/vq-rtcpxr\r\nContent-Length: "
        + report.length()
        + "\r\n\r\n"
        + report;
  }

  String published() {
    return response("200 OK", "PUBLISH", caller, 1, callee.tag)
        + "SIP-ETag: 1\r\nExpires: 3600\r\nContent-Length: 0\r\n\r\n";
  }

  private Party other(Party party) {
    return party.equals(caller) ? callee : caller;
  }

  private String request(String method, Party from, int number, String toTag) {
    Party to = other(from);
    boolean registers = method.equals("REGISTER");
    return method
        + " "
        + (registers ? "sip:" + to.sip.address() : to.uri())
        + " SIP/2.0\r\n"
        + headers(method, from, registers ? from : to, number, toTag)
        + "Contact: <sip:"
        + from.user
        + "@"
        + from.sip
        + ">\r\nMax-Forwards: 70\r\nUser-Agent: "
        + from.software
        + "\r\n";
  }

  private String response(String status, String method, Party from, int number, String toTag) {
    Party to = other(from);
    return "SIP/2.0 "
        + status
        + "\r\n"
        + headers(method, from, method.equals("REGISTER") ? from : to, number, toTag)
        + "Contact: <sip:"
        + to.user
        + "@"
        + to.sip
        + ">\r\nUser-Agent: "
        + to.software
        + "\r\n";
  }

  private String headers(String method, Party from, Party to, int number, String toTag) {
    return "Via: SIP/2.0/UDP "
        + from.sip
        + ";branch=z9hG4bK"
        + Integer.toHexString((callId + method.replace("ACK", "A") + number).hashCode())
        + ";rport\r\nFrom: <"
        + from.uri()
        + ">;tag="
        + from.tag
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

  private static String sdp(Party party, List<Codec> codecs) {
    String types =
        codecs.stream().map(c -> String.valueOf(c.payloadType)).collect(Collectors.joining(" "));
    String maps =
        codecs.stream()
            .map(c -> "a=rtpmap:" + c.payloadType + " " + c.rtpmap + "\r\n")
            .collect(Collectors.joining());
    String address = party.media.address();
    String body =
        "v=0\r\no=- 1 1 IN IP4 "
            + address
            + "\r\ns=-\r\nc=IN IP4 "
            + address
            + "\r\nt=0 0\r\nm=audio "
            + party.media.port()
            + " RTP/AVP "
            + types
            + " 101\r\n"
            + maps
            + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";
    return "Content-Type: application/sdp\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
