package org.mosexporter.demo;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One direction of a generated call: its frame, ready but for what changes, and where it is. */
final class LoadStream {
  private static final int VLAN_BYTES = 4;
  private static final int VLAN_TAG = 0x8100_A078; // priority 5, VLAN 120
  private static final int MAC_BYTES = 12;
  private static final long PHONE_ROUND_TRIP_NS = 1_000_000;
  private static final long FAR_ROUND_TRIP_NS = 30_000_000;

  private final UdpAddress from;
  private final UdpAddress to;
  private final boolean tagged;
  private final int ssrc;
  private final int firstSequence;
  private final int firstTimestamp;
  private final byte[] frame;
  private final int rtp;
  private final long checksumBase;

  long nominalNs;
  long dueNs;
  long number;
  long received;
  long lost;
  long pendingLost;
  long reportNtp;
  long reportNs;
  private long expectedReported;
  private long lostReported;

  LoadStream(UdpAddress from, UdpAddress to, boolean tagged, SplittableRandom random) {
    this.from = from;
    this.to = to;
    this.tagged = tagged;
    this.ssrc = random.nextInt();
    this.firstSequence = random.nextInt(1 << 16);
    this.firstTimestamp = random.nextInt();
    ByteBuffer packet = ByteBuffer.allocate(2_048);
    RtpWriter.write(packet, false, DemoCodec.PCMU, 0, 0, ssrc);
    this.frame = frame(from, to, tagged, DemoPhone.EXPEDITED_FORWARDING, packet.flip());
    this.rtp = frame.length - RtpWriter.HEADER_BYTES - DemoCodec.PCMU.payloadBytes();
    // The template's number and time are 0, so its sum is the base to which they are added.
    int checksum = ByteBuffer.wrap(frame).getShort(rtp - 2) & 0xFFFF;
    this.checksumBase = ~checksum & 0xFFFF;
  }

  /** One Ethernet frame, with a tag (IEEE 802.1Q) if wanted. */
  static byte[] frame(
      UdpAddress from, UdpAddress to, boolean tagged, int dscp, ByteBuffer payload) {
    ByteBuffer plain = ByteBuffer.allocate(FrameWriter.HEADER_BYTES + payload.remaining());
    FrameWriter.write(plain, from, to, dscp, 0, payload);
    if (!tagged) {
      return plain.array();
    }
    ByteBuffer with = ByteBuffer.allocate(plain.capacity() + VLAN_BYTES);
    with.put(plain.array(), 0, MAC_BYTES).putInt(VLAN_TAG);
    with.put(plain.array(), MAC_BYTES, plain.capacity() - MAC_BYTES);
    return Arrays.copyOf(with.array(), with.position());
  }

  /** Appends the frame of the packet that is due. */
  void write(ByteBuffer into) {
    int at = into.position();
    int sequence = (int) (firstSequence + number) & 0xFFFF;
    int timestamp = timestamp();
    into.put(frame);
    into.putShort(at + rtp + 2, (short) sequence).putInt(at + rtp + 4, timestamp);
    int checksum =
        Checksum.finish(checksumBase + sequence + (timestamp >>> 16) + (timestamp & 0xFFFF));
    into.putShort(at + rtp - 2, (short) (checksum == 0 ? 0xFFFF : checksum));
  }

  int timestamp() {
    return firstTimestamp + (int) (number * DemoCodec.PCMU.packetUnits());
  }

  int ssrc() {
    return ssrc;
  }

  UdpAddress from() {
    return from;
  }

  UdpAddress to() {
    return to;
  }

  boolean tagged() {
    return tagged;
  }

  int frameBytes() {
    return frame.length;
  }

  /** What this stream's receiver reports of it. */
  Reception.ReportBlock block(long atNs, boolean receiverIsPhone) {
    long expected = received + lost;
    long expectedSince = expected - expectedReported;
    long fraction = expectedSince == 0 ? 0 : (lost - lostReported) * 256 / expectedSince;
    expectedReported = expected;
    lostReported = lost;
    long heldNs = atNs - reportNs - (receiverIsPhone ? PHONE_ROUND_TRIP_NS : FAR_ROUND_TRIP_NS);
    boolean heard = reportNs != 0;
    return new Reception.ReportBlock(
        ssrc,
        (int) Math.min(255, fraction),
        (int) lost,
        (int) (firstSequence + number - 1),
        21, // 8 ms of evenly spread jitter differ by 2.7 ms on average
        heard ? RtcpWriter.middle(reportNtp) : 0,
        heard ? (int) ((heldNs << 16) / 1_000_000_000L) : 0);
  }
}
