package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.config.Config;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.XrSummary;

/** A phone's extended reports over a path that loses and delays; values read off with tshark. */
class ExtendedCaptureTest {
  private static StreamSummary stream(String destination) throws IOException {
    Analyzer analyzer = new Analyzer(Config.defaults("test"));
    analyzer.read(Shared.path().resolve("captures/live/pj-xr.pcap"), _ -> {});
    return analyzer.finish().streams().stream()
        .filter(stream -> stream.destination().toString().equals(destination))
        .findFirst()
        .orElseThrow();
  }

  /** Loss 12, discard 0, burst density 183, gap density 0, burst 135 ms, gap 1962 ms at last. */
  @Test
  void readsWhatTheReceiverTells() throws IOException {
    XrSummary xr = stream("10.99.0.2").xr().orElseThrow();
    assertEquals(3, xr.reports());
    assertEquals(12 / 256.0, xr.lossFraction().orElseThrow());
    assertEquals(0, xr.discardFraction().orElseThrow());
    assertEquals(183 / 256.0, xr.burstDensity().orElseThrow());
    assertEquals(0.135, xr.burstSeconds().orElseThrow(), 1e-9);
    assertEquals(1.962, xr.gapSeconds().orElseThrow(), 1e-9);
    assertEquals(0.072, xr.roundTripSeconds().orElseThrow(), 1e-9);
    assertEquals(0.339, xr.endSystemDelaySeconds().orElseThrow(), 1e-9);
    assertEquals(0.033, xr.jitterBufferSeconds().orElseThrow(), 1e-9);
    assertTrue(!xr.verdict().isKnown());
  }

  /** 54 and 43 of 8000 Hz in its summaries of jitter; bursts of 7 packets, 5 of them missing. */
  @Test
  void itsScoreIsNearWhatWasMeasured() throws IOException {
    StreamSummary stream = stream("10.99.0.2");
    XrSummary xr = stream.xr().orElseThrow();
    double measured = stream.score().orElseThrow().mosLq();
    assertEquals(measured, xr.score().orElseThrow().mosLq(), 0.15);
    // (72 + 339 + 322) / 2 ms and more: both ends say what they add
    assertTrue(xr.score().orElseThrow().mosCq().orElseThrow() < measured - 0.8);
  }
}
