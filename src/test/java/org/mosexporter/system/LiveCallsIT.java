package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of real phones as a mirror port shows them, and what the daemon says of its own gaps. */
class LiveCallsIT {
  private static final int SECONDS = 26;

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    Programs.needRoot();
    Programs.need("baresip", "ip", "tc", "ethtool", "curl", "sysctl");
    Namespaces.removeLeftovers(folder);
  }

  private static Scrape afterTheCalls(Phones phones, int seconds) throws Exception {
    await("the calls to be there")
        .atMost(Duration.ofSeconds(30))
        .until(() -> phones.scrape().sum("voip_streams_active") > 0);
    await("the calls to end")
        .atMost(Duration.ofSeconds(seconds + 90))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> phones.scrape().sum("voip_streams_active") == 0);
    return phones.scrape();
  }

  /** What an endpoint heard, as the metrics tell. */
  private record Heard(Scrape page, String endpoint) {
    private String[] labels(String... more) {
      List<String> all =
          new ArrayList<>(
              List.of("endpoint", endpoint, "direction", "received", "source", "measured"));
      all.addAll(List.of(more));
      return all.toArray(String[]::new);
    }

    long packets() {
      return page.count("voip_endpoint_packets_total", labels());
    }

    long lost() {
      return page.count("voip_endpoint_packets_lost_total", labels());
    }

    long scored(String scale) {
      return page.count("voip_endpoint_mos_lq_scored_intervals_total", labels("scale", scale));
    }

    double mos(String scale) {
      return page.sum("voip_endpoint_mos_lq_score_sum_total", labels("scale", scale))
          / scored(scale);
    }
  }

  private static void assertHeard(
      Scrape page, String endpoint, String scale, double leastMos, double mostMos) {
    Heard heard = new Heard(page, endpoint);
    // 50 packets a second, and what starting the phones on a busy machine takes from it.
    assertTrue(heard.packets() > 800 && heard.packets() < 1500, () -> endpoint + heard.packets());
    assertEquals(0, heard.lost(), endpoint);
    assertTrue(heard.scored(scale) >= 1, () -> endpoint + " has no score");
    double mos = heard.mos(scale);
    assertTrue(mos >= leastMos && mos <= mostMos, () -> endpoint + ": " + mos);
  }

  @Test
  void seesEveryKindOfCall() throws Exception {
    List<Phones.Call> kinds =
        List.of(
            new Phones.Call("pcmu/8000/1", "g711.so"),
            new Phones.Call("g722/16000/1", "g722.so"),
            new Phones.Call("opus/48000/2", "opus.so"),
            new Phones.Call("pcma/8000/1", "g711.so", true, "udp", false),
            new Phones.Call("pcmu/8000/1", "g711.so", false, "tcp", false),
            new Phones.Call("pcma/8000/1", "g711.so", false, "udp", true));
    String[] scales = {
      "narrowband", "wideband", "fullband", "narrowband", "narrowband", "narrowband"
    };
    // At most: G.711 without loss has 4.41; G.722 has Ie,wb 13 (G.113), so R = 116 of 129. Which
    // row serves for Opus its bitrate says. Phones on a busy machine send late: some is discarded.
    double[] least = {4.2, 4.1, 3.9, 4.2, 4.2, 4.2};
    double[] most = {4.42, 4.35, 4.6, 4.42, 4.42, 4.42};
    try (Phones phones = new Phones(folder, 10, kinds)) {
      phones.daemon("8MiB");
      phones.dial(SECONDS);
      Scrape page = afterTheCalls(phones, SECONDS);
      for (int i = 0; i < kinds.size(); i++) {
        for (String endpoint : List.of(phones.caller(i), phones.callee(i))) {
          assertHeard(page, endpoint, scales[i], least[i], most[i]);
        }
      }
      assertEquals(6, page.count("voip_calls_total", "result", "completed"), phones::described);
      assertEquals(6, page.sum("voip_calls_total"));
    }
  }

  @Test
  void aMirrorThatIsDownForAWhileIsNoLossOfTheCall() throws Exception {
    List<Phones.Call> one = List.of(new Phones.Call("pcmu/8000/1", "g711.so"));
    try (Phones phones = new Phones(folder, 11, one)) {
      phones.daemon("8MiB");
      phones.dial(50);
      awaitScore(phones);
      phones.mirror(false);
      awaitCaptureUp(phones, 0);
      Thread.sleep(3_000);
      phones.mirror(true);
      awaitCaptureUp(phones, 1);
      assertOnlyOurOwnGap(phones, afterTheCalls(phones, 50));
    }
  }

  @Test
  void aDaemonThatStoodStillSaysWhatItMissed() throws Exception {
    List<Phones.Call> one = List.of(new Phones.Call("pcmu/8000/1", "g711.so"));
    try (Phones phones = new Phones(folder, 12, one)) {
      // 16 blocks of 8 to 16 ms each: a quarter of a second.
      Child daemon = phones.daemon("1MiB");
      phones.dial(50);
      awaitScore(phones);
      daemon.signal("STOP");
      Thread.sleep(3_000);
      daemon.signal("CONT");
      Scrape page = afterTheCalls(phones, 50);
      // 3 s of 100 packets a second, less what the ring holds.
      double dropped =
          page.sum("mos_exporter_capture_dropped_packets_total", "interface", Phones.MIRROR);
      assertTrue(dropped > 200 && dropped < 400, "dropped " + dropped);
      assertTrue(page.sum("mos_exporter_capture_ring_freezes_total") >= 1);
      assertOnlyOurOwnGap(phones, page);
    }
  }

  private static void awaitScore(Phones phones) {
    await("a scored interval")
        .atMost(Duration.ofMinutes(1))
        .until(() -> phones.scrape().sum("voip_endpoint_mos_lq_scored_intervals_total") >= 2);
  }

  private static void awaitCaptureUp(Phones phones, double up) {
    await("capture_up " + up)
        .atMost(Duration.ofSeconds(20))
        .until(() -> phones.scrape().sum("mos_exporter_capture_up") == up);
  }

  private static void assertOnlyOurOwnGap(Phones phones, Scrape page) {
    for (String endpoint : List.of(phones.caller(0), phones.callee(0))) {
      Heard heard = new Heard(page, endpoint);
      // Before and after the gap; G.711 without loss has 4.41, a little less when a phone sent
      // late.
      assertTrue(heard.scored("narrowband") >= 2, () -> endpoint + heard.scored("narrowband"));
      double mos = heard.mos("narrowband");
      assertTrue(mos >= 4.3 && mos <= 4.42, () -> endpoint + ": " + mos);
      assertEquals(0, heard.lost(), endpoint); // 150 packets are missing
    }
    // What the phones' own reports tell of that time counts in its place (they are nearer).
    double unscored = page.sum("voip_unscored_seconds_total", "reason", "capture_drops");
    double reported = page.sum("voip_scored_seconds_total", "source", "rtcp");
    assertTrue(unscored <= 60, "capture_drops " + unscored);
    assertTrue(unscored + reported >= 10, () -> unscored + " and " + reported);
    assertEquals(1, page.sum("voip_calls_total"));
  }
}
