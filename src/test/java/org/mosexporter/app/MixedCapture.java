package org.mosexporter.app;

import static org.mosexporter.wire.Frames.IPV4;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.senderReport;
import static org.mosexporter.wire.Frames.tag;
import static org.mosexporter.wire.Frames.udp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A capture file of what an office's mirror port shows, all within ten seconds: 4,000 streams over
 * IPv4, IPv6 and in VLANs, RTCP reports, and packets of other protocols among them.
 */
final class MixedCapture {
  static final int STREAMS = 4_000;
  private static final int OPENED_AT_ONCE = 500;
  private static final int OPENING_TURNS = 8;
  private static final int SEQUENCE_AT = 2;
  private static final int TIMESTAMP_AT = 4;

  /** So long that each stream becomes a call: half the packets. Then more come per second. */
  private static final int SLOW = 960_000;

  private static final long SLOW_SPACING_NS = 6_600;
  private static final long SPACING_NS = 2_000;

  private final byte[][] media = new byte[STREAMS][];
  private final int[] headerAt = new int[STREAMS];
  private final byte[][] reports = new byte[STREAMS][];
  private final byte[] arp = ethernet(0x0806, new byte[46]);
  private final byte[] dns =
      frame("10.1.20.9", 51_000, "10.1.0.53", 53, 0, hex("1234010000010000"));
  private final ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
  private final OutputStream out;

  private MixedCapture(OutputStream out) {
    this.out = out;
    for (int i = 0; i < STREAMS; i++) {
      int port = 10_000 + 2 * (i / 200);
      boolean v6 = i % 3 == 1;
      boolean tagged = i % 3 == 2;
      headerAt[i] = v6 ? 62 : tagged ? 46 : 42;
      byte[] report = i % 2 == 0 ? senderReport(i, 0x1_0000L * i, 160, 9, 1440) : receiverReport(i);
      media[i] = packet(i, v6, tagged, port, rtp(i, 0, false, 0, 0, 160));
      reports[i] = packet(i, v6, tagged, port + 1, report);
    }
  }

  static void write(Path file, int packets) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(hex("4d3cb2a1 0200 0400 00000000 00000000 ffff0000 01000000"));
      new MixedCapture(out).write(packets);
    }
  }

  private static byte[] packet(int i, boolean v6, boolean tagged, int port, byte[] payload) {
    if (v6) {
      return frame("fd99::" + (1 + i % 200), port, "fd99::ffff", port, 46, payload);
    }
    byte[] ip = ipv4("10.1.20." + (1 + i % 200), "10.1.0.9", 46, udp(port, port, payload));
    return tagged ? ethernet(0x8100, tag(7, IPV4, ip)) : ethernet(IPV4, ip);
  }

  /** The streams open a few at a time; then each packet is the next stream's, or something else. */
  private void write(int packets) throws IOException {
    for (int first = 0; first < STREAMS; first += OPENED_AT_ONCE) {
      for (int turn = 0; turn < OPENING_TURNS; turn++) {
        for (int i = first; i < first + OPENED_AT_ONCE; i++) {
          record(speech(i, turn), 200_000L * first + 20_000_000L * turn);
        }
      }
    }
    for (int i = 0; i < packets - OPENING_TURNS * STREAMS; i++) {
      int stream = i % STREAMS;
      long atNs =
          900_000_000L + Math.min(i, SLOW) * SLOW_SPACING_NS + Math.max(0, i - SLOW) * SPACING_NS;
      switch (i % 250) {
        case 0 -> record(reports[stream], atNs);
        case 1 -> record(arp, atNs);
        case 2 -> record(dns, atNs);
        default -> record(speech(stream, OPENING_TURNS + i / STREAMS), atNs);
      }
    }
  }

  private byte[] speech(int stream, int turn) {
    ByteBuffer frame = ByteBuffer.wrap(media[stream]);
    frame.putShort(headerAt[stream] + SEQUENCE_AT, (short) turn);
    frame.putInt(headerAt[stream] + TIMESTAMP_AT, 160 * turn);
    return media[stream];
  }

  private void record(byte[] frame, long atNs) throws IOException {
    header.clear();
    header
        .putInt(1_772_442_000 + (int) (atNs / 1_000_000_000L))
        .putInt((int) (atNs % 1_000_000_000L));
    header.putInt(frame.length).putInt(frame.length);
    out.write(header.array());
    out.write(frame);
  }
}
