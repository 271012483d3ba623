package org.mosexporter.simulator.office;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The report of a phone on a call that is over (RFC 6035 §4.6.1): what it heard. */
record VqReport(
    Dialog dialog, boolean byCaller, Codec codec, Host remote, int remoteSsrc, int localSsrc) {

  String text(Listener heard, Reporter reporter, long startUnixNs, long endUnixNs) {
    Dialog.Party self = byCaller ? dialog.caller() : dialog.callee();
    Dialog.Party other = byCaller ? dialog.callee() : dialog.caller();
    Reception reception = heard.reception();
    double expected = Math.max(1, reception.expected());
    Device device = heard.device();
    Buffer buffer = heard.playout().buffer();
    return String.format(
            Locale.ROOT,
            """
        VQSessionReport: CallTerm
        CallID: %s
        LocalID: <%s>
        RemoteID: <%s>
        OrigID: <%s>
        LocalAddr: IP=%s PORT=%d SSRC=0x%08x
        RemoteAddr: IP=%s PORT=%d SSRC=0x%08x
        LocalMetrics:
        Timestamps: START=%s STOP=%s
        SessionDesc: PT=%d PD=%s SR=%d FD=20 FPP=1 PPS=50 PLC=3 SSUP=off
        JitterBuffer: JBA=%d JBR=2 JBN=%.0f JBM=%.0f JBX=%.0f
        PacketLoss: NLR=%.2f JDR=%.2f
        Delay: %sESD=%d IAJ=%.0f
        Signal: SL=%d NL=%d RERL=%d
        DialogID: %s;to-tag=%s;from-tag=%s
        """,
            dialog.callId(),
            self.uri(),
            other.uri(),
            dialog.caller().uri(),
            self.media().address(),
            self.media().port(),
            localSsrc,
            remote.address(),
            remote.port(),
            remoteSsrc,
            time(startUnixNs),
            time(endUnixNs),
            codec.payloadType,
            codec.rtpmap.replaceAll("/.*", ""),
            codec.clockRateHz,
            buffer.adaptive() ? 3 : 2,
            heard.playout().depthMs(),
            heard.playout().depthMs(),
            buffer.mostMs(),
            100 * reception.missing() / expected,
            100 * heard.discarded() / expected,
            reporter.roundTripMs() > 0 ? "RTD=" + reporter.roundTripMs() + " " : "",
            reporter.endSystemMs(),
            reception.jitterMs(),
            heard.talker().signalDbm,
            heard.talker().noiseDbm,
            device.residualEchoDb,
            dialog.callId(),
            dialog.callee().tag(),
            dialog.caller().tag())
        .replace("\n", "\r\n");
  }

  private static String time(long unixNs) {
    return Instant.ofEpochSecond(0, unixNs).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
