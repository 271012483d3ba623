package org.mosexporter.wire.hep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.u16;
import static org.mosexporter.wire.Frames.window;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.hep.HepMessage.Captured;
import org.mosexporter.wire.hep.HepMessage.Fault;
import org.mosexporter.wire.hep.HepMessage.KeepAlive;
import org.mosexporter.wire.hep.HepMessage.Malformed;
import org.mosexporter.wire.hep.HepMessage.QualityChunks;

/** Messages written by hand after the layouts of HEP 1, 2 and 3. */
class HepReaderTest {
  private static final byte[] FROM = chunk(3, hex("0A010203"));
  private static final byte[] TO = chunk(4, hex("0A010204"));
  private static final byte[] SIP = chunk(0xF, ascii("OPTIONS"));

  private static byte[] chunk(int type, byte[] value) {
    return concat(u16(0), u16(type), u16(value.length + 6), value);
  }

  private static byte[] hep3(byte[]... chunks) {
    byte[] all = concat(chunks);
    return concat(ascii("HEP3"), u16(all.length + 6), all);
  }

  private static HepMessage read(byte[] message) {
    byte[] around = hex("FFFFFFFF");
    ByteBuffer window = window(concat(around, message, around));
    return HepReader.read(window, 4, message.length);
  }

  private static String text(ByteBuffer payload) {
    return StandardCharsets.ISO_8859_1.decode(payload.duplicate()).toString();
  }

  @Test
  void readsVersionThree() {
    Captured captured =
        (Captured)
            read(
                hep3(
                    chunk(1, hex("02")),
                    chunk(2, hex("11")),
                    FROM,
                    TO,
                    chunk(7, hex("13C4")),
                    chunk(8, hex("FFFE")),
                    chunk(9, hex("6955B900")),
                    chunk(0xA, hex("0003D090")),
                    chunk(0xB, hex("23")),
                    chunk(0xC, hex("FFFFFFFE")),
                    chunk(0xE, ascii("secret")),
                    chunk(0x11, ascii("call\u0007@1")),
                    chunk(0x13, ascii(" pbx-1 ")),
                    chunk(0x18, hex("B8")),
                    chunk(0x20, hex("019A")),
                    chunk(0x21, hex("5D")),
                    chunk(0x23, hex("0C")),
                    SIP));
    assertEquals(3, captured.version());
    assertEquals(17, captured.protocol());
    assertEquals(IpAddress.parse("10.1.2.3"), captured.source());
    assertEquals(5060, captured.sourcePort());
    assertEquals(IpAddress.parse("10.1.2.4"), captured.destination());
    assertEquals(65_534, captured.destinationPort());
    assertEquals(OptionalLong.of(1_767_225_600_250_000_000L), captured.atNs());
    assertEquals(PayloadType.VQ_REPORT, captured.payloadType());
    assertEquals(OptionalLong.of(4_294_967_294L), captured.agentId());
    assertEquals("pbx-1", captured.agentName());
    assertEquals("call@1", captured.correlationId());
    assertTrue(captured.key().orElseThrow().matches("secret"));
    assertFalse(captured.key().orElseThrow().matches("Secret"));
    assertFalse(captured.key().orElseThrow().matches("secret1"));
    assertFalse(captured.toString().contains("secret"));
    assertEquals(OptionalInt.of(0xB8), captured.typeOfService());
    assertEquals(
        new QualityChunks(OptionalInt.of(410), OptionalInt.of(93), OptionalLong.of(12)),
        captured.quality());
    assertEquals("OPTIONS", text(captured.payload()));
  }

  /** Chunks in another order, IPv6, chunks of vendors and unknown ones; EEP3 is the same. */
  @Test
  void orderAndUnknownChunksDoNotCount() {
    byte[] vendor = concat(u16(2), u16(0xF), u16(7), ascii("x"));
    byte[] unknown = chunk(0x7777, ascii("y"));
    byte[] message =
        hep3(
            SIP,
            vendor,
            unknown,
            chunk(6, hex("20010DB8000000000000000000000002")),
            chunk(5, hex("20010DB8000000000000000000000001")),
            chunk(2, hex("16")));
    message[0] = 'E';
    Captured captured = (Captured) read(message);
    assertEquals(IpAddress.parse("2001:db8::1"), captured.source());
    assertEquals(IpAddress.parse("2001:db8::2"), captured.destination());
    assertEquals(17, captured.protocol(), "Kamailio writes 22 for UDP");
    assertEquals("OPTIONS", text(captured.payload()));
    assertEquals(OptionalLong.empty(), captured.atNs());
    assertEquals(OptionalLong.empty(), captured.agentId());
    assertEquals(OptionalInt.empty(), captured.typeOfService());
    assertEquals(Optional.empty(), captured.key());
    assertEquals(QualityChunks.NONE, captured.quality());
  }

