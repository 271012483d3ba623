package org.mosexporter.wire.rtcp;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One RTCP report block, read in place (RFC 3550 §6.4.1).
 *
 * <pre>
 * 0 SSRC   4 fraction lost (8 bits), cumulative lost (signed 24)   8 extended highest sequence
 * 12 jitter   16 last SR   20 delay since last SR
 * </pre>
 *
 * <p>A view, not a value: what it reads changes at the next {@link #wrap}. Nothing here allocates.
 */
public final class ReportBlockView {
  static final int SIZE_BYTES = 24;

  private static final int LOSS = 4;
  private static final int EXTENDED_HIGHEST_SEQUENCE = 8;
  private static final int JITTER = 12;
  private static final int LAST_SENDER_REPORT = 16;
  private static final int DELAY_SINCE_LAST_SENDER_REPORT = 20;
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private ByteBuffer window = ByteBuffer.allocate(SIZE_BYTES);
  private int at;

  /** Points this view at the block starting at {@code at}; the one bounds check for all fields. */
  ReportBlockView wrap(ByteBuffer window, int at) {
    Objects.checkFromIndexSize(at, SIZE_BYTES, window.limit());
    this.window = window;
    this.at = at;
    return this;
  }

  /** The reported source. An identifier, not a number: compare it, never order it. */
  public int ssrc() {
    return window.getInt(at);
  }

  /** Share of packets lost since the previous report, in 0 ≤ f < 1. */
  public double lossFraction() {
    return (window.get(at + LOSS) & 0xFF) / 256.0;
  }

  /** Packets lost since reception began; negative when duplicates outnumber losses (§A.3). */
  public int cumulativeLostPackets() {
    return (window.getInt(at + LOSS) << 8) >> 8; // drop the fraction, then extend the sign
  }

  /** Cycles of the sequence number in bits 16–31, highest received number below; unsigned 32. */
  public long extendedHighestSequence() {
    return Integer.toUnsignedLong(window.getInt(at + EXTENDED_HIGHEST_SEQUENCE));
  }

  /** Interarrival jitter in units of the payload's clock; unsigned 32. */
  public long jitterRtpUnits() {
    return Integer.toUnsignedLong(window.getInt(at + JITTER));
  }

  /** The middle 32 bits of the last SR's NTP timestamp; 0 when there was none. */
  public int lastSenderReport() {
    return window.getInt(at + LAST_SENDER_REPORT);
  }

  /** As on the wire: unsigned, in 1/65536 s. */
  public int delaySinceLastSenderReport() {
    return window.getInt(at + DELAY_SINCE_LAST_SENDER_REPORT);
  }

  /** From 0 to 65,536 s, rounded down. */
  public long delaySinceLastSenderReportNs() {
    return (Integer.toUnsignedLong(delaySinceLastSenderReport()) * NS_PER_SECOND) >>> 16;
  }
}
