package org.mosexporter.call;

/** SIP messages for tests, as phones send them (RFC 3261 §24, RFC 4566 offers of RFC 3264). */
final class Sip {
  static String invite(String callId, int sequence, String sdp) {
    return request("INVITE", callId, sequence, "", sdp);
  }

  static String reinvite(String callId, int sequence, String sdp) {
    return request("INVITE", callId, sequence, ";tag=bob", sdp);
  }

  static String request(String method, String callId, int sequence, String toTag, String sdp) {
    return message(
        method + " sip:1020@example.org SIP/2.0", callId, sequence, method, toTag, sdp, "");
  }

  static String response(int status, String callId, int sequence, String method, String sdp) {
    return message("SIP/2.0 " + status + " Said", callId, sequence, method, ";tag=bob", sdp, "");
  }

  static String message(
      String startLine,
      String callId,
      int sequence,
      String method,
      String toTag,
      String sdp,
      String extraHeader) {
    String type = sdp.isEmpty() ? "" : "Content-Type: application/sdp\n";
    return startLine
        + "\nVia: SIP/2.0/UDP 10.1.20.11:5060;branch=z9hG4bK"
        + sequence
        + method
        + "\nFrom: \"Alice\" <sip:1010@example.org>;tag=alice\nTo: <sip:1020@example.org>"
        + toTag
        + "\nCall-ID: "
        + callId
        + "\nCSeq: "
        + sequence
        + " "
        + method
        + "\nMax-Forwards: 70\n"
        + extraHeader
        + type
        + "Content-Length: "
        + sdp.replace("\n", "\r\n").length()
        + "\n\n"
        + sdp;
  }

  static String register(String user, String userAgent) {
    return "REGISTER sip:example.org SIP/2.0\nVia: SIP/2.0/UDP 10.1.20.11;branch=z9hG4bKr\nFrom: <sip:"
        + user
        + "@example.org>;tag=r\nTo: <sip:"
        + user
        + "@example.org>\nCall-ID: reg-"
        + user
        + "\nCSeq: 1 REGISTER\nUser-Agent: "
        + userAgent
        + "\nContent-Length: 0\n\n";
  }

  static String sdp(String address, int port, String direction) {
    return "v=0\no=- 1 1 IN IP4 "
        + address
        + "\ns=-\nc=IN IP4 "
        + address
        + "\nt=0 0\nm=audio "
        + port
        + " RTP/AVP 0 101\na=rtpmap:0 PCMU/8000\na=rtpmap:101 telephone-event/8000\na=ptime:20\na="
        + direction
        + "\n";
  }

  static String sdp(String address, int port) {
    return sdp(address, port, "sendrecv");
  }

  private Sip() {}
}
