package org.mosexporter.wire.tcp;

import static org.mosexporter.wire.Frames.TCP;
import static org.mosexporter.wire.Frames.hex;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;
import org.mosexporter.wire.sip.Sighting;

/** Connections of a phone, 10.1.20.11, with a server, and what was read out of them. */
final class Wire {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int ACK = 16;
  static final int SIP_PORT = 5060;
  static final int WEB_PORT = 8088;

  /** The first octet's number, chosen so that numbers wrap within every test's octets. */
  static final long FIRST = 0xFFFF_FFF0L;

  final List<String> messages = new ArrayList<>();
  final List<Sighting> sightings = new ArrayList<>();
  final SipConnections connections = new SipConnections(this::keep);
  long atNs = 1_770_000_000_000_000_000L;

  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();
  private int phonePort = 40_000;
  private final int serverPort;

  Wire(int serverPort) {
    this.serverPort = serverPort;
  }

  private void keep(ByteBuffer window, int offset, int length, boolean whole, Sighting sighting) {
    byte[] octets = new byte[length];
    window.get(offset, octets);
    messages.add(new String(octets, StandardCharsets.ISO_8859_1));
    sightings.add(sighting);
  }

  void nextConnection() {
    phonePort++;
  }

  boolean toServer(long sequence, int flags, byte[] octets) {
    return segment(phonePort, sequence, flags, octets, octets.length);
  }

  /** Decodes a frame that was captured up to {@code captured} octets of payload. */
  boolean segment(int port, long sequence, int flags, byte[] octets, int captured) {
    byte[] tcp = Frames.tcp(port, serverPort, sequence & 0xFFFF_FFFFL, flags, hex(""), octets);
    byte[] ip = Frames.ipv4("10.1.20.11", "10.1.0.5", 0, TCP, 0, 20 + tcp.length, hex(""), tcp);
    byte[] frame = Frames.ethernet(Frames.IPV4, ip);
    int length = frame.length - octets.length + captured;
    Frame kind =
        decoder.decode(
            LinkType.ETHERNET, Frames.window(frame), 0, length, frame.length, atNs, 0, datagram);
    if (kind != Frame.TCP) {
      throw new AssertionError(kind);
    }
    return connections.onSegment(datagram);
  }

  /** The octets in two segments, the border at {@code border}; each is sent {@code times}. */
  void split(byte[] octets, int border, boolean reversed, int times) {
    byte[] head = java.util.Arrays.copyOfRange(octets, 0, border);
    byte[] tail = java.util.Arrays.copyOfRange(octets, border, octets.length);
    for (int i = 0; i < times; i++) {
      if (reversed) {
        toServer(FIRST + border, ACK, tail);
      }
      toServer(FIRST, ACK, head);
      if (!reversed) {
        toServer(FIRST + border, ACK, tail);
      }
    }
  }

  void open() {
    toServer(FIRST - 1, SYN, new byte[0]);
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
