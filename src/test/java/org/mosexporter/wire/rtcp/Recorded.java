package org.mosexporter.wire.rtcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what the reader hands on, one line each, numbers as RFC 3550 prints them. */
final class Recorded implements RtcpHandler {
  final List<String> lines = new ArrayList<>();

  @Override
  public void onSenderReport(
      int ssrc, long ntpTimestamp, int rtpTimestamp, long packets, long octets) {
    lines.add(
        "SR %08x ntp %016x rtp %d packets %d octets %d"
            .formatted(ssrc, ntpTimestamp, Integer.toUnsignedLong(rtpTimestamp), packets, octets));
  }

  @Override
  public void onReportBlock(int reporterSsrc, ReportBlockView block) {
    lines.add(
        "block %08x of %08x lost %d highest %d jitter %d lsr %08x dlsr %08x"
            .formatted(
                block.ssrc(),
                reporterSsrc,
                block.cumulativeLostPackets(),
                block.extendedHighestSequence(),
                block.jitterRtpUnits(),
                block.lastSenderReport(),
                block.delaySinceLastSenderReport()));
  }

  @Override
  public void onSourceDescription(
      int ssrc, int itemType, ByteBuffer window, int offset, int length) {
    byte[] text = new byte[length];
    window.get(offset, text);
    lines.add(
        "SDES %08x %d %s".formatted(ssrc, itemType, new String(text, StandardCharsets.UTF_8)));
  }

  @Override
  public void onBye(int ssrc) {
    lines.add("BYE %08x".formatted(ssrc));
  }

  @Override
  public void onExtendedReport(int reporterSsrc, XrBlock block) {
    lines.add("XR %08x %s".formatted(reporterSsrc, block));
  }

  @Override
  public void onUnknown(int packetType, int offset, int length) {
    lines.add("unknown %d at %d length %d".formatted(packetType, offset, length));
  }
}
