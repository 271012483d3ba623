package org.mosexporter.wire.tcp;

import static org.mosexporter.wire.Frames.TCP;
import static org.mosexporter.wire.Frames.hex;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;

/** What other programs say over TCP: HTTP, TLS, a WebSocket with JSON, acknowledgements. */
final class IgnoredSegments {
  private final List<ByteBuffer> frames =
      IntStream.range(0, 4).mapToObj(i -> Frames.window(frame(i, payload(i)))).toList();
  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();
  private final SipConnections connections =
      new SipConnections(
          (_, _, _, _, _) -> {
            throw new AssertionError("a message");
          });

  private static byte[] payload(int kind) {
    return switch (kind) {
      case 0 -> Wire.octets("GET /index.html HTTP/1.1\r\nHost: example.org\r\n\r\n");
      case 1 -> hex("17 03 03 00 40 9A BC DE F0 12 34 56 78 9A BC DE F0 12 34 56");
      case 2 -> Wire.octets("\u0081\u0012{\"text\":\"a word\"}");
      default -> new byte[0];
    };
  }

  private static byte[] frame(int kind, byte[] payload) {
    byte[] tcp = Frames.tcp(50_000 + kind, kind == 1 ? 5061 : 80, 1, Wire.ACK, hex(""), payload);
    byte[] ip = Frames.ipv4("10.1.20.11", "10.1.0.5", 0, TCP, 0, 20 + tcp.length, hex(""), tcp);
    return Frames.ethernet(Frames.IPV4, ip);
  }

  void send(int rounds) {
    for (int i = 0; i < rounds; i++) {
      ByteBuffer frame = frames.get(i % frames.size());
      int length = frame.limit();
      decoder.decode(LinkType.ETHERNET, frame, 0, length, length, 0, 0, datagram);
      if (connections.onSegment(datagram) || connections.size() > 0) {
        throw new AssertionError("followed");
      }
    }
  }
}
