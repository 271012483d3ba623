package org.mosexporter.stream;

import org.jspecify.annotations.Nullable;
import org.mosexporter.wire.rtcp.ReportBlockView;

/**
 * Whether the difference between two reports in a row can be (RFC 3550 §6.4.1, §A.3). One that
 * cannot gives no score and counts no packets: a single odd report must not look like a bad call.
 */
final class ReportCheck {
  /** What a receiver cannot fall behind or run ahead of what passed here (RFC 3550 §A.1). */
  private static final int MOST_DROPOUT_PACKETS = 3_000;

  /** Copies that may have come besides one of each packet. */
  private static final int SPARE_COPIES = 100;

  /** Of the expected; above, a second witness is wanted. */
  private static final double HEAVY_LOSS_FRACTION = 0.2;

  private static final int MOST_LOST = 0x7F_FFFF;
  private static final int LEAST_LOST = -0x80_0000;
  private static final double MOST_JITTER_SECONDS = 1;
  private static final long LEAST_PACKET_NS = 2_500_000L; // Opus, RFC 6716 §2.1.4
  private static final long REPORT_DELAY_NS = 2_000_000_000L;

  private ReportCheck() {}

  /**
   * Whether a report can follow the one before.
   *
   * @param expected packets since then, at least 0
   * @param change of the cumulative number of packets lost
   * @param spanNs since then
   * @param heavyBefore whether the report before told of heavy loss too
   * @param stream that it is about; null when that is not seen
   */
  static boolean isPlausible(
      ReportBlockView block,
      int expected,
      int change,
      long spanNs,
      boolean heavyBefore,
      @Nullable RtpStream stream) {
    int cumulative = block.cumulativeLostPackets();
    return change <= expected // what was received did not become less
        && -change <= expected + SPARE_COPIES
        && cumulative < MOST_LOST // at its limits the count stands still (§A.3)
        && cumulative > LEAST_LOST
        && fits(expected, spanNs, stream)
        && (stream == null || belongs(block, stream))
        && (heavyBefore || !isHeavy(expected, change) || confirms(block, expected, change));
  }

  /** Whether so many packets can have been sent in this time. */
  static boolean fits(long expected, long spanNs, @Nullable RtpStream stream) {
    long packetNs = stream == null ? LEAST_PACKET_NS : stream.ptimeNs().orElse(0);
    return expected * Math.max(packetNs, LEAST_PACKET_NS) <= spanNs + spanNs / 4 + REPORT_DELAY_NS;
  }

  /** Whether the jitter is one, and the highest number one that passed here lately. */
  private static boolean belongs(ReportBlockView block, RtpStream stream) {
    int ahead = (short) (block.extendedHighestSequence() - stream.highestOnWire());
    int clockRateHz = stream.speech.clockRateHz();
    return (stream.packets() == 0 || Math.abs(ahead) <= MOST_DROPOUT_PACKETS)
        && (clockRateHz == 0 || block.jitterRtpUnits() <= MOST_JITTER_SECONDS * clockRateHz);
  }

  static boolean isHeavy(int expected, int change) {
    return change > HEAVY_LOSS_FRACTION * expected;
  }

  /** The 8-bit fraction is reckoned apart from the count. */
  private static boolean confirms(ReportBlockView block, int expected, int change) {
    return 2 * block.lossFraction() * expected >= change;
  }
}
