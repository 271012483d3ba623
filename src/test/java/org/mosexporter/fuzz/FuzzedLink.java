package org.mosexporter.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;

/** Frames, whole and cut: what the decoder gives lies within what it was given. */
final class FuzzedLink implements FuzzTarget {
  private static final LinkType[] LINKS = LinkType.values();

  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();

  @Override
  public void accept(byte[] octets) {
    if (octets.length == 0) {
      return;
    }
    LinkType link = LINKS[(octets[0] & 0xFF) % LINKS.length];
    byte[] frame = Arrays.copyOfRange(octets, 1, octets.length);
    read(link, frame, frame.length);
    read(link, frame, frame.length + Octets.cut(frame));
  }

  private void read(LinkType link, byte[] frame, int wireLength) {
    ByteBuffer window = Octets.alone(frame);
    Frame result = decoder.decode(link, window, 0, frame.length, wireLength, 0, 0, datagram);
    if (result == Frame.UDP || result == Frame.TCP) {
      check(datagram);
    }
    decoder.fragments().release();
  }

  private static void check(Datagram datagram) {
    int end = datagram.payloadOffset() + datagram.payloadLength();
    boolean within =
        datagram.payloadOffset() >= 0
            && datagram.payloadLength() >= 0
            && end <= datagram.window().limit()
            && datagram.wirePayloadLength() >= datagram.payloadLength();
    if (!within) {
      throw new IllegalStateException("payload outside of the frame");
    }
  }
}
