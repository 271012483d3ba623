package org.mosexporter.wire.rtcp;

import java.nio.ByteBuffer;

/** Takes no notice of anything. */
class IgnoredRtcp implements RtcpHandler {
  @Override
  public void onSenderReport(
      int ssrc, long ntpTimestamp, int rtpTimestamp, long packets, long octets) {}

  @Override
  public void onReportBlock(int reporterSsrc, ReportBlockView block) {}

  @Override
  public void onSourceDescription(
      int ssrc, int itemType, ByteBuffer window, int offset, int length) {}

  @Override
  public void onBye(int ssrc) {}

  @Override
  public void onExtendedReport(int reporterSsrc, XrBlock block) {}

  @Override
  public void onUnknown(int packetType, int offset, int length) {}
}
