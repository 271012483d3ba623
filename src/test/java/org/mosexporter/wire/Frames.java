package org.mosexporter.wire;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Builds packets for tests, from the RFCs and with nothing of the decoders.
 *
 * <p>Layers nest: {@code ethernet(0x0800, ipv4("10.1.0.5", "10.1.0.6", 46, udp(5004, 5006, rtp)))}.
 */
public final class Frames {
  public static final int IPV4 = 0x0800;
  public static final int IPV6 = 0x86DD;
  public static final int UDP = 17;
  public static final int TCP = 6;

  /** An Ethernet frame with an untagged datagram, of the family of the addresses. */
  public static byte[] frame(
      String source, int sourcePort, String destination, int destinationPort, byte[] payload) {
    return frame(source, sourcePort, destination, destinationPort, 0, payload);
  }

  public static byte[] frame(
      String source,
      int sourcePort,
      String destination,
      int destinationPort,
      int dscp,
      byte[] payload) {
    byte[] udp = udp(sourcePort, destinationPort, payload);
    return source.indexOf(':') < 0
        ? ethernet(IPV4, ipv4(source, destination, dscp, udp))
        : ethernet(IPV6, ipv6(source, destination, dscp, UDP, udp));
  }

  public static byte[] ethernet(int type, byte[] payload) {
    return concat(hex("020000000001 020000000002"), u16(type), payload);
  }

  /** What follows an Ethernet type of 0x8100 and its like (IEEE 802.1Q). */
  public static byte[] tag(int vlan, int type, byte[] payload) {
    return concat(u16(vlan), u16(type), payload);
  }

  /** Linux cooked, version 1. */
  public static byte[] cooked(int type, byte[] payload) {
    return concat(hex("0000 0001 0006 020000000001 0000"), u16(type), payload);
  }

  /** Linux cooked, version 2. */
  public static byte[] cooked2(int type, byte[] payload) {
    return concat(u16(type), hex("0000 00000002 0001 00 06 020000000001 0000"), payload);
  }

  /** BSD loopback, from a big-endian machine. */
  public static byte[] loopback(int family, byte[] payload) {
    return concat(u32(family), payload);
  }

  public static byte[] ipv4(String source, String destination, int dscp, byte[] udp) {
    return ipv4(source, destination, dscp, UDP, 0, 20 + udp.length, hex(""), udp);
  }

  /**
   * Builds any IPv4 packet (RFC 791 §3.1).
   *
   * @param flagsAndOffset the 16 bits of flags and fragment offset
   * @param options a multiple of 4 octets
   */
  public static byte[] ipv4(
      String source,
      String destination,
      int dscp,
      int protocol,
      int flagsAndOffset,
      int totalLength,
      byte[] options,
      byte[] payload) {
    return concat(
        u8(0x45 + options.length / 4),
        u8(dscp * 4),
        u16(totalLength),
        hex("1234"),
        u16(flagsAndOffset),
        u8(64),
        u8(protocol),
        hex("0000"),
        address(source),
        address(destination),
        options,
        payload);
  }

  public static byte[] ipv6(
      String source, String destination, int dscp, int nextHeader, byte[] payload) {
    return ipv6(source, destination, dscp, nextHeader, payload.length, payload);
  }

  /** Builds any IPv6 packet (RFC 8200 §3). */
  public static byte[] ipv6(
      String source,
      String destination,
      int dscp,
      int nextHeader,
      int payloadLength,
      byte[] payload) {
    return concat(
        u32((6 << 28) | (dscp << 22) | 0xABCDE),
        u16(payloadLength),
        u8(nextHeader),
        u8(64),
        address(source),
        address(destination),
        payload);
  }

  /** What an IPv4 packet becomes on a link with a small MTU (RFC 791 §3.2). */
  public static List<byte[]> fragmentsIpv4(
      String source,
      String destination,
      int identification,
      int protocol,
      byte[] payload,
      int pieceOctets) {
    List<byte[]> fragments = new ArrayList<>();
    for (int at = 0; at < payload.length; at += pieceOctets) {
      byte[] piece = Arrays.copyOfRange(payload, at, Math.min(at + pieceOctets, payload.length));
      int flagsAndOffset = (at + piece.length < payload.length ? 0x2000 : 0) + at / 8;
      byte[] packet =
          ipv4(source, destination, 0, protocol, flagsAndOffset, 20 + piece.length, hex(""), piece);
      packet[4] = (byte) (identification >> 8);
      packet[5] = (byte) identification;
      fragments.add(packet);
    }
    return fragments;
  }

