package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.UDP;
import static org.mosexporter.wire.Frames.ipv4;
import static org.mosexporter.wire.Frames.ipv6;
import static org.mosexporter.wire.Frames.udp;
import static org.mosexporter.wire.Frames.window;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Quality;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;

/** Every stream is found until it is removed, however many come and go. */
class StreamIndexTest {
  private static final int STREAMS = 3000;

  private final StreamIndex index = new StreamIndex(STREAMS, 1);
  private final PayloadFormats formats = PayloadFormats.of(Quality.defaults());

  private static Datagram datagram(boolean six, int i) {
    byte[] udp = udp(4000 + i % 3, 5000 + i % 7, new byte[12]);
    String host = Integer.toHexString(i / 4);
    byte[] packet =
        six
            ? ipv6("fd99::" + host, "fd99::1:1", 0, UDP, udp)
            : ipv4("10.1.%d.%d".formatted(i / 1024, i / 4 % 256), "10.9.0.1", 0, udp);
    Datagram datagram = new Datagram();
    new FrameDecoder()
        .decode(LinkType.RAW_IP, window(packet), 0, packet.length, packet.length, 0, 0, datagram);
    return datagram;
  }

  private static Datagram datagram(int i) {
    return datagram(i % 5 == 0, i);
  }

  private RtpStream add(int i) {
    Datagram datagram = datagram(i);
    RtpStream stream =
        new RtpStream(
            datagram,
            index.addresses(datagram),
            i % 4,
            Media.UNKNOWN,
            formats,
            BufferDepth.NOT_EMULATED);
    index.add(stream);
    return stream;
  }

  @Test
  void findsWhatIsThereAndNothingElse() {
    SplittableRandom random = new SplittableRandom(7);
    List<RtpStream> streams = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      streams.add(add(i));
    }
    boolean[] gone = new boolean[STREAMS];
    for (int step = 0; step < STREAMS / 2; step++) {
      int i = random.nextInt(STREAMS);
      if (!gone[i]) {
        index.remove(streams.get(i));
        gone[i] = true;
      }
    }
    int glanced = 0;
    for (int i = 0; i < STREAMS; i++) {
      Datagram datagram = datagram(i);
      long hash = index.hash(datagram, i % 4);
      RtpStream found = index.find(hash, datagram, i % 4);
      if (gone[i]) {
        assertNull(found);
      } else {
        RtpStream stream = streams.get(i);
        assertSame(stream, found);
        glanced += stream == index.glance(hash) ? 1 : 0;
        assertTrue(index.isOf(stream, datagram, i % 4));
        assertEquals(datagram.source(), stream.source());
        assertEquals(datagram.destination(), stream.destination());
        assertEquals(datagram.sourcePort(), stream.sourcePort());
      }
      assertNull(index.find(index.hash(datagram, 9), datagram, 9));
    }
    assertEquals(index.size(), glanced);
  }
}
