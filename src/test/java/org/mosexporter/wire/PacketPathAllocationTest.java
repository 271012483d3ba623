package org.mosexporter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.bye;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.senderReport;
import static org.mosexporter.wire.Frames.sourceDescription;
import static org.mosexporter.wire.Frames.window;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;
import org.mosexporter.wire.rtcp.ReportBlockView;
import org.mosexporter.wire.rtcp.RtcpHandler;
import org.mosexporter.wire.rtcp.RtcpReader;
import org.mosexporter.wire.rtcp.XrBlock;
import org.mosexporter.wire.rtp.RtpView;
import org.mosexporter.wire.sip.SipParser;

class PacketPathAllocationTest {
  private static final int PACKETS = 1_000_000;

  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();
  private final RtpView rtp = new RtpView();
  private final RtcpReader rtcp = new RtcpReader();
  private final Sum sum = new Sum();

  @Test
  void allocatesNothingPerPacket() {
    byte[] v4 = frame("10.1.0.5", 5004, "10.1.0.6", 5006, rtp(1, 0, true, 65_535, -1, 160));
    byte[] v6 = frame("fd99::5", 5004, "fd99::6", 5006, rtp(2, 8, false, 0, 0, 160));
    byte[] reports =
        concat(
            senderReport(1, 2, 3, 4, 5, block(2, 128, -1, 7, 8, 9, 10)),
            sourceDescription(1, "me@10.1.0.5"),
            bye(1));
    ByteBuffer[] windows = {
      window(v4),
      window(v6),
      window(frame("10.1.0.5", 5005, "10.1.0.6", 5007, reports)),
      window(Frames.ethernet(0x0806, new byte[46])),
      window(frame("10.1.0.5", 5005, "10.1.0.6", 5007, Arrays.copyOf(reports, 30))),
      window(Arrays.copyOf(v6, 40))
    };
    decodeAll(windows, PACKETS); // warm-up

    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    thread.getCurrentThreadAllocatedBytes();
    long before = thread.getCurrentThreadAllocatedBytes();
    decodeAll(windows, PACKETS);
    long allocatedBytes = thread.getCurrentThreadAllocatedBytes() - before;

    assertEquals(0, allocatedBytes);
    // Two of each six packets are RTP and one is a report; both runs end four into a six.
    assertEquals(666_668, sum.rtpPackets);
    assertEquals(333_334, sum.senderReports);
    assertEquals(333_334, sum.byes);
    assertNotEquals(0, sum.total);
  }

  private void decodeAll(ByteBuffer[] windows, int packets) {
    for (int i = 0; i < packets; i++) {
      ByteBuffer window = windows[i % windows.length];
      int length = window.capacity();
      Frame frame = decoder.decode(LinkType.ETHERNET, window, 0, length, length, i, 0, datagram);
      if (frame == Frame.UDP) {
        decodePayload();
      }
    }
  }

  private void decodePayload() {
    ByteBuffer window = datagram.window();
    int at = datagram.payloadOffset();
    int length = datagram.payloadLength();
    if (RtcpReader.looksLikeRtcp(window, at, length)) {
      rtcp.read(window, at, length, sum);
    } else if (!SipParser.looksLikeSip(window, at, length)
        && rtp.wrap(window, at, length, datagram.wirePayloadLength()) == RtpView.Check.RTP) {
      sum.rtpPackets++;
      sum.total += rtp.ssrc() + rtp.sequenceNumber() + rtp.timestamp() + rtp.payloadBytes();
    }
  }

  /** Uses every figure, so that none is optimised away. */
  private static final class Sum implements RtcpHandler {
    private long total;
    private long rtpPackets;
    private long senderReports;
    private long byes;

    @Override
    public void onSenderReport(int ssrc, long ntp, int rtpTimestamp, long packets, long octets) {
      senderReports++;
      total += ssrc + ntp + rtpTimestamp + packets + octets;
    }

    @Override
    public void onReportBlock(int reporterSsrc, ReportBlockView block) {
      total += block.ssrc() + block.cumulativeLostPackets() + block.extendedHighestSequence();
      total += block.jitterRtpUnits() + block.delaySinceLastSenderReportNs();
    }

    @Override
    public void onSourceDescription(
        int ssrc, int itemType, ByteBuffer window, int offset, int length) {
      total += itemType + length;
    }

    @Override
    public void onBye(int ssrc) {
      byes++;
    }

    @Override
    public void onExtendedReport(int reporterSsrc, XrBlock block) {}

    @Override
    public void onUnknown(int packetType, int offset, int length) {
      total += packetType;
    }
  }
}
