package org.mosexporter.wire.hep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.wire.hep.RtcpJson.Block;
import org.mosexporter.wire.hep.RtcpJson.SenderInformation;
import org.mosexporter.wire.hep.RtcpJson.VoipBlock;

/**
 * Writes what an agent said in JSON as the compound packet that it must have seen (RFC 3550 §6.1):
 * SR or RR, the CNAME, and the block of VoIP metrics (RFC 3611 §4.7) with what JSON does not tell
 * marked as unavailable.
 */
public final class RtcpCompound {
  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int SOURCE_DESCRIPTION = 202;
  private static final int EXTENDED_REPORT = 207;
  private static final int VERSION_2 = 0x80;
  private static final int CNAME = 1;
  private static final int MOST_CNAME_BYTES = 255;
  private static final int VOIP_METRICS = 7;
  private static final int VOIP_METRICS_WORDS = 8;
  private static final byte UNAVAILABLE = 127;

  /** 31 blocks, the longest CNAME and one block of metrics. */
  private static final int MOST_BYTES = 28 + 31 * 24 + 4 + 4 + 2 + 256 + 4 + 8 + 36;

  private final RtcpJson packet;
  private final ByteBuffer compound = ByteBuffer.allocate(MOST_BYTES);

  private RtcpCompound(RtcpJson packet) {
    this.packet = packet;
  }

  /** The compound from position 0 to its limit; empty when nobody is said to have sent it. */
  public static Optional<ByteBuffer> of(RtcpJson packet) {
    if (packet.ssrc().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RtcpCompound(packet).written(packet.ssrc().getAsInt()));
  }

  private ByteBuffer written(int ssrc) {
    report(ssrc);
    if (!packet.cname().isEmpty()) {
      sourceDescription(ssrc);
    }
    packet.voip().ifPresent(voip -> extendedReport(ssrc, voip));
    byte[] octets = new byte[compound.flip().remaining()];
    compound.get(octets);
    return ByteBuffer.wrap(octets).asReadOnlyBuffer();
  }

  private void report(int ssrc) {
    List<Block> blocks = packet.blocks();
    int at = compound.position();
    header(blocks.size(), packet.sender().isPresent() ? SENDER_REPORT : RECEIVER_REPORT);
    compound.putInt(ssrc);
    packet.sender().ifPresent(this::sender);
    blocks.forEach(this::block);
    length(at);
  }

  private void sender(SenderInformation sender) {
    compound
        .putLong(sender.ntpTimestamp())
        .putInt((int) sender.rtpTimestamp())
        .putInt((int) sender.packets())
        .putInt((int) sender.octets());
  }

  private void block(Block block) {
    compound
        .putInt(block.ssrc())
        .putInt(block.lossFraction() << 24 | (block.cumulativeLost() & 0xFF_FFFF))
        .putInt((int) block.extendedHighestSequence())
        .putInt((int) block.jitterRtpUnits())
        .putInt(block.lastSenderReport())
        .putInt((int) block.delaySinceLastSenderReport());
  }

  private void sourceDescription(int ssrc) {
    int at = compound.position();
    header(1, SOURCE_DESCRIPTION);
    byte[] name = packet.cname().getBytes(StandardCharsets.UTF_8);
    int bytes = Math.min(name.length, MOST_CNAME_BYTES);
    compound.putInt(ssrc).put((byte) CNAME).put((byte) bytes).put(name, 0, bytes);
    do {
      compound.put((byte) 0);
    } while ((compound.position() - at) % 4 != 0);
    length(at);
  }

  private void extendedReport(int ssrc, VoipBlock voip) {
    OptionalInt heard =
        voip.ssrc().isPresent() || packet.blocks().isEmpty()
            ? voip.ssrc()
            : OptionalInt.of(packet.blocks().getFirst().ssrc());
    if (heard.isEmpty()) {
      return;
    }
    int at = compound.position();
    header(0, EXTENDED_REPORT);
    compound.putInt(ssrc);
    compound.put((byte) VOIP_METRICS).put((byte) 0).putShort((short) VOIP_METRICS_WORDS);
    compound.putInt(heard.getAsInt());
    metrics(voip);
    length(at);
  }

  private void metrics(VoipBlock voip) {
    compound
        .put((byte) voip.lossRate())
        .put((byte) voip.discardRate())
        .put((byte) voip.burstDensity())
        .put((byte) voip.gapDensity())
        .putShort((short) voip.burstDurationMs())
        .putShort((short) voip.gapDurationMs())
        .putShort((short) voip.roundTripMs())
        .putShort((short) voip.endSystemDelayMs())
        .put(new byte[] {UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, 0}) // levels, echo, Gmin
        .put(new byte[] {UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE}) // R, MOS
        .put(new byte[] {0, 0}) // of the jitter buffer nothing is known
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0);
  }

  private void header(int count, int type) {
    compound.put((byte) (VERSION_2 | count)).put((byte) type).putShort((short) 0);
  }

  /** Now that it is known: in words, less one. */
  private void length(int at) {
    compound.putShort(at + 2, (short) ((compound.position() - at) / 4 - 1));
  }
}
