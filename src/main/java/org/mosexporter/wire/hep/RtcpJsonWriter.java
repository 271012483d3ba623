package org.mosexporter.wire.hep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mosexporter.wire.rtcp.ReportBlockView;
import org.mosexporter.wire.rtcp.RtcpHandler;
import org.mosexporter.wire.rtcp.RtcpReader;
import org.mosexporter.wire.rtcp.XrBlock;

/**
 * Writes an RTCP compound as JSON, as heplify and rtpengine do: NTP time as its two words, the
 * cumulative loss as unsigned 24 bits.
 */
public final class RtcpJsonWriter implements RtcpHandler {
  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int CNAME = 1;
  private static final int PER_WHOLE = 256;

  private final StringBuilder blocks = new StringBuilder();
  private String sender = "";
  private String description = "";
  private String voip = "";
  private int ssrc;
  private int type;
  private int count;

  private RtcpJsonWriter() {}

  /** The text; empty when the compound does not decode or reports nothing. */
  public static Optional<byte[]> write(ByteBuffer window, int offset, int length) {
    RtcpJsonWriter writer = new RtcpJsonWriter();
    RtcpReader.Check check = new RtcpReader().read(window, offset, length, writer);
    boolean tells = !writer.sender.isEmpty() || writer.count > 0 || !writer.voip.isEmpty();
    return check == RtcpReader.Check.RTCP && tells
        ? Optional.of(writer.json().getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private String json() {
    return "{"
        + sender
        + "\"ssrc\":%d,\"type\":%d,\"report_count\":%d,\"report_blocks\":[%s]%s%s}"
            .formatted(Integer.toUnsignedLong(ssrc), type, count, blocks, voip, description);
  }

  @Override
  public void onSenderReport(
      int ssrc, long ntpTimestamp, int rtpTimestamp, long packets, long octets) {
    this.ssrc = ssrc;
    type = SENDER_REPORT;
    sender =
        ("\"sender_information\":{\"ntp_timestamp_sec\":%d,\"ntp_timestamp_usec\":%d,"
                + "\"rtp_timestamp\":%d,\"packets\":%d,\"octets\":%d},")
            .formatted(
                ntpTimestamp >>> 32,
                ntpTimestamp & 0xFFFF_FFFFL,
                Integer.toUnsignedLong(rtpTimestamp),
                packets,
                octets);
  }

  @Override
  public void onReportBlock(int reporterSsrc, ReportBlockView block) {
    ssrc = reporterSsrc;
    type = type == 0 ? RECEIVER_REPORT : type;
    blocks.append(count++ == 0 ? "" : ",");
    blocks.append(
        ("{\"source_ssrc\":%d,\"fraction_lost\":%d,\"packets_lost\":%d,\"highest_seq_no\":%d,"
                + "\"ia_jitter\":%d,\"lsr\":%d,\"dlsr\":%d}")
            .formatted(
                Integer.toUnsignedLong(block.ssrc()),
                Math.round(block.lossFraction() * PER_WHOLE),
                block.cumulativeLostPackets() & 0xFF_FFFF,
                block.extendedHighestSequence(),
                block.jitterRtpUnits(),
                Integer.toUnsignedLong(block.lastSenderReport()),
                Integer.toUnsignedLong(block.delaySinceLastSenderReport())));
  }

  @Override
  public void onSourceDescription(
      int ssrc, int itemType, ByteBuffer window, int offset, int length) {
    if (itemType == CNAME) {
      byte[] text = new byte[length];
      window.get(offset, text);
      description =
          ",\"sdes_ssrc\":%d,\"sdes_information\":[{\"type\":1,\"text\":\"%s\"}]"
              .formatted(Integer.toUnsignedLong(ssrc), plain(text));
    }
  }

  /** Without what JSON must escape. */
  private static String plain(byte[] octets) {
    StringBuilder kept = new StringBuilder();
    new String(octets, StandardCharsets.UTF_8)
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .filter(c -> c != '"' && c != '\\')
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  @Override
  public void onBye(int ssrc) {}

  @Override
  public void onExtendedReport(int reporterSsrc, XrBlock block) {
    if (block instanceof XrBlock.VoipMetrics metrics) {
      ssrc = reporterSsrc;
      voip =
          (",\"report_blocks_xr\":{\"type\":7,\"id\":%d,\"fraction_lost\":%d,"
                  + "\"fraction_discard\":%d,\"burst_density\":%d,\"gap_density\":%d,"
                  + "\"burst_duration\":%d,\"gap_duration\":%d,\"round_trip_delay\":%d,"
                  + "\"end_system_delay\":%d}")
              .formatted(
                  Integer.toUnsignedLong(metrics.ssrc()),
                  Math.round(metrics.lossRate() * PER_WHOLE),
                  Math.round(metrics.discardRate() * PER_WHOLE),
                  Math.round(metrics.burstDensity() * PER_WHOLE),
                  Math.round(metrics.gapDensity() * PER_WHOLE),
                  metrics.burstDurationMs(),
                  metrics.gapDurationMs(),
                  metrics.roundTripMs(),
                  metrics.endSystemDelayMs());
    }
  }

  @Override
  public void onUnknown(int packetType, int offset, int length) {}
}
