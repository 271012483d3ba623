package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.system.ReportLab.CALLEE;
import static org.mosexporter.system.ReportLab.CALLER;
import static org.mosexporter.system.ReportLab.DAEMON;
import static org.mosexporter.system.ReportLab.RTCP_PORT;
import static org.mosexporter.system.ReportLab.WIRE;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.Shared;

/** Extended reports (RFC 3611) on a live interface, and sent to the collector of RTCP. */
class ExtendedReportsIT {
  /** Reported at 5, 10, 15, 20 and 25 s. */
  private static final int SECONDS = 26;

  /**
   * A VoIP Metrics block (§4.7) with the figures that §4.7.2 works out for its example: 12/256 lost
   * and 12/256 discarded, bursts of 120 ms with a density of 84/256, gaps of 520 ms with one of
   * 10/256. The rest is of our own.
   */
  private static final String EXAMPLE =
      """
      07 00 0008        block type 7, 8 words behind this one
      0A0A0A0A          of the caller's stream
      0C 0C 54 0A       loss rate, discard rate, burst density, gap density
      0078 0208         burst and gap duration, ms
      0050 003C         round trip delay 80 ms, end system delay 60 ms
      EE C4 7F 10       signal -18 dBm0, noise -60 dBm0, RERL unavailable, Gmin 16
      5D 7F 29 27       R 93, external R unavailable, MOS-LQ 4.1, MOS-CQ 3.9
      B0 00 0028        enhanced concealment, adaptive buffer; its nominal delay 40 ms
      003C 0078         its maximum 60 ms, its absolute maximum 120 ms
      """;

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    Programs.needRoot();
    Programs.need("ip", "ss", "curl", "sysctl", "python3");
    Namespaces.removeLeftovers(folder);
  }

  private static String octets(String commented) {
    StringBuilder hex = new StringBuilder();
    for (String line : commented.lines().toList()) {
      hex.append(line.split("   +", 2)[0].replace(" ", ""));
    }
    return hex.toString();
  }

  private static Child talk(ReportLab lab, String name, String settings) throws Exception {
    String json =
        "{\"interface\": \"%s\", \"seconds\": %d, \"lost\": 12, \"extended\": \"%s\", %s}"
            .formatted(WIRE, SECONDS, octets(EXAMPLE), settings);
    return lab.start(name, "python3", "" + lab.resource("talk.py"), json);
  }

  private static ApiCall call(List<ApiCall> calls, String callId) {
    return calls.stream()
        .filter(each -> each.text("call_id").equals(callId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + callId + " in " + calls));
  }

  /** What stands in the record of what a stream's receiver says. */
  private static Map<String, Object> told(Map<?, ?> stream, String... leftOut) {
    Map<String, Object> told = new TreeMap<>();
    ApiCall.object(stream, "xr").forEach((name, value) -> told.put(String.valueOf(name), value));
    told.keySet().removeAll(List.of(leftOut));
    return told;
  }

  /**
   * A phone whose reports pass with the speech that it hears, and one of which we get nothing but
   * copies of its reports; of both the signalling is seen. SSRCs are those of the other call, too.
   */
  @Test
  void theFiguresOfTheStandardComeOutSniffedAndCollected() throws Exception {
    try (ReportLab lab = ReportLab.sniffing(folder, 26)) {
      Child sniffed =
          talk(
              lab,
              "sniffed",
              """
              "call_id": "sniffed", "listens": true,
              "caller": ["%s", 4000], "callee": ["%s", 5000]
              """
                  .formatted(CALLER, CALLEE));
      Child collected =
          talk(
              lab,
              "collected",
              """
              "call_id": "collected", "unseen": true, "collector": ["%s", %d],
              "caller": ["203.0.113.5", 4000], "callee": ["%s", 5002]
              """
                  .formatted(DAEMON, RTCP_PORT, CALLER));
      assertEquals(0, sniffed.result().exit(), sniffed::described);
      assertEquals(0, collected.result().exit(), collected::described);
      List<ApiCall> calls = lab.calls(2);
      assertMetrics(lab.scrape());
      Map<String, Object> expected = new TreeMap<>();
      expected.put("fraction_lost", 0.046875);
      expected.put("fraction_discarded", 0.046875);
      expected.put("burst_density", 0.328125);
      expected.put("gap_density", 0.039063);
      expected.put("burst_seconds", 0.12);
      expected.put("gap_seconds", 0.52);
      expected.put("round_trip_seconds", 0.08);
      expected.put("end_system_delay_seconds", 0.06);
      expected.put("jitter_buffer_seconds", 0.04);
      expected.put("jitter_buffer_adaptive", true); // the script's RX config
      expected.put("jitter_buffer_maximum_seconds", 0.06);
      expected.put("signal_level_dbm0", -18.0);
      expected.put("noise_level_dbm0", -60.0);
      expected.put("verdict", Map.of("r", 93.0, "mos_lq", 4.1, "mos_cq", 3.9));
      Map<?, ?> passed = call(calls, "sniffed").streamTo(CALLEE);
      Map<?, ?> unseen = call(calls, "collected").streamTo(CALLER);
      for (Map<?, ?> heard : List.of(passed, unseen)) {
        // The second report shows that there is a stream of which nothing passes here.
        expected.put("reports", heard.equals(passed) ? 5.0 : 4.0);
        assertEquals(expected, told(heard, "mos_lq", "mos_cq", "mos_lq_worst", "lost_r"));
        assertScored(ApiCall.object(heard, "xr"));
      }
      assertEquals((double) SECONDS * 50, passed.get("packets"));
      // What is beyond the wire: 20 ms by LSR and DLSR, 40 ms by LRR and DLRR.
      assertEquals(0.06, (double) passed.get("round_trip_seconds"), 0.001);
      assertEquals(0.0, unseen.get("packets"));
    }
  }

  /**
   * Ppl is 9.375 and the bursts' share of it 75 %, in runs of 84/256: far below a clean call's 4.41
   * and above what the same in one run would have.
   */
  private static void assertScored(Map<?, ?> xr) {
    double mos = (double) xr.get("mos_lq");
    assertTrue(mos > 2.4 && mos < 3.4, () -> "MOS-LQ " + mos);
    assertTrue((double) xr.get("mos_cq") < mos);
  }

  /**
   * By the report blocks 12/256 of 1254 packets less those of the first 254: 58 - 11. Of the first
   * ones, the rate is of what passed here: 12.
   */
  private static void assertMetrics(Scrape page) {
    assertHeard(page, CALLEE, 12 + 58 - 11);
    assertHeard(page, CALLER, 58 - 11);
    assertEquals(0, page.sum("mos_exporter_receiver_reports_failed_total", "protocol", "rtcp"));
    assertEquals(5, page.sum("mos_exporter_receiver_reports_total", "protocol", "rtcp"));
  }

  private static void assertHeard(Scrape page, String endpoint, long lost) {
    String[] heard = {"endpoint", endpoint, "direction", "received", "source", "xr"};
    assertEquals(0.08, page.value("voip_endpoint_round_trip_seconds", heard).orElse(-1), 1e-9);
    assertTrue(page.sum("voip_endpoint_mos_lq_scored_intervals_total", heard) >= 2, endpoint);
    assertEquals(lost, page.count("voip_endpoint_packets_lost_total", heard), endpoint);
  }

  /**
   * A pjsua call with extended reports of both ends, replayed as it was. Expected is what the last
   * report of each end says (frames 2941 and 2937), by
   *
   * <pre>tshark -r pj-xr.pcap -Y rtcp.xr.bt==7 -V</pre>
   */
  @Test
  void aRecordedPhonesReportsAreReadOffALiveInterface() throws Exception {
    Path capture = Shared.path().resolve("captures/live/pj-xr.pcap");
    try (ReportLab lab = ReportLab.sniffing(folder, 27)) {
      String script = "" + lab.resource("replay.py");
      lab.run("python3", script, WIRE, capture.toString());
      ApiCall call = lab.calls(1).getFirst();
      assertRecorded(lab.scrape());
      assertEquals("491737ab-c05d-45f7-8b84-7d5ee9b1501e", call.text("call_id"));
      String[] ours = {"mos_lq", "mos_cq", "mos_lq_worst", "lost_r"};
      assertEquals(heardByCallee(), told(call.streamTo("10.99.0.2"), ours));
      assertEquals(heardByCaller(), told(call.streamTo("10.99.0.1"), ours));
      assertEquals(1420.0, call.streamTo("10.99.0.2").get("packets")); // tshark -z rtp,streams
      assertEquals(73.0, call.streamTo("10.99.0.2").get("lost"));
      assertFalse(ApiCall.object(call.streamTo("10.99.0.2"), "xr").containsKey("verdict"));
    }
  }

  private static Map<String, Object> heardByCallee() {
    Map<String, Object> told = new TreeMap<>();
    told.put("reports", 3.0);
    told.put("fraction_lost", 0.046875); // 12/256
    told.put("fraction_discarded", 0.0);
    told.put("burst_density", 0.714844); // 183/256
    told.put("gap_density", 0.0);
    told.put("burst_seconds", 0.135);
    told.put("gap_seconds", 1.962);
    told.put("jitter_seconds", 0.00675); // the summary's mean, 54 of 8000 Hz
    told.put("round_trip_seconds", 0.072);
    told.put("end_system_delay_seconds", 0.339);
    told.put("jitter_buffer_seconds", 0.033);
    told.put("jitter_buffer_adaptive", true); // 3, adaptive
    told.put("jitter_buffer_maximum_seconds", 0.06);
    return told;
  }

  private static Map<String, Object> heardByCaller() {
    Map<String, Object> told = new TreeMap<>();
    told.put("reports", 2.0);
    told.put("fraction_lost", 0.007813); // 2/256
    told.put("fraction_discarded", 0.0);
    told.put("burst_density", 0.5); // 128/256
    told.put("gap_density", 0.007813); // 2/256
    told.put("burst_seconds", 0.06);
    told.put("gap_seconds", 13.69);
    told.put("jitter_seconds", 0.00025); // 2 of 8000 Hz
    told.put("round_trip_seconds", 0.064);
    told.put("end_system_delay_seconds", 0.322);
    told.put("jitter_buffer_seconds", 0.02);
    told.put("jitter_buffer_adaptive", true); // 3, adaptive
    told.put("jitter_buffer_maximum_seconds", 0.02);
    return told;
  }

  /** The reports of 15 s and of 20 s, and the last ones. */
  private static void assertRecorded(Scrape page) {
    assertEquals(0, page.sum("mos_exporter_malformed_packets_total"));
    String[] callee = {"endpoint", "10.99.0.2", "direction", "received", "source", "xr"};
    String[] caller = {"endpoint", "10.99.0.1", "direction", "received", "source", "xr"};
    assertEquals(0.072, page.value("voip_endpoint_round_trip_seconds", callee).orElse(-1), 1e-9);
    assertEquals(0.064, page.value("voip_endpoint_round_trip_seconds", caller).orElse(-1), 1e-9);
  }
}
