package org.mosexporter.receive;

import java.nio.charset.StandardCharsets;

/** Requests as phones write them. */
final class SipTexts {
  /** A report that is the {@code number}-th of its phone. */
  static String publish(int number) {
    String report =
        """
        VQSessionReport: CallTerm
        CallID: call-%1$d@10.1.20.11
        LocalID: "Ann" <sip:1010@office.example>
        RemoteID: <sip:1020@office.example;user=phone>
        OrigID: "Ann" <sip:1010@office.example>
        LocalAddr: IP=10.1.20.11 PORT=4000 SSRC=0x0A0B0C0D
        RemoteAddr: IP=10.1.20.12 PORT=5000 SSRC=0x0A0B0C0E
        LocalMAC: 00:1A:2B:3C:4D:5E
        LocalMetrics:
        Timestamps: START=2026-03-02T12:00:00Z STOP=2026-03-02T12:01:00Z
        SessionDesc: PT=0 PD=PCMU SR=8000 FD=20 FPP=1 PPS=50 PLC=3 SSUP=off
        JitterBuffer: JBA=3 JBR=2 JBN=40 JBM=80 JBX=120
        PacketLoss: NLR=1.5 JDR=0.5
        BurstGapLoss: BLD=10.0 BD=200 GLD=0.5 GD=5000 GMIN=16
        Delay: RTD=90 ESD=60 SOWD=105 IAJ=4 MAJ=6
        Signal: SL=-18 NL=-60 RERL=55
        QualityEst: RLQ=88 RCQ=85 MOSLQ=4.1 MOSCQ=4.0 QoEEstAlg=P.564
        """
            .formatted(number);
    return publish(number, report.replace("\n", "\r\n"));
  }

  static String publish(int number, String body) {
    return request(
        "PUBLISH", number, "Event: vq-rtcpxr\r\nContent-Type: application/vq-rtcpxr\r\n", body);
  }

  /** Any request, with what every request has. */
  static String request(String method, int number, String fields, String body) {
    return """
    %1$s sip:collector@10.1.0.9:5066 SIP/2.0
    Via: SIP/2.0/UDP 10.1.20.11:5062;branch=z9hG4bK%2$d;rport
    Max-Forwards: 70
    From: "Ann" <sip:1010@office.example>;tag=a1
    To: <sip:collector@10.1.0.9>
    Call-ID: publication-%2$d
    CSeq: 1 %1$s
    User-Agent: Acme P1/2.3
    %3$sContent-Length: %4$d

    """
            .formatted(method, number, "FIELDS", body.getBytes(StandardCharsets.UTF_8).length)
            .replace("\n", "\r\n")
            .replace("FIELDS", fields)
        + body;
  }

  /** One whose texts are as many and as long as any that are kept, in no Latin script. */
  static String verbose(int number) {
    StringBuilder body = new StringBuilder("VQSessionReport: CallTerm\r\n");
    String text = "語".repeat(300);
    for (String name :
        new String[] {"CallID", "LocalID", "RemoteID", "LocalGroup", "RemoteGroup"}) {
      body.append(name).append(": ").append(number).append(text).append("\r\n");
    }
    for (int i = 0; i < 20; i++) {
      body.append("x-").append(i).append(text).append(": ").append(text).append("\r\n");
    }
    body.append("LocalMetrics:\r\nSessionDesc: PT=0 PD=").append(text).append("\r\n");
    body.append("RemoteMetrics:\r\nSessionDesc: PT=0 PD=").append(text).append("\r\n");
    return publish(number, body.toString());
  }

  private SipTexts() {}
}
