package org.mosexporter.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadStreamTest {
  private static final UdpAddress PHONE = UdpAddress.of("10.1.20.10", 11_780);
  private static final UdpAddress FAR = UdpAddress.of("203.0.113.1", 10_000);

  /** A checksum put together from a base equals one summed over the whole frame. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 399, 65_535, 65_536, 30_000_000})
  void patchesItsFrameAsIfItWereBuiltAnew(long number) {
    LoadStream stream = new LoadStream(PHONE, FAR, false, new SplittableRandom(4));
    stream.number = number;
    ByteBuffer patched = ByteBuffer.allocate(512);
    stream.write(patched);

    ByteBuffer rtp = ByteBuffer.allocate(512);
    int sequence = patched.getShort(44) & 0xFFFF;
    RtpWriter.write(rtp, false, DemoCodec.PCMU, sequence, patched.getInt(46), stream.ssrc());
    ByteBuffer anew = ByteBuffer.allocate(512);
    FrameWriter.write(anew, PHONE, FAR, 46, 0, rtp.flip());

    assertArrayEquals(FrameWriterTest.written(anew), FrameWriterTest.written(patched));
  }
}