  @Test
  void keepAlivesCarryNothing() {
    assertTrue(
        ((KeepAlive) read(hep3(chunk(0xD, hex("001E")), chunk(0xE, ascii("k")))))
            .key()
            .orElseThrow()
            .matches("k"));
  }

  @Test
  void inflatesPayloads() throws IOException {
    String sip = "INVITE sip:a@b SIP/2.0\r\n".repeat(100);
    for (boolean gzip : new boolean[] {false, true}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream packed = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
        packed.write(ascii(sip));
      }
      Captured captured = (Captured) read(hep3(FROM, TO, chunk(0x10, out.toByteArray())));
      assertEquals(sip, text(captured.payload()));
    }
  }

  /** A bomb: 65 KiB of zeros in a hundred octets. */
  @Test
  void inflatesNoMoreThan64Kib() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = new DeflaterOutputStream(out)) {
      packed.write(new byte[64 * 1024 + 1]);
    }
    assertEquals(
        new Malformed(Fault.COMPRESSION), read(hep3(FROM, TO, chunk(0x10, out.toByteArray()))));
    assertEquals(
        new Malformed(Fault.COMPRESSION), read(hep3(FROM, TO, chunk(0x10, ascii("plain text")))));
  }

  /** Ports and addresses in network order, time in that of the sender's processor. */
  @ParameterizedTest
  @CsvSource({
    "02 1C 02 11 13C4 13C5 0A010203 0A010204 00B95569 90D00300 2100 0000, 1767225600250000000",
    "02 1C 02 11 13C4 13C5 0A010203 0A010204 6955B900 0003D090 0021 0000, 1767225600250000000",
    "01 10 02 11 13C4 13C5 0A010203 0A010204, ",
  })
  void readsTheBinaryVersions(String header, Long atNs) {
    Captured captured = (Captured) read(concat(hex(header), ascii("BYE")));
    assertEquals(atNs == null ? OptionalLong.empty() : OptionalLong.of(atNs), captured.atNs());
    assertEquals(17, captured.protocol());
    assertEquals(IpAddress.parse("10.1.2.3"), captured.source());
    assertEquals(5060, captured.sourcePort());
    assertEquals(IpAddress.parse("10.1.2.4"), captured.destination());
    assertEquals(5061, captured.destinationPort());
    assertEquals(PayloadType.SIP, captured.payloadType());
    assertEquals("BYE", text(captured.payload()));
  }

  @Test
  void readsTheBinaryVersionsWithIpv6() {
    String header =
        "01 28 0A 06 13C4 13C5 20010DB8000000000000000000000001 20010DB8000000000000000000000002";
    Captured captured = (Captured) read(concat(hex(header), ascii("BYE")));
    assertEquals(IpAddress.parse("2001:db8::1"), captured.source());
    assertEquals(IpAddress.parse("2001:db8::2"), captured.destination());
    assertEquals(6, captured.protocol());
  }

  @ParameterizedTest
  @CsvSource({
    "'', TOO_SHORT",
    "48455033 00, TOO_SHORT",
    "48455034 0006 0000, VERSION",
    "03100211 13C413C5, VERSION",
    "48455033 0009 0000, LENGTH",
    "48455033 0005 0000, LENGTH",
    "48455033 0006 0000, NO_PAYLOAD",
    "48455033 0008 0000, CHUNK_LENGTH",
    "48455033 000C 0000 000F 0005, CHUNK_LENGTH",
    "48455033 000C 0000 000F 0007, CHUNK_LENGTH",
    "48455033 000D 0000 000F 0007 41, ADDRESS",
    "01100311 13C413C5 0A010203 0A010204 41, ADDRESS",
    "010F0211 13C413C5 0A010203 0A010204 41, LENGTH",
    "01120211 13C413C5 0A010203 0A010204 41, LENGTH",
    "01100211 13C413C5 0A010203 0A010204, NO_PAYLOAD",
    "02100211 13C413C5 0A010203 0A010204 41, LENGTH",
  })
  void tellsWhatIsWrong(String octets, Fault fault) {
    assertEquals(new Malformed(fault), read(hex(octets)));
  }

  @Test
  void addressesOfAnotherLengthAreNone() {
    assertEquals(new Malformed(Fault.ADDRESS), read(hep3(chunk(3, hex("0A0102")), TO, SIP)));
    assertEquals(new Malformed(Fault.ADDRESS), read(hep3(FROM, chunk(6, hex("0A010204")), SIP)));
  }

  @Test
  void textsAreBounded() {
    Captured captured = (Captured) read(hep3(FROM, TO, SIP, chunk(0x11, ascii("c".repeat(5000)))));
    assertEquals("c".repeat(256), captured.correlationId());
  }

  @Test
  void whatFollowsTheMessageIsNotRead() {
    byte[] message = hep3(FROM, TO, SIP);
    assertInstanceOf(Captured.class, read(concat(message, hex("0000 000F 0003"))));
  }
}
