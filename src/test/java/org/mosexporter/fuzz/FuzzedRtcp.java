package org.mosexporter.fuzz;

import java.nio.ByteBuffer;
import org.mosexporter.wire.rtcp.ReportBlockView;
import org.mosexporter.wire.rtcp.RtcpHandler;
import org.mosexporter.wire.rtcp.RtcpReader;

/** One RTCP compound, all of which is read, whole and as the beginning of a longer one. */
final class FuzzedRtcp implements FuzzTarget, RtcpHandler {
  private final RtcpReader reader = new RtcpReader();
  private long read;

  @Override
  public void accept(byte[] octets) {
    ByteBuffer window = Octets.alone(octets);
    boolean looks = RtcpReader.looksLikeRtcp(window, 0, octets.length);
    RtcpReader.Check check = reader.read(window, 0, octets.length, this);
    reader.read(window, 0, octets.length, octets.length + Octets.cut(octets), this);
    if (check == RtcpReader.Check.RTCP && octets.length > 0 && !looks) {
      throw new IllegalStateException("read as RTCP but does not look like it");
    }
  }

  @Override
  public void onSenderReport(
      int ssrc, long ntpTimestamp, int rtpTimestamp, long packets, long octets) {
    read += ssrc + ntpTimestamp + rtpTimestamp + packets + octets;
  }

  @Override
  public void onReportBlock(int reporterSsrc, ReportBlockView block) {
    read += reporterSsrc + block.ssrc() + block.cumulativeLostPackets();
    if (block.lossFraction() < 0 || block.lossFraction() >= 1) {
      throw new IllegalStateException("a share of " + block.lossFraction());
    }
  }

  @Override
  public void onSourceDescription(
      int ssrc, int itemType, ByteBuffer window, int offset, int length) {
    for (int i = 0; i < length; i++) {
      read += window.get(offset + i);
    }
  }

  @Override
  public void onBye(int ssrc) {
    read += ssrc;
  }

  @Override
  public void onUnknown(int packetType, int offset, int length) {
    if (offset < 0 || length < 4) {
      throw new IllegalStateException("unknown at " + offset + ", " + length + " octets; " + read);
    }
  }
}
