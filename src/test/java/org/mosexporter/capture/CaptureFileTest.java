package org.mosexporter.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** The cases that both formats and all ways to the bytes share. */
class CaptureFileTest {
  private static final int MAPPED_AT_ONCE = 1 << 30;

  @TempDir Path folder;
  private final SeenPackets seen = new SeenPackets();

  private ReadResult read(byte[] file, int windowBytes) throws IOException {
    Path path = folder.resolve("a.pcap");
    Files.write(path, file);
    try (CaptureFile capture = CaptureFile.open(path, windowBytes)) {
      return capture.read(seen, bytes -> {});
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # magic   | order         | fraction  | at
          A1B2C3D4  | BIG_ENDIAN    | 999999    | 1700000000999999000
          A1B2C3D4  | LITTLE_ENDIAN | 999999    | 1700000000999999000
          A1B23C4D  | BIG_ENDIAN    | 999999999 | 1700000000999999999
          A1B23C4D  | LITTLE_ENDIAN | 999999999 | 1700000000999999999
          """)
  void readsAPcapOfEachKind(String magic, String order, long fraction, long atNs)
      throws IOException {
    ByteOrder byteOrder = order.equals("BIG_ENDIAN") ? BIG_ENDIAN : LITTLE_ENDIAN;
    CaptureBytes file =
        new CaptureBytes(byteOrder)
            .pcap(Long.parseLong(magic, 16), 1)
            .record(1_700_000_000, fraction, 3, 1500, "0a0b0c")
            .record(0xFFFFFFFFL, 0, 0, 0, "");

    ReadResult result = read(file.toBytes(), MAPPED_AT_ONCE);

    assertEquals(new ReadResult(2, 3, Optional.empty(), 0), result);
    assertEquals(List.of(new ObservationPoint("a.pcap", LinkType.ETHERNET)), seen.places);
    assertEquals(
        List.of(
            new SeenPackets.Packet("0a0b0c", 1500, atNs, 0, 0),
            new SeenPackets.Packet("", 0, 4_294_967_295_000_000_000L, 0, 0)),
        seen.packets);
  }

  @Test
  void readsRecordsWithKuznetzovsLongerHeader() throws IOException {
    CaptureBytes file = new CaptureBytes(LITTLE_ENDIAN).pcap(0xA1B2CD34L, 101);
    for (int i = 1; i <= 2; i++) {
      file.u32(i).u32(7).u32(2).u32(2).u32(4).u16(0x0800).u16(0).hex("4500");
    }

    assertEquals(2, read(file.toBytes(), MAPPED_AT_ONCE).packets());
    assertEquals(new SeenPackets.Packet("4500", 2, 2_000_007_000L, 0, 0), seen.packets.get(1));
    assertEquals(LinkType.RAW_IP, seen.places.get(0).linkType());
  }

  @Test
  void aWireLengthBelowTheCapturedOneIsRaisedToIt() throws IOException {
    byte[] file =
        new CaptureBytes(LITTLE_ENDIAN)
            .pcap(0xA1B2C3D4L, 1)
            .record(1, 0, 2, 1, "0102")
            .record(1, 0, 2, 0xFFFFFFFFL, "0102")
            .toBytes();

    assertEquals(2, read(file, MAPPED_AT_ONCE).packets());
    assertEquals(2, seen.packets.get(0).wireLength());
    assertEquals(2, seen.packets.get(1).wireLength());
  }

  @Test
  void handsOnEachPacketOnceHoweverSmallTheWindowsAre() throws IOException {
    byte[] file = manyPackets(300);
    read(file, MAPPED_AT_ONCE);
    List<SeenPackets.Packet> expected = List.copyOf(seen.packets);
    assertEquals(300, expected.size());

    for (int windowBytes : new int[] {1, 16, 17, 61, 64, 100, 1000, 4096, file.length}) {
      seen.packets.clear();
      seen.places.clear();
      read(file, windowBytes);
      assertEquals(expected, seen.packets, "window of " + windowBytes);
    }
  }

  @Test
  void readsTheSameThroughAPipeAndCompressed() throws IOException {
    CaptureBytes file = new CaptureBytes(BIG_ENDIAN).bytes(manyPackets(12_000));
    read(file.toBytes(), MAPPED_AT_ONCE);
    List<SeenPackets.Packet> expected = List.copyOf(seen.packets);

    for (byte[] input : List.of(file.toBytes(), file.gzip())) {
      seen.packets.clear();
      seen.places.clear();
      try (CaptureFile capture = CaptureFile.standardInput(new ByteArrayInputStream(input))) {
        List<Long> progress = new ArrayList<>();
        assertEquals(12_000, capture.read(seen, progress::add).packets());
        assertEquals(input.length, progress.getLast());
        assertTrue(capture.sizeBytes().isEmpty());
      }
      assertEquals(expected, seen.packets);
      seen.packets.clear();
      seen.places.clear();
      assertEquals(12_000, read(input, MAPPED_AT_ONCE).packets());
      assertEquals(expected, seen.packets);
      assertEquals(0, seen.unflushed());
    }
  }

  /** Lengths 0 to 199, contents and times that tell one from the other. */
  private static byte[] manyPackets(int count) {
    CaptureBytes file = new CaptureBytes(LITTLE_ENDIAN).pcap(0xA1B23C4DL, 1);
    for (int i = 0; i < count; i++) {
      int length = i % 200;
      file.record(i, i, length, length, "%02x".formatted(i & 0xFF).repeat(length));
    }
    return file.toBytes();
  }

  @Test
  void aFileCutAnywhereGivesItsWholePacketsAndAWarning() throws IOException {
    byte[] whole =
        new CaptureBytes(LITTLE_ENDIAN)
            .pcap(0xA1B2C3D4L, 1)
            .record(1, 0, 5, 5, "0102030405")
            .record(2, 0, 3, 3, "010203")
            .toBytes();
    for (int length = 24; length <= whole.length; length++) {
      seen.places.clear();
      ReadResult result = read(Arrays.copyOf(whole, length), 64);
      int packets = length < 24 + 21 ? 0 : length < whole.length ? 1 : 2;
      boolean clean = length == 24 || length == 24 + 21 || length == whole.length;
      assertEquals(packets, result.packets(), "cut at " + length);
      assertEquals(
          clean ? Optional.empty() : Optional.of("ends in the middle of packet " + (packets + 1)),
          result.warning(),
          "cut at " + length);
    }
  }

  @Test
  void aCompressedFileCutAnywhereEndsInAWarningOrAOneLineMessage() throws IOException {
    byte[] whole = new CaptureBytes(BIG_ENDIAN).bytes(manyPackets(50)).gzip();
    for (int length = 0; length < whole.length; length++) {
      seen.places.clear();
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        ReadResult result = read(cut, MAPPED_AT_ONCE);
        assertTrue(result.warning().isPresent() || result.packets() == 50, "cut at " + length);
      } catch (IOException message) {
        assertTrue(String.valueOf(message.getMessage()).startsWith("a.pcap"), message::toString);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"262145", "4294967295", "2147483648"})
  void stopsAtAnImpossibleLengthAndNamesThePacket(long length) throws IOException {
    byte[] file =
        new CaptureBytes(BIG_ENDIAN)
            .pcap(0xA1B2C3D4L, 1)
            .record(1, 0, 2, 2, "0102")
            .record(1, 0, length, length, "0102")
            .zeros(300_000)
            .toBytes();

    ReadResult result = read(file, MAPPED_AT_ONCE);

    assertEquals(1, result.packets());
    assertEquals(
        Optional.of("damaged at packet 2, which claims " + length + " octets: stopped there"),
        result.warning());
  }

  @Test
  void readsTheLongestPossiblePacketThroughAPipe() throws IOException {
    CaptureBytes file = new CaptureBytes(BIG_ENDIAN).pcap(0xA1B2C3D4L, 1);
    for (int i = 0; i < 9; i++) {
      file.u32(1).u32(0).u32(262_144).u32(262_144).zeros(262_144);
    }
    try (CaptureFile capture = CaptureFile.standardInput(new ByteArrayInputStream(file.gzip()))) {
      assertEquals(9, capture.read(seen, bytes -> {}).packets());
    }
  }

  @Test
  void countsPacketsOfALinkTypeItCannotDecode() throws IOException {
    byte[] file =
        new CaptureBytes(BIG_ENDIAN)
            .pcap(0xA1B2C3D4L, 195)
            .record(1, 0, 2, 2, "0102")
            .record(1, 0, 2, 2, "0102")
            .toBytes();

    assertEquals(
        new ReadResult(
            2, 4, Optional.of("link type 195 is not understood: its packets were skipped"), 2),
        read(file, MAPPED_AT_ONCE));
    assertEquals(List.of(), seen.packets);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''               | a.pcap is empty
          a1               | a.pcap is not a capture file
          234361702021     | a.pcap is not a capture file: it begins with 23436170, neither pcap nor pcapng
          a1b2c3d4000200   | a.pcap ends in its file header
          """)
  void saysInOneLineWhatIsNoCapture(String octets, String message) {
    byte[] file = new CaptureBytes(BIG_ENDIAN).hex(octets).toBytes();

    IOException refused = assertThrows(IOException.class, () -> read(file, MAPPED_AT_ONCE));

    assertEquals(message, refused.getMessage());
  }

  @Test
  void saysWhichFileIsAbsentOrAFolder() {
    Path absent = folder.resolve("absent.pcap");
    IOException refused = assertThrows(IOException.class, () -> CaptureFile.open(absent));
    assertEquals("no such file: " + absent, refused.getMessage());
    refused = assertThrows(IOException.class, () -> CaptureFile.open(folder));
    assertEquals(folder + " is a directory", refused.getMessage());
  }

  @Test
  void anyOctetsBehindAMagicEndInAResultOrAMessage() throws IOException {
    Random random = new Random(4711);
    for (int i = 0; i < 2000; i++) {
      CaptureBytes file = new CaptureBytes(i % 2 == 0 ? BIG_ENDIAN : LITTLE_ENDIAN);
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      if (i % 4 < 2) {
        file.pcap(0xA1B2C3D4L, 1).record(1, 0, random.nextInt(9), 9, "").bytes(noise);
      } else {
        file.section().described(1, 0, file.like().bytes(noise));
        file.u32(1 + random.nextInt(6)).u32(random.nextInt(64) * 4L).bytes(noise);
      }
      ReadResult result = readFresh(file.toBytes(), 1 + random.nextInt(100));
      assertTrue(result.packets() >= 0);
    }
  }

  private ReadResult readFresh(byte[] file, int windowBytes) throws IOException {
    seen.places.clear();
    seen.packets.clear();
    return read(file, windowBytes);
  }
}
