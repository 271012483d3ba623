package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Quality;
import org.mosexporter.config.Table;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.sip.Encoding;

/**
 * What 100,000 live streams take of the heap, once each has a scored interval and full buffers;
 * bursts are counted from the first packet that is missing.
 */
@Tag("heap")
class StreamBytesTest {
  private static final int STREAMS = 100_000;
  private static final int PACKETS = 260;

  private static final long SPACING_NS = 60_000_000;

  @ParameterizedTest
  @CsvSource({"-1, stream.heap.bytes", "100, stream.heap.bytes.with.loss"})
  void aLiveStreamTakesNoMoreThanItsBudget(int lost, String budget) throws Exception {
    Media media =
        new Media("", Map.of(101, new Encoding("telephone-event", 8000, 1)), OptionalInt.empty());
    long before = LiveHeap.bytes();
    StreamTable table = new StreamTable(Quality.defaults(), STREAMS, new Unheard());
    RtpStream[] streams = new RtpStream[STREAMS];
    for (int i = 0; i < STREAMS; i++) {
      streams[i] = table.open(StreamTableTest.datagram(i, 4000, 2, 4000, "", 0), i, media);
    }
    for (int packet = 0; packet < PACKETS; packet++) {
      for (int i = 0; i < STREAMS && packet != lost; i++) {
        long atNs = packet * SPACING_NS + (packet * 7919L + i) % 9_000_000;
        table.onRtp(streams[i], atNs, 46, false, 0, packet, 480 * packet, 480);
      }
    }
    long[] intervals = new long[1]; // they have a table of their own
    table.gauge((of, entries, _) -> intervals[0] += of == Table.INTERVALS ? entries : 0);
    long its = LiveHeap.bytes() - before - intervals[0] * Table.INTERVALS.bytesPerEntry();
    long bytes = its / STREAMS - 4; // less the test's own reference

    System.out.println("heap per live stream: " + bytes + " bytes");
    assertEquals(STREAMS, table.size());
    assertEquals(lost < 0 ? 0 : 1, streams[STREAMS - 1].lost());
    assertTrue(streams[0].summary().score().isPresent());
    assertTrue(bytes <= LiveHeap.budget(budget), bytes + " bytes");
  }

  /** Keeps nothing. */
  private static final class Unheard implements StreamEvents {
    @Override
    public void onReportedInterval(RtpStream stream, Interval interval) {}

    @Override
    public void onInterval(RtpStream stream, Interval interval) {}

    @Override
    public void onEnded(RtpStream stream, StreamSummary summary) {}

    @Override
    public void onReceiverReport(RtpStream stream, ReceiverReport report) {}

    @Override
    public void onExtendedReport(RtpStream stream, long atNs) {}

    @Override
    public void onExtendedInterval(RtpStream stream, Interval interval) {}

    @Override
    public void onEncryptedReport(Datagram report, @Nullable RtpStream own) {}

    @Override
    public void onSourceDescription(IpAddress address, int port, int ssrc, String cname) {}

    @Override
    public void onBye(RtpStream stream, long atNs) {}

    @Override
    public void onUnmatchedReport(IpAddress sender, ReceiverReport report) {}
  }
}
