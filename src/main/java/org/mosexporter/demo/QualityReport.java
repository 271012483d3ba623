package org.mosexporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.mosexporter.demo.SipWriter.Party;

/** What a phone publishes of a call that is over (RFC 6035). */
record QualityReport(
    Party phone,
    Party far,
    String callId,
    DemoStream said,
    DemoStream heard,
    Instant start,
    Instant stop) {
  /**
   * The whole message.
   *
   * @param publication a Call-ID of its own
   */
  String publish(Party to, String publication) {
    String body = body();
    return "PUBLISH "
        + to.uri()
        + " SIP/2.0\r\nVia: SIP/2.0/UDP "
        + phone.sip()
        + ";branch=z9hG4bK"
        + Integer.toHexString(publication.hashCode())
        + ";rport\r\nFrom: <"
        + phone.uri()
        + ">;tag="
        + phone.tag()
        + "\r\nTo: <"
        + to.uri()
        + ">\r\nCall-ID: "
        + publication
        + "\r\nCSeq: 1 PUBLISH\r\nMax-Forwards: 70\r\nUser-Agent: "
        + phone.software()
        + "\r\nEvent: vq-rtcpxr\r\nContent-Type: application/vq-rtcpxr\r\nContent-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private String body() {
    Reception reception = heard.atReceiver();
    double lostPercent = 100.0 * reception.lost() / Math.max(1, reception.expected());
    return """
    VQSessionReport: CallTerm
    CallID: %s
    LocalID: <%s>
    RemoteID: <%s>
    OrigID: <%s>
    LocalAddr: %s
    RemoteAddr: %s
    LocalMetrics:
    Timestamps: START=%s STOP=%s
    PacketLoss: NLR=%s JDR=0.0
    """
        .formatted(
            callId,
            phone.uri(),
            far.uri(),
            phone.uri(),
            end(phone.media(), said),
            end(far.media(), heard),
            start.truncatedTo(ChronoUnit.SECONDS),
            stop.truncatedTo(ChronoUnit.SECONDS),
            String.format(Locale.ROOT, "%.1f", lostPercent))
        .replace("\n", "\r\n");
  }

  private static String end(UdpAddress media, DemoStream sends) {
    return "IP=%s PORT=%d SSRC=0x%08X".formatted(media.host(), media.port(), sends.ssrc());
  }
}
