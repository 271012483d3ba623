package org.mosexporter.wire.rtcp;

import java.nio.ByteBuffer;

/** What {@link RtcpReader} calls while it walks a compound packet (RFC 3550 §6). */
public interface RtcpHandler {
  /**
   * The sender part of an SR (RFC 3550 §6.4.1).
   *
   * @param ntpTimestamp seconds since 1900 in the upper 32 bits, their fraction in the lower
   * @param packets 0 to 2^32−1, wraps
   * @param octets 0 to 2^32−1, wraps
   */
  void onSenderReport(int ssrc, long ntpTimestamp, int rtpTimestamp, long packets, long octets);

  /** A report block of an SR or RR; the view moves on after return. */
  void onReportBlock(int reporterSsrc, ReportBlockView block);

  /**
   * One SDES item (RFC 3550 §6.5): 1 CNAME, 2 NAME, 3 EMAIL, 4 PHONE, 5 LOC, 6 TOOL, 7 NOTE, 8
   * PRIV.
   *
   * @param offset where its text begins in the window
   */
  void onSourceDescription(int ssrc, int itemType, ByteBuffer window, int offset, int length);

  /** A source of a BYE (RFC 3550 §6.6). */
  void onBye(int ssrc);

  /** A block of an XR packet (RFC 3611 §3). */
  void onExtendedReport(int reporterSsrc, XrBlock block);

  /**
   * A packet that is not read here: APP, feedback and whatever comes.
   *
   * @param offset where its header begins in the window
   * @param length octets with header, without padding
   */
  void onUnknown(int packetType, int offset, int length);
}
