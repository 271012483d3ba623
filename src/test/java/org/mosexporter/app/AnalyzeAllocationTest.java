package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.config.Config;
import org.mosexporter.demo.LoadGenerator;
import org.mosexporter.record.Analysis;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/**
 * What the loop of {@code analyze} allocates between packets 1 million and 2 million, against the
 * budgets in bench/budgets.properties.
 */
@Tag("heap")
class AnalyzeAllocationTest {
  private static final int MILLION = 1_000_000;

  @TempDir Path folder;

  /** All within the first interval: a closed interval and a report with news are events. */
  @Test
  void thePacketPathAllocatesNothing() throws Exception {
    Meter meter = new Meter();
    Path file = folder.resolve("mixed.pcap");
    MixedCapture.write(file, 2_010_000);

    Analysis analysis = analyze(file, meter);

    assertEquals(MixedCapture.STREAMS, analysis.streams().size());
    assertEquals(budget("packet.allocated.bytes.per.million"), meter.allocated());
  }

  /**
   * 2,000 streams: the second million is ten seconds, with an interval's end and reports of each.
   */
  @Test
  void intervalsAndReportsStayWithinTheirBudget() throws Exception {
    Meter meter = new Meter();

    Path file = folder.resolve("load.pcap");
    LoadGenerator.generate(file, 2_050_000, 1_000, 1);

    Analysis analysis = analyze(file, meter);

    assertEquals(2_000, analysis.streams().size());
    double perPacket = meter.allocated() / (double) MILLION;
    System.out.printf("%.3f bytes per packet, interval closes and reports included%n", perPacket);
    assertTrue(perPacket <= budget("packet.allocated.bytes.amortised"), perPacket + " bytes");
  }

  private static Analysis analyze(Path file, Meter meter) throws IOException {
    Analyzer analyzer = new Analyzer(Config.defaults("test"), meter::before);
    analyzer.read(file, _ -> {});
    return analyzer.finish();
  }

  private static long budget(String name) throws Exception {
    Properties budgets = new Properties();
    try (InputStream in = Files.newInputStream(Path.of("bench", "budgets.properties"))) {
      budgets.load(in);
    }
    return Long.parseLong(budgets.getProperty(name));
  }

  /** Reads this thread's allocation at two packets on the way. */
  private static final class Meter {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long packets;
    private long atFirst;
    private long atSecond;

    long allocated() {
      assertTrue(packets >= 2 * MILLION, packets + " packets");
      return atSecond - atFirst - cost();
    }

    /** What reading the meter itself allocates. */
    private long cost() {
      long before = threads.getCurrentThreadAllocatedBytes();
      return threads.getCurrentThreadAllocatedBytes() - before;
    }

    PacketSink before(PacketSink sink) {
      return new PacketSink() {
        @Override
        public void onObservationPoint(int observationPoint, ObservationPoint place) {
          sink.onObservationPoint(observationPoint, place);
        }

        @Override
        public void onPacket(
            ByteBuffer window,
            int offset,
            int length,
            int wireLength,
            long atNs,
            int observationPoint,
            int flags) {
          sink.onPacket(window, offset, length, wireLength, atNs, observationPoint, flags);
          packets++;
          if (packets == MILLION) {
            atFirst = threads.getCurrentThreadAllocatedBytes();
          } else if (packets == 2 * MILLION) {
            atSecond = threads.getCurrentThreadAllocatedBytes();
          }
        }

        @Override
        public void onClockStep(long fromNs, long withinNs, long stepNs) {
          sink.onClockStep(fromNs, withinNs, stepNs);
        }

        @Override
        public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {
          sink.onDrops(observationPoint, fromNs, toNs, packets);
        }

        @Override
        public void flush() {
          sink.flush();
        }
      };
    }
  }
}
