package org.mosexporter.simulator.office;

import java.nio.ByteBuffer;
import org.mosexporter.simulator.path.Octets;
import org.mosexporter.simulator.path.Packet;

/**
 * Writes the packets of one flow: Ethernet, IPv4 (RFC 791), UDP (RFC 768, without checksum) and RTP
 * (RFC 3550 §5.1) or a report on the next port.
 *
 * <pre>
 *  0 MACs  12 0x0800  14 0x45 15 DSCP  16 length  18 identification  20 DF  22 TTL 23 17  24 checksum
 * 26 source  30 destination  34 ports  38 length  40 0  42 0x80 43 M|PT 44 sequence  46 timestamp  50 SSRC
 * </pre>
 */
final class Frame implements Octets {
  private static final int RTP_BYTES = 12;
  private static final int UDP = 17;

  private final byte[] speech;
  private final byte[] header;
  private final Codec codec;
  private final int sequence;
  private final int timestamp;

  /**
   * @param first sequence number of the packet that is number 0; also its identification
   */
  Frame(Host from, Host to, Codec codec, int ssrc, int first, int timestamp) {
    this.codec = codec;
    this.sequence = first;
    this.timestamp = timestamp;
    speech = new byte[HEADER_BYTES + RTP_BYTES + codec.payloadBytes];
    ByteBuffer into = ByteBuffer.wrap(speech);
    header(into, from, to, speech.length);
    into.put((byte) 0x80).put((byte) codec.payloadType).putShort((short) first).putInt(timestamp);
    into.putInt(ssrc);
    for (int i = 0; into.hasRemaining(); i++) {
      into.put((byte) (ssrc * 31 + i * 7));
    }
    header = new byte[HEADER_BYTES];
    header(ByteBuffer.wrap(header), from.at(from.port() + 1), to.at(to.port() + 1), HEADER_BYTES);
  }

  /** All headers, with what changes from packet to packet left out. */
  static void header(ByteBuffer into, Host from, Host to, int length) {
    into.putShort((short) 0x0200).putInt(to.ip()).putShort((short) 0x0200).putInt(from.ip());
    into.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) (length - 14));
    into.putShort((short) 0).putShort((short) 0x4000).put((byte) 0).put((byte) UDP);
    into.putShort((short) 0).putInt(from.ip()).putInt(to.ip());
    into.putShort((short) from.port()).putShort((short) to.port());
    into.putShort((short) (length - 34)).putShort((short) 0);
  }

  @Override
  public int write(Packet packet, ByteBuffer into, int at) {
    byte[] octets = packet.octets();
    if (octets == null) {
      return writeSpeech(packet, into, at);
    }
    into.put(at, header);
    into.put(at + HEADER_BYTES, octets);
    int length = HEADER_BYTES + octets.length;
    finish(into, at, length, packet.dscp(), (int) packet.sentNs() >>> 10, packet.ttl());
    return length;
  }

  private int writeSpeech(Packet packet, ByteBuffer into, int at) {
    int number = (int) packet.number();
    into.put(at, speech);
    if (packet.marker()) {
      into.put(at + 43, (byte) (codec.payloadType | 0x80));
    }
    into.putShort(at + 44, (short) (sequence + number));
    into.putInt(at + 46, timestamp + number * codec.packetUnits());
    finish(into, at, speech.length, packet.dscp(), sequence + number, packet.ttl());
    return speech.length;
  }

  /** Writes what changes, and the header's checksum (RFC 1071). */
  static void finish(ByteBuffer into, int at, int length, int dscp, int identification, int ttl) {
    into.put(at + 15, (byte) (dscp << 2));
    into.putShort(at + 16, (short) (length - 14));
    into.putShort(at + 18, (short) identification);
    into.put(at + 22, (byte) ttl);
    into.putShort(at + 38, (short) (length - 34));
    into.putShort(at + 24, (short) 0);
    long sum = 0;
    for (int word = at + 14; word < at + 34; word += 2) {
      sum += into.getShort(word) & 0xFFFF;
    }
    sum = (sum & 0xFFFF) + (sum >>> 16);
    into.putShort(at + 24, (short) ~((sum & 0xFFFF) + (sum >>> 16)));
  }
}
