package org.mosexporter.call;

import java.time.Instant;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.sip.VqReportReader;

/** Quality reports as phones write them (RFC 6035 §4.6). */
record Quality(
    String kind,
    String callId,
    String local,
    int localPort,
    String localSsrc,
    String remote,
    int remotePort,
    String remoteSsrc,
    double startSeconds,
    double stopSeconds,
    String figures,
    String remoteFigures) {

  /** Of a call between 4000 here and 5000 there, as {@link Office#conversation} speaks. */
  static Quality session(String callId, String local, String remote, double start, double stop) {
    return new Quality(
        "VQSessionReport: CallTerm",
        callId,
        local,
        4000,
        "0x0000000A",
        remote,
        5000,
        "0x0000000B",
        start,
        stop,
        "NLR=2.0 JDR=0.5 IAJ=3 RTD=80 ESD=60 RLQ=88 MOSLQ=4.1 MOSCQ=4.0",
        "");
  }

  Quality kind(String text) {
    return new Quality(
        text,
        callId,
        local,
        localPort,
        localSsrc,
        remote,
        remotePort,
        remoteSsrc,
        startSeconds,
        stopSeconds,
        figures,
        remoteFigures);
  }

  Quality figures(String text) {
    return new Quality(
        kind,
        callId,
        local,
        localPort,
        localSsrc,
        remote,
        remotePort,
        remoteSsrc,
        startSeconds,
        stopSeconds,
        text,
        remoteFigures);
  }

  Quality remoteFigures(String text) {
    return new Quality(
        kind,
        callId,
        local,
        localPort,
        localSsrc,
        remote,
        remotePort,
        remoteSsrc,
        startSeconds,
        stopSeconds,
        figures,
        text);
  }

  Quality ends(String here, int port, String ssrc, String there, int farPort, String farSsrc) {
    return new Quality(
        kind,
        callId,
        here,
        port,
        ssrc,
        there,
        farPort,
        farSsrc,
        startSeconds,
        stopSeconds,
        figures,
        remoteFigures);
  }

  private static String time(double seconds) {
    return Instant.ofEpochSecond(0, Office.ns(seconds)).toString();
  }

  String body() {
    String times = "Timestamps:START=" + time(startSeconds) + " STOP=" + time(stopSeconds) + "\n";
    String metrics = times + "SessionDesc:PT=0 PD=PCMU SR=8000\n";
    return kind
        + "\nCallID: "
        + callId
        + "\nLocalID: <sip:1010@example.org>\nRemoteID: <sip:1020@example.org>"
        + "\nOrigID: <sip:1020@example.org>\nLocalAddr: IP="
        + local
        + " PORT="
        + localPort
        + " SSRC="
        + localSsrc
        + "\nRemoteAddr: IP="
        + remote
        + " PORT="
        + remotePort
        + " SSRC="
        + remoteSsrc
        + "\nLocalMAC: 02:00:5e:00:53:01\nLocalMetrics:\n"
        + metrics
        + "QualityEst: "
        + figures
        + "\n"
        + (remoteFigures.isEmpty()
            ? ""
            : "RemoteMetrics:\n" + metrics + "QualityEst: " + remoteFigures + "\n");
  }

  /** As a listener hands it on. */
  Report from(String sender) {
    return new Report.VoiceQuality(
        IpAddress.parse(sender),
        "Yealink SIP-T46S 66.85.0.5",
        VqReportReader.read(body()).orElseThrow());
  }
}
