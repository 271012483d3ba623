package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.IPV4;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.senderReport;
import static org.mosexporter.wire.Frames.tag;
import static org.mosexporter.wire.Frames.udp;
import static org.mosexporter.wire.Frames.window;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.Config;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/**
 * Known streams over IPv4, IPv6 and in VLANs, with sender and receiver reports among them, cost no
 * memory per packet, also where the latest are kept. A report block with news makes records: it is
 * an event, not a packet.
 */
@Tag("heap")
class TrackerAllocationTest {
  private static final int STREAMS = 4_000;
  private static final int OPENED_AT_ONCE = 250;
  private static final int OPENING_TURNS = 8;
  private static final int PACKETS = 1_000_000;
  private static final int SEQUENCE_AT = 2;
  private static final int TIMESTAMP_AT = 4;
  private static final int REPORTER_AT = 4;
  private static final int PACKET_COUNT_AT = 20;

  private final Tracker tracker = new Tracker(Config.defaults("berlin"), new Seen(), Names.plain());
  private final ByteBuffer[] media = new ByteBuffer[STREAMS];
  private final int[] headerAt = new int[STREAMS];
  private final ByteBuffer[] reports = new ByteBuffer[STREAMS];
  private long packets;
  private long lastNs = ns(1.0);

  /**
   * Both millions lie in the first interval: 250 turns of 26 ms, by the end of which each stream is
   * a call, then 250 of 9 ms.
   */
  @ParameterizedTest(name = "kept for evidence: {0}")
  @ValueSource(booleans = {false, true})
  void allocatesNothingForAMillionPacketsOfKnownStreams(boolean kept) {
    if (kept) {
      tracker.keepPackets();
    }
    tracker.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
    build();
    openStreams();
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    play(PACKETS, 26_000_000); // warm-up
    thread.getCurrentThreadAllocatedBytes();

    long before = thread.getCurrentThreadAllocatedBytes();
    play(PACKETS, 9_000_000);
    long allocatedBytes = thread.getCurrentThreadAllocatedBytes() - before;

    assertEquals(0, allocatedBytes);
    assertEquals(2 * PACKETS / 250, tracker.counters().packets().get(PacketKind.RTCP));
    assertEquals(
        2 * PACKETS - 2 * PACKETS / 250 + STREAMS * OPENING_TURNS,
        tracker.counters().packets().get(PacketKind.RTP));
  }

  private void build() {
    for (int i = 0; i < STREAMS; i++) {
      int port = 10_000 + 2 * (i / 200);
      boolean v6 = i % 3 == 1;
      boolean tagged = i % 3 == 2;
      headerAt[i] = v6 ? 62 : tagged ? 46 : 42;
      byte[] report = i % 2 == 0 ? senderReport(i, 0x1_0000L * i, 160, 9, 1440) : receiverReport(i);
      media[i] = window(packet(i, v6, tagged, port, rtp(i, 0, false, 0, 0, 160)));
      reports[i] = window(packet(i, v6, tagged, port + 1, report));
    }
  }

  private static byte[] packet(int i, boolean v6, boolean tagged, int port, byte[] payload) {
    if (v6) {
      return frame("fd99::" + (1 + i % 200), port, "fd99::ffff", port, 46, payload);
    }
    byte[] ip = ipv4("10.1.20." + (1 + i % 200), "10.1.0.9", 46, udp(port, port, payload));
    return tagged ? ethernet(0x8100, tag(7, IPV4, ip)) : ethernet(IPV4, ip);
  }

  /** A few at a time, as many as fit among the candidates. */
  private void openStreams() {
    for (int first = 0; first < STREAMS; first += OPENED_AT_ONCE) {
      for (int turn = 0; turn < OPENING_TURNS; turn++) {
        for (int i = first; i < first + OPENED_AT_ONCE; i++) {
          send(speech(i, turn), ns(0.0002 * first + 0.02 * turn));
        }
      }
    }
    assertEquals(STREAMS, tracker.counters().streamsActive().get("berlin"));
  }

  /** Each stream a packet each turn; each 250th packet is a report. */
  private void play(int count, long turnNs) {
    long fromNs = lastNs;
    for (int i = 0; i < count; i++) {
      int stream = (int) (packets % STREAMS);
      int turn = (int) (packets / STREAMS);
      boolean report = packets % 250 == 0;
      ByteBuffer frame = report ? report(stream, turn) : speech(stream, OPENING_TURNS + turn);
      lastNs = fromNs + (i / STREAMS + 1) * turnNs + stream * 1_000L;
      send(frame, lastNs);
      packets++;
    }
  }

  /** No two are the same: that would be a mirror's copy. */
  private ByteBuffer report(int stream, int turn) {
    boolean sender = stream % 2 == 0;
    return reports[stream].putInt(
        headerAt[stream] + (sender ? PACKET_COUNT_AT : REPORTER_AT), turn);
  }

  private ByteBuffer speech(int stream, int turn) {
    ByteBuffer frame = media[stream];
    frame.putShort(headerAt[stream] + SEQUENCE_AT, (short) turn);
    frame.putInt(headerAt[stream] + TIMESTAMP_AT, 160 * turn);
    return frame;
  }

  private void send(ByteBuffer frame, long atNs) {
    int length = frame.capacity();
    tracker.onPacket(frame, 0, length, length, atNs, 0, 0);
    tracker.flush();
  }
}
