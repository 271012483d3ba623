package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Config;
import org.mosexporter.record.Analysis;
import org.mosexporter.record.AnalysisJson;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/** What {@code analyze} keeps of a capture in which there is more than the heap holds. */
class AnalyzeFloodTest {
  private static final int ROOM = 100;
  private static final int FLOOD = 5_000;
  private static final long SECOND_NS = 1_000_000_000L;

  private final List<PacketSink> sinks = new ArrayList<>();
  private final Analyzer analyzer =
      new Analyzer(
          Config.defaults("berlin"),
          tracker -> {
            sinks.add(tracker);
            return tracker;
          },
          ROOM * 8_192L);

  private void packet(long atNs, String from, int port, String to, int toPort, byte[] rtp) {
    byte[] octets = frame(from, port, to, toPort, rtp);
    sinks.getFirst().onPacket(Frames.window(octets), 0, octets.length, octets.length, atNs, 0, 0);
  }

  /** A conversation of 3 s, beside it and after it streams of 20 packets between others. */
  private Analysis flooded() {
    sinks.getFirst().onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
    for (int number = 0; number < 150; number++) {
      long atNs = 20_000_000L * number;
      byte[] there = rtp(1, 0, false, number, 160L * number, 160);
      byte[] back = rtp(2, 0, false, number, 160L * number, 160);
      packet(atNs, "10.1.20.11", 4000, "10.1.20.12", 5000, there);
      packet(atNs, "10.1.20.12", 5000, "10.1.20.11", 4000, back);
    }
    for (int stream = 0; stream < FLOOD; stream++) {
      for (int number = 0; number < 20; number++) {
        long atNs = 4 * SECOND_NS + stream / 50 * SECOND_NS + 20_000_000L * number;
        byte[] speech = rtp(1_000 + stream, 0, false, number, 160L * number, 160);
        packet(atNs, "10.1.30.1", 6000 + stream % 50 * 2, "10.1.30.2", 7000, speech);
      }
    }
    return analyzer.finish();
  }

  @Test
  void keepsConversationsBeforeAFloodAndCountsWhatItLeavesOut() throws Exception {
    Analysis analysis = flooded();

    List<StreamSummary> streams = analysis.streams();
    assertEquals(ROOM, streams.size());
    assertEquals(150, streams.get(0).packets());
    assertEquals(150, streams.get(1).packets());
    assertEquals(FLOOD + 2 - ROOM, analysis.leftOut().streams());
    assertTrue(
        analysis.calls().stream().anyMatch(call -> call.streams().contains(streams.getFirst())));
    int callsAndTheirStreams =
        analysis.calls().stream().mapToInt(call -> 1 + call.streams().size()).sum();
    assertTrue(callsAndTheirStreams <= ROOM, callsAndTheirStreams + "");
    assertTold(analysis);
  }

  private static void assertTold(Analysis analysis) throws Exception {
    StringWriter json = new StringWriter();
    AnalysisJson.write(analysis, json);
    assertTrue(json.toString().contains("\"streams\" : 4902"), json::toString);
    StringWriter table = new StringWriter();
    AnalysisTable.write(analysis, new PrintWriter(table, true));
    String told = "100 streams, and 4902 of fewer packets, left out for want of room";
    assertTrue(table.toString().contains(told), table::toString);
  }
}
