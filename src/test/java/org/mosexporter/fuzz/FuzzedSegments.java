package org.mosexporter.fuzz;

import static org.mosexporter.wire.Frames.TCP;
import static org.mosexporter.wire.Frames.ethernet;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.tcp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;
import org.mosexporter.wire.sip.SipParser;
import org.mosexporter.wire.tcp.SipConnections;

/**
 * TCP segments of a few connections, SIP and WebSocket. An input is records of a sequence number
 * relative to the last segment's end (2 octets, signed), flags (1 octet), a port (1 octet), a
 * length (1 octet) and the payload.
 */
final class FuzzedSegments implements FuzzTarget {
  static final int RECORD_HEADER_BYTES = 5;
  private static final int[] PORTS = {5060, 8088, 40_000, 5061};
  private static final long NS_PER_SEGMENT = 100_000_000;

  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();
  private long messages;

  @Override
  public void accept(byte[] octets) {
    SipConnections connections =
        new SipConnections(
            (window, offset, length, whole, _) -> read(window, offset, length, whole));
    ByteBuffer input = Octets.alone(octets);
    long sequence = 1000;
    int at = 0;
    for (long atNs = 0; octets.length - at > RECORD_HEADER_BYTES; atNs += NS_PER_SEGMENT) {
      sequence = (sequence + input.getShort(at)) & 0xFFFF_FFFFL;
      int flags = input.get(at + 2) & 0xFF;
      int port = PORTS[input.get(at + 3) & 3];
      int length = Math.min(input.get(at + 4) & 0xFF, octets.length - at - RECORD_HEADER_BYTES);
      at += RECORD_HEADER_BYTES;
      byte[] payload = Arrays.copyOfRange(octets, at, at + length);
      at += length;
      byte[] segment = tcp(port, 40_001, sequence, flags, hex(""), payload);
      onSegment(connections, segment, atNs);
      connections.advance(atNs);
      sequence += length;
      check(connections);
    }
    connections.finish();
  }

  private void onSegment(SipConnections connections, byte[] segment, long atNs) {
    byte[] frame =
        ethernet(
            Frames.IPV4,
            ipv4("10.0.0.1", "10.0.0.2", 0, TCP, 0, 20 + segment.length, hex(""), segment));
    Frame kind =
        decoder.decode(
            LinkType.ETHERNET,
            Octets.alone(frame),
            0,
            frame.length,
            frame.length,
            atNs,
            0,
            datagram);
    if (kind == Frame.TCP) {
      connections.onSegment(datagram);
    }
  }

  private void read(ByteBuffer window, int offset, int length, boolean whole) {
    SipParser.parse(window, offset, length, whole);
    messages++;
  }

  private void check(SipConnections connections) {
    if (connections.bufferedBytes() < 0 || connections.bufferedBytes() > 64L << 20) {
      throw new IllegalStateException(connections.bufferedBytes() + " octets; " + messages);
    }
  }
}
