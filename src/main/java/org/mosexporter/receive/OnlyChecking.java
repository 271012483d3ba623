package org.mosexporter.receive;

import java.nio.ByteBuffer;
import org.mosexporter.wire.rtcp.ReportBlockView;
import org.mosexporter.wire.rtcp.RtcpHandler;
import org.mosexporter.wire.rtcp.XrBlock;

/** Wants nothing from a compound packet but that it can be walked. */
final class OnlyChecking implements RtcpHandler {
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
