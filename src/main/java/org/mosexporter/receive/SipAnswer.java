package org.mosexporter.receive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.SipHeaders;
import org.mosexporter.wire.sip.SipMessage.Request;
import org.mosexporter.wire.sip.Via;

/**
 * The answer to a request (RFC 3261 §8.2.6): what it must repeat, the verdict, and no body. What is
 * repeated was parsed: it has no line ends and no other control characters, so that a request can
 * add nothing to its answer.
 */
record SipAnswer(Request request, Via via, RequestIdentity identity) {
  byte[] written(SipVerdict verdict, IpAddress sender, int senderPort) {
    SipHeaders headers = request.headers();
    StringBuilder text = new StringBuilder(512);
    line(text, "SIP/2.0 ", verdict.status());
    line(text, "Via: ", via.receivedFrom(sender, senderPort));
    List<String> vias = headers.all("via");
    vias.subList(1, vias.size()).forEach(each -> line(text, "Via: ", each));
    line(text, "From: ", headers.first("from").orElse(""));
    String to = headers.first("to").orElse("");
    line(text, "To: ", headers.toTag().isEmpty() ? to + ";tag=" + identity.tag() : to);
    line(text, "Call-ID: ", headers.first("call-id").orElse(""));
    line(text, "CSeq: ", headers.cseqNumber() + " " + headers.cseqMethod());
    boolean published = request.method().equals("PUBLISH");
    if (published && !(verdict instanceof SipVerdict.Refusal)) {
      line(text, "SIP-ETag: ", identity.entityTag());
    }
    verdict.fields().forEach(field -> line(text, field, ""));
    line(text, "Content-Length: ", "0");
    line(text, "", "");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(value).append("\r\n");
  }
}
