package org.mosexporter.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.demo.FrameWriterTest.bytes;
import static org.mosexporter.demo.FrameWriterTest.written;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Octets were laid out by hand from the figures of RFC 3550 §5.1 and §6.4–6.6. */
class RtcpWriterTest {
  private final ByteBuffer into = ByteBuffer.allocate(256);

  @Test
  void writesASenderReportWithOneBlock() {
    Reception.ReportBlock block =
        new Reception.ReportBlock(0xCAFEBABE, 0x40, -1, 0x0001_0203, 17, 0xB44D_B705, 0x0005_4000);

    RtcpWriter.senderReport(
        into, 0x11223344, 0xB44D_B705_2000_0000L, 0x55667788, 250, 40_000, Optional.of(block));

    assertArrayEquals(
        bytes(
            """
            81c8 000c 11223344 b44db705 20000000 55667788 000000fa 00009c40
            cafebabe 40ffffff 00010203 00000011 b44db705 00054000
            """),
        written(into));
  }

  @Test
  void writesASourceDescriptionThatEndsOnAWordWithANull() {
    RtcpWriter.sourceDescription(into, 0x11223344, "a@b", "tool");

    // 4 + 5 + 6 octets of items leave one for the null that ends the chunk.
    assertArrayEquals(bytes("81ca 0004 11223344 01 03 614062 06 04 746f6f6c 00"), written(into));
  }

  @Test
  void addsAWholeWordOfNullsWhenTheItemsFillTheirLast() {
    RtcpWriter.sourceDescription(into, 0x11223344, "a@bc", "tool");

    assertArrayEquals(
        bytes("81ca 0005 11223344 01 04 61406263 06 04 746f6f6c 00000000"), written(into));
  }

  @Test
  void writesABye() {
    RtcpWriter.bye(into, 0x11223344);

    assertArrayEquals(bytes("81cb 0001 11223344"), written(into));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # time                    | NTP               | middle
          1970-01-01T00:00:00Z      | 83aa7e8000000000  | 7e800000
          1970-01-01T00:00:00.5Z    | 83aa7e8080000000  | 7e808000
          2036-02-07T06:28:15.25Z   | ffffffff40000000  | ffff4000
          2036-02-07T06:28:16Z      | 0000000000000000  | 00000000
          """)
  void tellsTimeAsNtpDoes(Instant time, String ntp, String middle) {
    long unixNs = time.getEpochSecond() * 1_000_000_000L + time.getNano();

    long written = RtcpWriter.ntp(unixNs);

    assertEquals(Long.parseUnsignedLong(ntp, 16), written);
    assertEquals(Integer.parseUnsignedInt(middle, 16), RtcpWriter.middle(written));
  }

  @Test
  void writesAnRtpPacketWithMarker() {
    ByteBuffer packet = ByteBuffer.allocate(64);

    RtpWriter.write(packet, true, DemoCodec.G729, 0xFFFE, 0x01020304, 0xCAFEBABE);

    assertArrayEquals(bytes("8092 fffe 01020304 cafebabe" + "ff".repeat(20)), written(packet));
  }
}
