package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.system.ReportLab.CALLEE;
import static org.mosexporter.system.ReportLab.CALLER;
import static org.mosexporter.system.ReportLab.PBX;
import static org.mosexporter.system.ReportLab.WIRE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One call, told of by everybody: its speech and the reports of both phones pass a mirror, the
 * proxy through which it was made tells of its signalling, one phone publishes what it heard.
 */
class FourWitnessesIT {
  private static final String CALL_ID = "four@lab";
  private static final int SECONDS = 16;

  /** The caller heard the callee, with figures that nobody else has. */
  private static final String REPORT =
      """
      VQSessionReport: CallTerm
      CallID: %s
      LocalID: <sip:1010@lab>
      RemoteID: <sip:1020@lab>
      OrigID: <sip:1010@lab>
      LocalAddr: IP=%s PORT=%d SSRC=0x0A0A0A0A
      RemoteAddr: IP=%s PORT=%d SSRC=0x0B0B0B0B
      LocalMetrics:
      SessionDesc: PT=0 PD=PCMU SR=8000 FD=20 FPP=1 PPS=50 PLC=3 SSUP=off
      PacketLoss: NLR=1.5 JDR=0.5
      QualityEst: MOSLQ=4.1 MOSCQ=4.0
      """
          .formatted(CALL_ID, CALLER, SipCall.CALLER_MEDIA, CALLEE, SipCall.CALLEE_MEDIA);

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    Programs.needRoot();
    Programs.need("ip", "ss", "curl", "sysctl", "python3", "sipp", "kamailio");
    Namespaces.removeLeftovers(folder);
  }

  private static Child speech(ReportLab lab) throws Exception {
    String settings =
        """
        {"interface": "%s", "seconds": %d, "lost": 8,
         "caller": ["%s", %d], "callee": ["%s", %d]}
        """
            .formatted(WIRE, SECONDS, CALLER, SipCall.CALLER_MEDIA, CALLEE, SipCall.CALLEE_MEDIA);
    return lab.start("speech", "python3", "" + lab.resource("talk.py"), settings);
  }

  @Test
  void tellOfOneCall() throws Exception {
    try (ReportLab lab = ReportLab.sniffing(folder, 28)) {
      Kamailio.tracing(lab);
      Child caller =
          SipCall.calling(lab, CALL_ID, PBX + ":" + Kamailio.PORT, 1_000 * SECONDS + 5_000);
      await("the answer").until(() -> lab.scrape().sum("voip_calls_active") == 1);
      Child speech = speech(lab);
      assertEquals(0, speech.result().exit(), speech::described);
      assertEquals(0, caller.result().exit(), caller::described);
      SipRequest.publication(REPORT).play(lab, 0);

      List<ApiCall> calls = lab.calls(1);
      // What another call had been made of would be over in a moment, too.
      await("one record").during(Duration.ofSeconds(4)).until(() -> lab.calls().size() == 1);
      assertRecord(calls.getFirst());
      Scrape page = lab.scrape();
      assertEquals(1, page.sum("voip_calls_total"));
      assertEquals(1, page.sum("voip_calls_total", "result", "completed"));
    }
  }

  private static void assertRecord(ApiCall call) {
    assertEquals(CALL_ID, call.text("call_id"));
    assertEquals(
        Set.of(
            "sip " + Kamailio.AGENT,
            "measured",
            "rtcp " + CALLER,
            "rtcp " + CALLEE,
            "phone " + CALLER + " vq-rtcpxr"),
        call.witnesses());
    assertEquals(2, call.streams().size());
    Map<?, ?> heard = call.streamTo(CALLER);
    assertEquals(SECONDS * 50.0, heard.get("packets"));
    assertEquals(0.0, heard.get("lost"));
    assertEquals(3.0, ApiCall.object(heard, "rtcp").get("reports"));
    Map<?, ?> phone = ApiCall.object(heard, "phone");
    assertEquals(4.1, phone.get("mos_lq"));
    assertEquals(0.015, phone.get("loss_ratio"));
    // 8/256 of 750 are 23; of those, 8/256 of 250 were lost before the first report: 7.
    Map<?, ?> reported = ApiCall.object(call.streamTo(CALLEE), "rtcp");
    assertEquals(3.0, reported.get("reports"));
    assertEquals(0.03125, reported.get("fraction_lost_max"));
  }
}
