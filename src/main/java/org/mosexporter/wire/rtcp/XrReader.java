package org.mosexporter.wire.rtcp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.wire.rtcp.XrBlock.DelaySinceReceiverReport;
import org.mosexporter.wire.rtcp.XrBlock.JitterBufferKind;
import org.mosexporter.wire.rtcp.XrBlock.LossConcealment;
import org.mosexporter.wire.rtcp.XrBlock.Other;
import org.mosexporter.wire.rtcp.XrBlock.ReceiverReferenceTime;
import org.mosexporter.wire.rtcp.XrBlock.Spread;
import org.mosexporter.wire.rtcp.XrBlock.StatisticsSummary;
import org.mosexporter.wire.rtcp.XrBlock.VoipMetrics;

/**
 * Walks the blocks of an extended report (RFC 3611 §2, §3).
 *
 * <pre>
 * 0 block type   1 type-specific   2 length in words − 1   4 …
 * </pre>
 */
final class XrReader {
  private static final int BLOCKS = 8;
  private static final int HEADER_BYTES = 4;
  private static final int SUB_BLOCK_BYTES = 12;

  private static final int RECEIVER_REFERENCE_TIME = 4;
  private static final int DELAY_SINCE_RECEIVER_REPORT = 5;
  private static final int STATISTICS_SUMMARY = 6;
  private static final int VOIP_METRICS = 7;

  private static final int UNAVAILABLE = 127;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private XrReader() {}

  /**
   * Reads the packet in [at, end). A block of a length that is not its type's, and one that goes
   * past the end, is as one of an unknown type: the reports around it are none the worse.
   */
  static void read(ByteBuffer window, int at, int end, RtcpHandler handler) {
    if (at + BLOCKS > end) {
      return;
    }
    int reporter = window.getInt(at + HEADER_BYTES);
    int block = at + BLOCKS;
    while (block < end) {
      int next = block + HEADER_BYTES + 4 * (window.getShort(block + 2) & 0xFFFF);
      if (next > end) {
        handler.onExtendedReport(reporter, new Other(octet(window, block)));
        return;
      }
      block(window, block, next, reporter, handler);
      block = next;
    }
  }

  private static void block(ByteBuffer window, int at, int end, int reporter, RtcpHandler handler) {
    int type = window.get(at) & 0xFF;
    int words = (end - at - HEADER_BYTES) / 4;
    if (type == DELAY_SINCE_RECEIVER_REPORT && words % 3 == 0) {
      for (int one = at + HEADER_BYTES; one < end; one += SUB_BLOCK_BYTES) {
        handler.onExtendedReport(reporter, answer(window, one));
      }
    } else if (type == RECEIVER_REFERENCE_TIME && words == 2) {
      handler.onExtendedReport(
          reporter, new ReceiverReferenceTime(window.getLong(at + HEADER_BYTES)));
    } else if (type == STATISTICS_SUMMARY && words == 9) {
      handler.onExtendedReport(reporter, summary(window, at));
    } else if (type == VOIP_METRICS && words == 8) {
      handler.onExtendedReport(reporter, metrics(window, at));
    } else {
      handler.onExtendedReport(
          reporter, XrMetricBlocks.read(window, at, words).orElse(new Other(type)));
    }
  }

  private static DelaySinceReceiverReport answer(ByteBuffer window, int at) {
    long delay = Integer.toUnsignedLong(window.getInt(at + 8));
    return new DelaySinceReceiverReport(
        window.getInt(at), window.getInt(at + 4), (delay * NS_PER_SECOND) >>> 16);
  }

  private static StatisticsSummary summary(ByteBuffer window, int at) {
    int flags = window.get(at + 1);
    return new StatisticsSummary(
        window.getInt(at + 4),
        window.getShort(at + 8) & 0xFFFF,
        window.getShort(at + 10) & 0xFFFF,
        (flags & 0x80) != 0 ? OptionalLong.of(unsigned(window, at + 12)) : OptionalLong.empty(),
        (flags & 0x40) != 0 ? OptionalLong.of(unsigned(window, at + 16)) : OptionalLong.empty(),
        (flags & 0x20) != 0 ? Optional.of(jitter(window, at + 20)) : Optional.empty(),
        (flags & 0x18) != 0 ? Optional.of(ttl(window, at + 36)) : Optional.empty());
  }

  private static Spread jitter(ByteBuffer window, int at) {
    return new Spread(
        unsigned(window, at),
        unsigned(window, at + 4),
        unsigned(window, at + 8),
        unsigned(window, at + 12));
  }

  private static Spread ttl(ByteBuffer window, int at) {
    return new Spread(
        octet(window, at), octet(window, at + 1), octet(window, at + 2), octet(window, at + 3));
  }

  private static VoipMetrics metrics(ByteBuffer window, int at) {
    int configuration = octet(window, at + 28);
    return new VoipMetrics(
        window.getInt(at + 4),
        octet(window, at + 8) / 256.0,
        octet(window, at + 9) / 256.0,
        octet(window, at + 10) / 256.0,
        octet(window, at + 11) / 256.0,
        window.getShort(at + 12) & 0xFFFF,
        window.getShort(at + 14) & 0xFFFF,
        window.getShort(at + 16) & 0xFFFF,
        window.getShort(at + 18) & 0xFFFF,
        available(window.get(at + 20)),
        available(window.get(at + 21)),
        available(octet(window, at + 22)),
        octet(window, at + 23),
        available(octet(window, at + 24)),
        available(octet(window, at + 25)),
        mos(octet(window, at + 26)),
        mos(octet(window, at + 27)),
        lossConcealment(configuration >> 6),
        jitterBuffer(configuration >> 4 & 3),
        configuration & 0xF,
        window.getShort(at + 30) & 0xFFFF,
        window.getShort(at + 32) & 0xFFFF,
        window.getShort(at + 34) & 0xFFFF);
  }

  private static LossConcealment lossConcealment(int code) {
    return switch (code) {
      case 1 -> LossConcealment.DISABLED;
      case 2 -> LossConcealment.ENHANCED;
      case 3 -> LossConcealment.STANDARD;
      default -> LossConcealment.UNSPECIFIED;
    };
  }

  private static JitterBufferKind jitterBuffer(int code) {
    return switch (code) {
      case 1 -> JitterBufferKind.RESERVED;
      case 2 -> JitterBufferKind.NON_ADAPTIVE;
      case 3 -> JitterBufferKind.ADAPTIVE;
      default -> JitterBufferKind.UNKNOWN;
    };
  }

  private static OptionalInt available(int value) {
    return value == UNAVAILABLE ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** MOS in tenths (§4.7.5): 1.0 to 5.0; anything else is no MOS. */
  private static OptionalDouble mos(int tenths) {
    return tenths < 10 || tenths > 50 ? OptionalDouble.empty() : OptionalDouble.of(tenths / 10.0);
  }

  private static int octet(ByteBuffer window, int at) {
    return window.get(at) & 0xFF;
  }

  private static long unsigned(ByteBuffer window, int at) {
    return Integer.toUnsignedLong(window.getInt(at));
  }
}
