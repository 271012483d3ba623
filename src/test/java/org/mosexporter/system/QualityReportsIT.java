package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIPp plays phones that publish quality reports, each in its maker's dialect, and takes only the
 * answer that RFC 3903 and RFC 3261 have for it.
 */
class QualityReportsIT {
  /** In the shapes that makers have; figures of our own. */
  private static final Map<String, String> DIALECTS = new LinkedHashMap<>();

  static {
    DIALECTS.put(
        "by the book",
        """
        VQSessionReport: CallTerm
        CallID: c1@10.77.0.1
        LocalID: "Ann" <sip:1010@lab>
        RemoteID: <sip:1020@lab>
        OrigID: "Ann" <sip:1010@lab>
        LocalAddr: IP=10.77.0.1 PORT=4000 SSRC=0x0A0B0C01
        RemoteAddr: IP=10.77.0.2 PORT=5000 SSRC=0x0A0B0C02
        LocalMetrics:
        Timestamps: START=2026-03-02T12:00:00Z STOP=2026-03-02T12:01:00Z
        SessionDesc: PT=0 PD=PCMU SR=8000 FD=20 FPP=1 PPS=50 PLC=3 SSUP=off
        PacketLoss: NLR=1.5 JDR=0.5
        QualityEst: MOSLQ=4.1 MOSCQ=4.0
        DialogID: c1@10.77.0.1;to-tag=b;from-tag=a
        """);
    DIALECTS.put(
        "Poly, of the time of the draft",
        """
        VQSessionReport
        LocalMetrics:
        TimeStamps:START=2026-03-02T12:00:00Z STOP=2026-03-02T12:01:00Z
        CallID:c2@10.77.0.1
        FromID:<sip:1010@lab>
        ToID:<sip:1020@lab>
        SessionDesc:PT=0 PD=PCMU SR=8000 FD=20 FPP=1 PLC=3 SSUP=on
        LocalAddr:IP=10.77.0.1 PORT=4002 SSRC=1234567890
        RemoteAddr:IP=10.77.0.2 PORT=5002 SSRC=987654321
        JitterBuffer:JBA=3 JBR=2 JBN=40 JBM=80 JBX=160
        BurstGapLoss:BLD=0.0 BD=0 GLD=0.0 GD=65535 GMIN=16
        Delay:RTD=0 ESD=0 IAJ=1
        Signal:RERL=127
        QualityEst:MOSLQ=4.1 MOSCQ=4.0
        """);
    DIALECTS.put(
        "Snom and Gigaset",
        """
        VQSessionReport : CallTerm
        LocalMetrics:
        Timestamps:START=2026-03-02T12:00:00Z STOP=2026-03-02T12:01:00Z
        SessionDesc:PT=8 PD=PCMA SR=8000 FD=20 FO=160 FPP=1 PPS=50 PLC=1 SSUP=off
        CallID:c3@10.77.0.1
        FromID:<sip:1010@lab>
        ToID:<sip:1020@lab>
        JitterBuffer:JBA=3 JBR=8 JBN=20 JBM=20JBX=240
        PacketLoss:NLR=0.0 JDR=0.0
        LocalAddr:IP=10.77.0.1 PORT=4004 SSRC=0xabcdef01
        LocalMAC:001a2b3c4d5e
        RemoteAddr:IP=10.77.0.2 PORT=5004 SSRC=0xabcdef02
        x-UserAgent:phone
        x-SIPmetrics:SVA=RG SRD=91 SFC=0
        """);
    DIALECTS.put(
        "AudioCodes",
        """
        VQSessionReport: CallTerm
        CallID=c4@10.77.0.1
        LocalID: <sip:1010@lab>
        RemoteID: <sip:1020@lab>
        OrigID: <sip:1010@lab>
        LocalAddr: IP=10.77.0.1 Port=4006 SSRC=0x0A0B0C07
        RemoteAddr: IP=10.77.0.2 Port=5006 SSRC=0x0A0B0C08
        LocalGroup:
        RemoteGroup:
        LocalMetrics:
        Timestamps:START=2026-03-02T12:00:00Z STOP=2026-03-02T12:01:00Z
        SessionDesc:PT=8 PD=PCMA SR=8000 FD=20 FO=160 FPP=1 PPS=50 PLC=3 SSUP=Off
        JitterBuffer:JBA=3 JBR=0 JBN=7 JBM=10
        JBX=300
        PacketLoss:NLR=0.5 JDR=0.0
        Delay:RTD=65535 ESD=11
        QualityEst:
        """);
    DIALECTS.put(
        "Linphone",
        """
        VQIntervalReport: CallTerm
        CallID: c5@10.77.0.1
        LocalID: <sip:1010@lab>
        RemoteID: <sip:1020@lab>
        OrigID: <sip:1010@lab>
        LocalGroup: linphone-5
        RemoteGroup: linphone-5
        LocalAddr: IP=10.77.0.1 PORT=4008 SSRC=3735928559
        RemoteAddr: IP=10.77.0.2 PORT=5008 SSRC=3735928560
        LocalMetrics:
        Timestamps: START=2026-03-02T12:00:00Z STOP=2026-03-02T12:01:00Z
        SessionDesc: PT=0 PD=PCMU SR=8000
        PacketLoss: NLR=0.0 JDR=0.0
        QualityEst: MOSLQ=4.5 MOSCQ=4.5
        AdaptiveAlg: NAME=basic
        LinphoneExt: UA="Linphone/5"
        """);
  }

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    Programs.needRoot();
    Programs.need("ip", "ss", "curl", "sipp");
    Namespaces.removeLeftovers(folder);
  }

  private static double count(ReportLab lab, String name) throws Exception {
    return lab.scrape().sum(name, "protocol", "sip");
  }

  @Test
  void everyDialectIsAnsweredAndTaken() throws Exception {
    try (ReportLab lab = new ReportLab(folder, 24)) {
      int number = 0;
      for (String body : DIALECTS.values()) {
        SipRequest.publication(body).play(lab, number++);
      }
      assertEquals(DIALECTS.size(), count(lab, "mos_exporter_receiver_reports_total"));
      assertEquals(0, count(lab, "mos_exporter_receiver_reports_failed_total"), lab::described);
    }
  }

  @Test
  void whatIsNoReportIsToldSo() throws Exception {
    String report = DIALECTS.get("by the book");
    try (ReportLab lab = new ReportLab(folder, 25)) {
      new SipRequest("OPTIONS", "", "", 200).play(lab, 0);
      new SipRequest("REGISTER", "", "", 405).play(lab, 1);
      String presence = "Event: presence\nContent-Type: application/vq-rtcpxr\n";
      new SipRequest("PUBLISH", presence, report, 489).play(lab, 2);
      String text = "Event: vq-rtcpxr\nContent-Type: text/plain\n";
      new SipRequest("PUBLISH", text, report, 415).play(lab, 3);
      String subscribed = SipRequest.OF_REPORTS + "Subscription-State: active\n";
      new SipRequest("NOTIFY", subscribed, report, 200).play(lab, 4);
    }
  }
}