  /** What a sender makes of a packet larger than the path's MTU (RFC 8200 §4.5). */
  public static List<byte[]> fragmentsIpv6(
      String source,
      String destination,
      int identification,
      int nextHeader,
      byte[] payload,
      int pieceOctets) {
    List<byte[]> fragments = new ArrayList<>();
    for (int at = 0; at < payload.length; at += pieceOctets) {
      byte[] piece = Arrays.copyOfRange(payload, at, Math.min(at + pieceOctets, payload.length));
      int offsetAndMore = at + (at + piece.length < payload.length ? 1 : 0);
      byte[] header = concat(u8(nextHeader), u8(0), u16(offsetAndMore), u32(identification));
      fragments.add(ipv6(source, destination, 0, 44, concat(header, piece)));
    }
    return fragments;
  }

  public static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
    return udp(sourcePort, destinationPort, 8 + payload.length, payload);
  }

  public static byte[] udp(int sourcePort, int destinationPort, int length, byte[] payload) {
    return concat(u16(sourcePort), u16(destinationPort), u16(length), hex("0000"), payload);
  }

  /** A TCP segment (RFC 9293 §3.1); the options are a multiple of 4 octets. */
  public static byte[] tcp(
      int sourcePort,
      int destinationPort,
      long sequence,
      int flags,
      byte[] options,
      byte[] payload) {
    return concat(
        u16(sourcePort),
        u16(destinationPort),
        u32(sequence),
        hex("00000007"),
        u8(0x50 + ((options.length / 4) << 4)),
        u8(flags),
        hex("FFFF 0000 0000"),
        options,
        payload);
  }

  /** A plain RTP packet (RFC 3550 §5.1) with a payload of zeros. */
  public static byte[] rtp(
      int ssrc,
      int payloadType,
      boolean marker,
      int sequenceNumber,
      long timestamp,
      int payloadBytes) {
    return concat(
        u8(0x80),
        u8((marker ? 0x80 : 0) + payloadType),
        u16(sequenceNumber),
        u32(timestamp),
        u32(ssrc),
        new byte[payloadBytes]);
  }

  /** A report block (RFC 3550 §6.4.1); the cumulative loss may be negative. */
  public static byte[] block(
      int ssrc,
      int fractionOf256,
      int cumulativeLost,
      long extendedHighestSequence,
      long jitter,
      long lastSenderReport,
      long delaySinceLastSenderReport) {
    return concat(
        u32(ssrc),
        u8(fractionOf256),
        u8(cumulativeLost >> 16),
        u16(cumulativeLost),
        u32(extendedHighestSequence),
        u32(jitter),
        u32(lastSenderReport),
        u32(delaySinceLastSenderReport));
  }

  public static byte[] senderReport(
      int ssrc, long ntp, long rtpTimestamp, long packets, long octets, byte[]... blocks) {
    byte[] sender = concat(u32(ntp >>> 32), u32(ntp), u32(rtpTimestamp), u32(packets), u32(octets));
    return rtcp(200, blocks.length, concat(u32(ssrc), sender, concat(blocks)));
  }

  public static byte[] receiverReport(int ssrc, byte[]... blocks) {
    return rtcp(201, blocks.length, concat(u32(ssrc), concat(blocks)));
  }

  /** SDES with one chunk of one CNAME (RFC 3550 §6.5.1), at most 255 ASCII characters. */
  public static byte[] sourceDescription(int ssrc, String cname) {
    byte[] item = concat(u8(1), u8(cname.length()), ascii(cname));
    byte[] fill = new byte[4 - item.length % 4];
    return rtcp(202, 1, concat(u32(ssrc), item, fill));
  }

  public static byte[] bye(int... ssrcs) {
    byte[] body = {};
    for (int ssrc : ssrcs) {
      body = concat(body, u32(ssrc));
    }
    return rtcp(203, ssrcs.length, body);
  }

  /** Any RTCP packet; the body is a multiple of 4 octets. */
  public static byte[] rtcp(int type, int count, byte[] body) {
    return concat(u8(0x80 + count), u8(type), u16(body.length / 4), body);
  }

  public static byte[] ascii(String text) {
    byte[] octets = new byte[text.length()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) text.charAt(i);
    }
    return octets;
  }

  /** Octets from hexadecimal digits; blanks group them. */
  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      octets.writeBytes(part);
    }
    return octets.toByteArray();
  }

  /** The octets as a capture hands them on: in a direct buffer. */
  public static ByteBuffer window(byte[] octets) {
    return ByteBuffer.allocateDirect(octets.length).put(octets).clear();
  }

  private static byte[] address(String literal) {
    return InetAddress.ofLiteral(literal).getAddress();
  }

  public static byte[] u8(int value) {
    return new byte[] {(byte) value};
  }

  public static byte[] u16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  public static byte[] u32(long value) {
    return concat(u16((int) (value >> 16)), u16((int) value));
  }

  private Frames() {}
}
