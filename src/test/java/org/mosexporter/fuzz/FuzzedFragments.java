package org.mosexporter.fuzz;

import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.ipv6;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;

/**
 * Fragments of IPv4 and IPv6 datagrams. An input is records of a family (1 octet), flags and offset
 * as on the wire (2 octets), an identification (1 octet), a length (1 octet) and the payload.
 */
final class FuzzedFragments implements FuzzTarget {
  static final int RECORD_HEADER_BYTES = 5;
  private static final long NS_PER_FRAGMENT = 1_000_000_000;

  @Override
  public void accept(byte[] octets) {
    FrameDecoder decoder = new FrameDecoder();
    Datagram datagram = new Datagram();
    ByteBuffer input = Octets.alone(octets);
    int at = 0;
    for (long atNs = 0; octets.length - at > RECORD_HEADER_BYTES; atNs += NS_PER_FRAGMENT) {
      int fields = input.getShort(at + 1) & 0xFFFF;
      byte identification = input.get(at + 3);
      int length = Math.min(input.get(at + 4) & 0xFF, octets.length - at - RECORD_HEADER_BYTES);
      boolean old = input.get(at) >= 0;
      at += RECORD_HEADER_BYTES;
      byte[] payload = Arrays.copyOfRange(octets, at, at + length);
      at += length;
      byte[] packet =
          old ? four(fields, identification, payload) : six(fields, identification, payload);
      Frame kind =
          decoder.decode(
              LinkType.RAW_IP,
              Octets.alone(packet),
              0,
              packet.length,
              packet.length,
              atNs,
              0,
              datagram);
      if (kind == Frame.UDP) {
        check(datagram);
      }
      decoder.fragments().advance(atNs);
    }
    decoder.fragments().finish();
  }

  private static byte[] four(int fields, byte identification, byte[] payload) {
    byte[] packet =
        ipv4(
            "10.0.0.1",
            "10.0.0.2",
            0,
            Frames.UDP,
            fields & 0x3FFF,
            20 + payload.length,
            hex(""),
            payload);
    packet[5] = identification;
    return packet;
  }

  private static byte[] six(int fields, byte identification, byte[] payload) {
    byte[] header = {Frames.UDP, 0, (byte) (fields >> 8), (byte) fields, 0, 0, 0, identification};
    return ipv6("fd00::1", "fd00::2", 0, 44, Frames.concat(header, payload));
  }

  /** All octets of a datagram that was put together are there. */
  private static void check(Datagram datagram) {
    long sum = 0;
    for (int i = 0; i < datagram.payloadLength(); i++) {
      sum += datagram.window().get(datagram.payloadOffset() + i);
    }
    if (datagram.payloadLength() > datagram.wirePayloadLength()) {
      throw new IllegalStateException("more than were sent; " + sum);
    }
  }
}
