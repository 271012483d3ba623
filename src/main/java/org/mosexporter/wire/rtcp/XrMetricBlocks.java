package org.mosexporter.wire.rtcp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.wire.rtcp.XrBlock.DelayMetrics;
import org.mosexporter.wire.rtcp.XrBlock.DiscardCount;
import org.mosexporter.wire.rtcp.XrBlock.DiscardCount.Discarded;
import org.mosexporter.wire.rtcp.XrBlock.JitterBuffer;
import org.mosexporter.wire.rtcp.XrBlock.MeasurementInformation;

/**
 * Blocks of one kind of figure each (RFC 6792), which begin alike:
 *
 * <pre>
 * 0 block type   1 interval flag (2 bits), others   2 length in words   4 SSRC   8 …
 * </pre>
 *
 * <p>All ones is unavailable, one less is out of range.
 */
final class XrMetricBlocks {
  private static final int MEASUREMENT_INFORMATION = 14;
  private static final int DELAY = 16;
  private static final int DE_JITTER_BUFFER = 23;
  private static final int DISCARD_COUNT = 24;

  private static final int CUMULATIVE = 3;

  private XrMetricBlocks() {}

  /** Empty for a type, or a length of it, that is not read here. */
  static Optional<XrBlock> read(ByteBuffer window, int at, int words) {
    return switch ((window.get(at) & 0xFF) << 16 | words) {
      case MEASUREMENT_INFORMATION << 16 | 7 -> Optional.of(information(window, at));
      case DELAY << 16 | 6 -> Optional.of(delay(window, at));
      case DE_JITTER_BUFFER << 16 | 3 -> Optional.of(jitterBuffer(window, at));
      case DISCARD_COUNT << 16 | 2 -> Optional.of(discardCount(window, at));
      default -> Optional.empty();
    };
  }

  /** 8 reserved, first number 12 extended first of the interval 16 extended last. */
  private static XrBlock information(ByteBuffer window, int at) {
    return new MeasurementInformation(
        window.getInt(at + 4), window.getInt(at + 12), window.getInt(at + 16));
  }

  /** 8 mean round trip, 12 least, 16 most: 1/65536 s 20 end system delay: NTP, 64 bits. */
  private static XrBlock delay(ByteBuffer window, int at) {
    long roundTrip = Integer.toUnsignedLong(window.getInt(at + 8));
    long wholeSeconds = Integer.toUnsignedLong(window.getInt(at + 20));
    long fraction = Integer.toUnsignedLong(window.getInt(at + 24));
    return new DelayMetrics(
        window.getInt(at + 4),
        roundTrip < 0xFFFF_FFFEL
            ? OptionalDouble.of(1000 * roundTrip / 0x1p16)
            : OptionalDouble.empty(),
        wholeSeconds < 0xFFFF_FFFEL
            ? OptionalDouble.of(1000 * (wholeSeconds + fraction / 0x1p32))
            : OptionalDouble.empty());
  }

  /** 8 nominal 10 maximum 12 high-water mark 14 low-water mark, in ms. */
  private static XrBlock jitterBuffer(ByteBuffer window, int at) {
    return new JitterBuffer(
        window.getInt(at + 4), known16(window, at + 8), known16(window, at + 10));
  }

  private static XrBlock discardCount(ByteBuffer window, int at) {
    int flags = window.get(at + 1) & 0xFF;
    long packets = Integer.toUnsignedLong(window.getInt(at + 8));
    return new DiscardCount(
        window.getInt(at + 4),
        flags >> 6 == CUMULATIVE,
        switch (flags >> 4 & 3) {
          case 1 -> Discarded.EARLY;
          case 2 -> Discarded.LATE;
          case 3 -> Discarded.EARLY_AND_LATE;
          default -> Discarded.DUPLICATE;
        },
        packets < 0xFFFF_FFFEL ? OptionalLong.of(packets) : OptionalLong.empty());
  }

  private static OptionalInt known16(ByteBuffer window, int at) {
    int value = window.getShort(at) & 0xFFFF;
    return value < 0xFFFE ? OptionalInt.of(value) : OptionalInt.empty();
  }
}
