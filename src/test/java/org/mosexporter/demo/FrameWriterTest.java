package org.mosexporter.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checksums here were worked out with another program's ones' complement arithmetic. */
class FrameWriterTest {
  private static final UdpAddress PHONE = UdpAddress.of("127.1.20.11", 11_780);
  private static final UdpAddress FAR = UdpAddress.of("127.9.0.10", 20_000);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                                  | octets                                   | checksum
          the example of RFC 1071 §3              | 0001 f203 f4f5 f6f7                      | 220d
          an odd octet counts as a high one       | 01                                       | feff
          carries fold twice                      | ffff ffff 0001                           | fffe
          a known IPv4 header without its sum     | 4500 0073 0000 4000 4011 0000 c0a8 0001 c0a8 00c7 | b861
          """)
  void sumsAsTheInternetDoes(String name, String octets, String checksum) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes(octets));

    int sum = Checksum.finish(Checksum.add(0, buffer, 0, buffer.limit()));

    assertEquals(checksum, HexFormat.of().toHexDigits((short) sum));
  }

  @Test
  void writesAFrameAsItStandsOnTheWire() {
    ByteBuffer into = ByteBuffer.allocate(64);

    FrameWriter.write(into, PHONE, FAR, 46, 0x1234, ByteBuffer.wrap(bytes("01020304")));

    assertArrayEquals(
        bytes(
            """
            0200 7f09000a 0200 7f01140b 0800
            45b8 0020 1234 4000 4011 %s 7f01140b 7f09000a
            2e04 4e20 000c %s
            01020304
            """
                .formatted(IP_CHECKSUM, UDP_CHECKSUM)),
        written(into));
  }

  @Test
  void neverWritesTheUdpChecksumThatMeansNone() {
    ByteBuffer into = ByteBuffer.allocate(64);

    FrameWriter.write(into, PHONE, FAR, 0, 0, ByteBuffer.wrap(bytes(PAYLOAD_SUMMING_TO_ZERO)));

    assertEquals((short) 0xFFFF, into.getShort(40));
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  static byte[] written(ByteBuffer into) {
    byte[] written = new byte[into.position()];
    into.get(0, written);
    return written;
  }

  private static final String IP_CHECKSUM = "15c2";
  private static final String UDP_CHECKSUM = "6d8c";
  private static final String PAYLOAD_SUMMING_TO_ZERO = "7196";
}
