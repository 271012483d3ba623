package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** Blocks, sections and interfaces (draft-ietf-opsawg-pcapng). */
class CaptureFilePcapngTest {
  @TempDir Path folder;
  private final SeenPackets seen = new SeenPackets();

  private ReadResult read(byte[] file) throws IOException {
    Path path = folder.resolve("a.pcapng");
    Files.write(path, file);
    seen.packets.clear();
    seen.places.clear();
    try (CaptureFile capture = CaptureFile.open(path, 64)) {
      return capture.read(seen, bytes -> {});
    }
  }

  private static ByteOrder order(String name) {
    return name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static CaptureBytes file(String order) {
    return new CaptureBytes(order(order)).section();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
  void readsEachKindOfPacketBlock(String order) throws IOException {
    CaptureBytes file = file(order);
    file.described(1, 5, file.like());
    file.enhanced(0, 1_700_000_000_000_007L, 1500, "0a0b0c");
    // Obsolete packet: interface and drops share a word.
    CaptureBytes packet = file.like().u16(0).u16(9).u32(0).u32(1_000_001).u32(2).u32(2).hex("0102");
    file.block(2, packet);
    // Simple packet of 7 octets, of which the interface's snapshot length leaves 5.
    file.block(3, file.like().u32(7).hex("0102030405"));
    // Unknown blocks of three lengths.
    file.block(0x0BAD, file.like()).block(5, file.like().zeros(4)).block(4, file.like().zeros(999));
    file.enhanced(0, 2_000_000, 1, "ff");

    Optional<String> lost = Optional.of("the capture itself lost 9 packets");
    assertEquals(new ReadResult(4, 11, lost, 0), read(file.toBytes()));
    assertEquals(
        List.of(
            new SeenPackets.Packet("0a0b0c", 1500, 1_700_000_000_000_007_000L, 0, 0),
            new SeenPackets.Packet("0102", 2, 1_000_001_000L, 0, 0),
            new SeenPackets.Packet("0102030405", 7, 1_000_001_000L, 0, 0),
            new SeenPackets.Packet("ff", 1, 2_000_000_000L, 0, 0)),
        seen.packets);
    assertEquals(List.of(new ObservationPoint("a.pcapng#0", LinkType.ETHERNET)), seen.places);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                          | options                                      | ticks               | ns
          microseconds by default         | ''                                           | 1000001             | 1000001000
          seconds                         | 0009 0001 00000000                           | 1700000000          | 1700000000000000000
          nanoseconds                     | 0009 0001 09000000                           | 1700000000123456789 | 1700000000123456789
          picoseconds                     | 0009 0001 0c000000                           | 1999                | 1
          2^-1 s                          | 0009 0001 81000000                           | 3                   | 1500000000
          2^-10 s                         | 0009 0001 8a000000                           | 1025                | 1000976562
          2^-63 s                         | 0009 0001 bf000000                           | 4611686018427387904 | 500000000
          10^-127 s, nobody has that      | 0009 0001 7f000000                           | 9223372036854775807 | 0
          2^-127 s, nor that              | 0009 0001 ff000000                           | 9223372036854775807 | 0
          an hour later                   | 000e 0008 0000000000000e10                   | 1000000             | 3601000000000
          before 1970 by its offset       | 000e 0008 ffffffffffffff00                   | 1000000             | 0
          an absurd offset                | 000e 0008 7fffffffffffffff                   | 0                   | 4611686018000000000
          beyond 2116 in microseconds     | ''                                           | 9223372036854775807 | 4611686018427387904
          all ones in microseconds        | ''                                           | -1                  | 4611686018427387904
          all ones in seconds             | 0009 0001 00000000                           | -1                  | 4611686018427387904
          all ones in 2^0 s               | 0009 0001 80000000                           | -1                  | 4611686018427387904
          behind another option           | 0001 0003 61626300 0009 0001 09000000 00000000 | 7                 | 7
          behind the end of options       | 0000 0000 0009 0001 09000000                 | 7                   | 7000
          in an option past the block     | 0009 0999 09000000                           | 7                   | 7000
          """)
  void readsTimeInTheInterfacesUnit(String name, String options, long ticks, long ns)
      throws IOException {
    CaptureBytes file = file("BIG_ENDIAN");
    file.described(1, 0, file.like().hex(options)).enhanced(0, ticks, 1, "ff");

    assertEquals(Optional.empty(), read(file.toBytes()).warning());
    assertEquals(ns, seen.packets.getFirst().atNs());
  }

  @Test
  void eachInterfaceIsAPlaceOfItsOwnLinkTypeAndSectionsStartAnew() throws IOException {
    CaptureBytes file = file("LITTLE_ENDIAN");
    file.described(1, 0, file.like().u16(2).u16(4).hex("65746830")); // eth0
    file.described(195, 0, file.like());
    file.described(113, 0, file.like());
    file.enhanced(2, 0, 2, "aa").enhanced(0, 0, 2, "bb").enhanced(1, 0, 2, "cc");
    CaptureBytes second = file("BIG_ENDIAN");
    second.described(101, 0, second.like());
    second.described(1, 0, second.like().hex("0002 0004 65746830"));
    second.enhanced(0, 0, 2, "dd").enhanced(1, 0, 2, "ee").enhanced(2, 0, 2, "ff");

    ReadResult result = read(file.bytes(second.toBytes()).toBytes());

    assertEquals(6, result.packets());
    assertEquals(2, result.skippedUnknownLinkType());
    assertEquals(
        List.of(
            new ObservationPoint("eth0", LinkType.ETHERNET),
            new ObservationPoint("a.pcapng#2", LinkType.LINUX_COOKED),
            new ObservationPoint("a.pcapng#0", LinkType.RAW_IP)),
        seen.places);
    assertEquals(
        List.of("aa 1", "bb 0", "dd 2", "ee 0"),
        seen.packets.stream().map(each -> each.hex() + " " + each.observationPoint()).toList());
    assertEquals(
        Optional.of(
            "link types not understood, their packets skipped: [195]; packets of interfaces that"
                + " the file does not describe were skipped"),
        result.warning());
  }

  @Test
  void aNameCannotDisturbATerminal() throws IOException {
    CaptureBytes file = file("BIG_ENDIAN");
    file.described(1, 0, file.like().hex("0002 0005 1b5b0a4100 000000"));

    read(file.toBytes());

    assertEquals("?[?A", seen.places.getFirst().name());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                     | block                                                                     | warning
          shorter than its frame     | 00000006 0000000b                                                         | a block claims 11 octets
          no multiple of 4           | 00000006 00000029                                                         | a block claims 41 octets
          no room for a header       | 00000006 0000001c 00000000 00000000 00000000 00000000 0000001c            | a packet block of 28 octets
          captured past its block    | 00000006 00000020 00000000 00000000 00000000 00000001 00000001 00000020   | a packet claims 1 octets
          captured beyond 31 bits    | 00000006 00000020 00000000 00000000 00000000 80000000 00000001 00000020   | a packet claims 2147483648 octets
          simple without a length    | 00000003 0000000c 0000000c                                                | a packet block of 12 octets
          interface without a body   | 00000001 0000000c 0000000c                                                | an interface is described in 12 octets
          section of unknown order   | 0a0d0d0a 0000001c 1a2b3c4e 00010000 ffffffff ffffffff 0000001c            | a section has no byte-order magic
          """)
  void stopsAtADamagedBlock(String name, String block, String warning) throws IOException {
    CaptureBytes file = file("BIG_ENDIAN");
    file.described(1, 0, file.like()).enhanced(0, 0, 2, "aa").hex(block).zeros(64);

    ReadResult result = read(file.toBytes());

    assertEquals(1, result.packets());
    assertEquals(
        Optional.of("damaged after packet 1: " + warning + ": stopped there"), result.warning());
  }

  @Test
  void aFileCutAnywhereGivesItsWholePacketsAndAWarning() throws IOException {
    CaptureBytes file = file("LITTLE_ENDIAN");
    file.described(1, 0, file.like());
    int header = file.toBytes().length;
    file.enhanced(0, 0, 2, "aabbcc");
    int first = file.toBytes().length;
    byte[] whole = file.block(3, file.like().u32(5).hex("0102030405")).toBytes();
    for (int length = 28; length <= whole.length; length++) {
      int packets = length < first ? 0 : length < whole.length ? 1 : 2;
      boolean clean = List.of(28, header, first, whole.length).contains(length);
      byte[] cut = Arrays.copyOf(whole, length);
      ReadResult mapped = read(cut);
      assertEquals(packets, mapped.packets(), "cut at " + length);
      assertEquals(clean, mapped.warning().isEmpty(), "cut at " + length + mapped.warning());
      try (CaptureFile piped = CaptureFile.standardInput(new ByteArrayInputStream(cut))) {
        seen.places.clear();
        assertEquals(mapped, piped.read(seen, bytes -> {}), "cut at " + length);
      }
    }
  }

  @Test
  void interfacesBeyondTheBoundAreSkippedNotStored() throws IOException {
    CaptureBytes file = file("LITTLE_ENDIAN");
    for (int i = 0; i <= PcapngReader.MOST_INTERFACES; i++) {
      file.described(1, 0, file.like());
    }
    file.enhanced(PcapngReader.MOST_INTERFACES - 1, 0, 1, "aa");
    file.enhanced(PcapngReader.MOST_INTERFACES, 0, 1, "bb");

    ReadResult result = read(file.toBytes());

    assertEquals(1, result.skippedUnknownLinkType());
    assertTrue(result.warning().isPresent());
    assertEquals(PcapngReader.MOST_INTERFACES, seen.places.size());
  }

  /** Microseconds by default, so nanoseconds are a thousand times more. */
  @ParameterizedTest
  @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
  void tellsWhatTheWriterLost(String order) throws IOException {
    CaptureBytes file = file(order);
    file.described(1, 0, file.like()).described(1, 0, file.like()).described(999, 0, file.like());
    file.enhanced(0, 1_000_000, file.like());
    file.enhanced(1, 1_500_000, file.like());
    // Seven were lost before this one (epb_dropcount), behind flags (epb_flags) that say nothing.
    file.enhanced(0, 2_000_000, file.like().u16(2).u16(4).u32(0).count(4, 7).u32(0));
    file.enhanced(0, 3_000_000, file.like().count(4, 0));
    // Totals of all time (isb_ifrecv, isb_ifdrop, isb_osdrop); only what they rise by is new.
    file.statistics(0, 4_000_000, file.like().count(4, 90).count(5, 2).count(7, 3).u32(0));
    file.statistics(0, 5_000_000, file.like().count(5, 2).count(7, 3));
    file.statistics(0, 6_000_000, file.like().count(5, 2).count(7, 4));
    // Of nobody, of what is not understood, cut, and of an absurd length.
    file.statistics(3, 7_000_000, file.like().count(5, 9));
    file.statistics(2, 7_000_000, file.like().count(5, 9));
    file.block(5, file.like().u32(0));
    file.statistics(0, 7_000_000, file.like().u16(5).u16(9999).u64(9));
    file.statistics(0, 7_000_000, file.like().u16(7).u16(4).u32(9));

    read(file.toBytes());
    assertEquals(
        List.of(
            new SeenPackets.Drops(0, 1_000_000_000L, 2_000_000_000L, 7),
            new SeenPackets.Drops(0, 1_000_000_000L, 4_000_000_000L, 5),
            new SeenPackets.Drops(0, 5_000_000_000L, 6_000_000_000L, 1)),
        seen.drops);
  }

  @Test
  void countsAnewInEachSection() throws IOException {
    CaptureBytes file = file("BIG_ENDIAN");
    file.described(1, 0, file.like()).enhanced(0, 1_000_000, file.like());
    file.statistics(0, 2_000_000, file.like().count(7, 30));
    file.section().described(1, 0, file.like()).enhanced(0, 3_000_000, file.like());
    file.statistics(0, 4_000_000, file.like().count(7, 4));

    Optional<String> warning = read(file.toBytes()).warning();
    assertEquals(Optional.of("the capture itself lost 34 packets"), warning);
    assertEquals(
        List.of(
            new SeenPackets.Drops(0, 1_000_000_000L, 2_000_000_000L, 30),
            new SeenPackets.Drops(0, 3_000_000_000L, 4_000_000_000L, 4)),
        seen.drops);
  }
}
