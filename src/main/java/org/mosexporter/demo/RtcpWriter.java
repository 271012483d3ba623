package org.mosexporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Writes the parts of a compound RTCP packet (RFC 3550 §6.4–6.6). */
final class RtcpWriter {
  private static final int SENDER_REPORT = 200;
  private static final int SOURCE_DESCRIPTION = 202;
  private static final int BYE = 203;
  private static final int CNAME = 1;
  private static final int TOOL = 6;

  /** Seconds from 1900 to 1970. */
  private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;

  /** The 64 bits of an NTP timestamp: seconds since 1900 and their fraction. */
  static long ntp(long unixNs) {
    long seconds = Math.floorDiv(unixNs, 1_000_000_000L) + NTP_TO_UNIX_SECONDS;
    long fraction = (Math.floorMod(unixNs, 1_000_000_000L) << 32) / 1_000_000_000L;
    return (seconds << 32) | fraction;
  }

  /** The part of an NTP timestamp that report blocks echo. */
  static int middle(long ntp) {
    return (int) (ntp >>> 16);
  }

  static void senderReport(
      ByteBuffer into,
      int ssrc,
      long ntp,
      int rtpTimestamp,
      long packets,
      long octets,
      Optional<Reception.ReportBlock> block) {
    header(into, block.isPresent() ? 1 : 0, SENDER_REPORT, block.isPresent() ? 52 : 28);
    into.putInt(ssrc).putLong(ntp).putInt(rtpTimestamp).putInt((int) packets).putInt((int) octets);
    block.ifPresent(b -> reportBlock(into, b));
  }

  private static void reportBlock(ByteBuffer into, Reception.ReportBlock block) {
    into.putInt(block.ssrc());
    into.putInt((block.lossFraction() << 24) | (block.cumulativeLost() & 0xFF_FFFF));
    into.putInt(block.extendedHighestSequence()).putInt(block.jitterUnits());
    into.putInt(block.lastSenderReport()).putInt(block.delaySinceLastSenderReport());
  }

  static void sourceDescription(ByteBuffer into, int ssrc, String cname, String tool) {
    byte[] name = cname.getBytes(UTF_8);
    byte[] by = tool.getBytes(UTF_8);
    int items = 2 + name.length + 2 + by.length;
    int padded = (items + 4) & ~3; // at least one null ends the chunk, and it ends on a word
    header(into, 1, SOURCE_DESCRIPTION, 8 + padded);
    into.putInt(ssrc);
    into.put((byte) CNAME).put((byte) name.length).put(name);
    into.put((byte) TOOL).put((byte) by.length).put(by);
    for (int i = items; i < padded; i++) {
      into.put((byte) 0);
    }
  }

  static void bye(ByteBuffer into, int ssrc) {
    header(into, 1, BYE, 8);
    into.putInt(ssrc);
  }

  private static void header(ByteBuffer into, int count, int type, int bytes) {
    into.put((byte) (0x80 | count)).put((byte) type).putShort((short) (bytes / 4 - 1));
  }

  private RtcpWriter() {}
}
