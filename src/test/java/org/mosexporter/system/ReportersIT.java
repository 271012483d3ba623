package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.system.ReportLab.CALLEE;
import static org.mosexporter.system.ReportLab.CALLER;
import static org.mosexporter.system.ReportLab.DAEMON;
import static org.mosexporter.system.ReportLab.HEP_PORT;
import static org.mosexporter.system.ReportLab.PBX;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that offices have report to a daemon that sniffs nothing. */
class ReportersIT {
  private static final String HEP = DAEMON + ":" + HEP_PORT;

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    Programs.needRoot();
    Programs.need(
        "ip", "ss", "curl", "python3", "sipp", "kamailio", "rtpengine", "sngrep", "linphonec");
    Namespaces.removeLeftovers(folder);
  }

  private static double received(ReportLab lab) throws IOException, InterruptedException {
    return lab.scrape().sum("mos_exporter_receiver_reports_total", "protocol", "hep");
  }

  private static double refused(ReportLab lab) throws IOException, InterruptedException {
    return lab.scrape().sum("mos_exporter_receiver_reports_failed_total", "protocol", "hep");
  }

  private static void assertOneCompletedCall(ReportLab lab) {
    await("the call to be over")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              Scrape page = lab.scrape();
              assertEquals(1, page.sum("voip_calls_total", "result", "completed"), lab::described);
              assertEquals(1, page.sum("voip_calls_total"));
            });
  }

  /** Each message comes twice: as the proxy received it, and as it sent it on. */
  @Test
  void kamailioTracesACall() throws Exception {
    try (ReportLab lab = new ReportLab(folder, 20)) {
      Kamailio.tracing(lab);
      SipCall.dial(lab, PBX + ":5060", 2_000);
      // INVITE, 180, 200, ACK, BYE, 200.
      await("its messages").until(() -> received(lab) == 12);
      assertEquals(0, refused(lab), lab::described);
      assertOneCompletedCall(lab);
      Scrape page = lab.scrape();
      assertEquals(1, page.sum("voip_call_setup_seconds_count", "result", "completed"));
    }
  }

  @Test
  void sngrepSendsWhatItSees() throws Exception {
    try (ReportLab lab = new ReportLab(folder, 21)) {
      Child sngrep = lab.start("sngrep", "sngrep", "-N", "-q", "-d", "lo", "-H", "udp:" + HEP);
      Thread.sleep(2_000); // it says nothing when it is ready
      assertTrue(sngrep.runs(), sngrep::described);
      SipCall.dial(lab, CALLEE + ":" + SipCall.CALLEE_PORT, 2_000);
      await("its messages").until(() -> received(lab) >= 6);
      assertEquals(0, refused(lab), lab::described);
      assertOneCompletedCall(lab);
    }
  }

  /**
   * Both ends say that they lost 5 of each 100 packets; 50 more with each report. What was lost
   * before the first report is not known to be of this call.
   */
  @Test
  void rtpengineTellsWhatBothEndsReport() throws Exception {
    int seconds = 30;
    try (ReportLab lab = new ReportLab(folder, 22)) {
      lab.start(
          "rtpengine",
          "rtpengine",
          "--foreground",
          "--log-stderr",
          "--log-level=4",
          "--table=-1",
          "--interface=" + PBX,
          "--listen-ng=127.0.0.1:2223",
          "--homer=" + HEP,
          "--homer-protocol=udp",
          "--homer-id=4",
          "--pidfile=" + folder.resolve("rtpengine.pid"));
      await("rtpengine").until(() -> lab.listens(2223));
      String script = lab.resource("engine.py").toString();
      lab.run("python3", script, "2223", "c1@lab", CALLER, "4000", CALLEE, "5000", "" + seconds);
      await("the reports").until(() -> received(lab) == 2 * seconds);
      assertEquals(0, refused(lab), lab::described);
      Scrape page = lab.scrape();
      for (String endpoint : new String[] {CALLER, CALLEE}) {
        String[] heard = {"endpoint", endpoint, "direction", "received", "source", "rtcp"};
        // 5 % of 1500 less 5 % of the first 50, in whole packets: 75 - 2.
        assertEquals(73, page.count("voip_endpoint_packets_lost_total", heard), endpoint);
        assertEquals(1450 - 73, page.count("voip_endpoint_packets_total", heard), endpoint);
      }
    }
  }

  /**
   * Two phones that report every 10 s and at the end, by way of their proxy: of a clean call, so
   * that each hears what its codec gives.
   */
  @Test
  void linphonePublishesWhatItHeard() throws Exception {
    try (ReportLab lab = new ReportLab(folder, 23)) {
      Kamailio.forwarding(lab);
      Linphone.answering(lab, "callee", CALLEE, 5081);
      await("the callee").until(() -> lab.listens(5081));
      Linphone.calling(lab, "caller", CALLER, 5071, "sip:callee@" + CALLEE + ":5081", 25);
      await("the last reports of both")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> lab.scrape().sum("voip_calls_total") == 1);

      Scrape page = lab.scrape();
      String[] sip = {"protocol", "sip"};
      assertTrue(page.sum("mos_exporter_receiver_reports_total", sip) >= 4, lab::described);
      assertEquals(0, page.sum("mos_exporter_receiver_reports_failed_total", sip), lab::described);
      // Each says that its media is at 127.0.0.1, for all are on one host: so it is of its sender.
      assertTrue(
          page.sum("voip_endpoint_last_report_timestamp_seconds", "source", "phone") > 1.7e9,
          lab::described);
      assertEquals(1, page.sum("voip_endpoint_info", "vendor", "Linphone"), lab::described);
    }
  }
}
