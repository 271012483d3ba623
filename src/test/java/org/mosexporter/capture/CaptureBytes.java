package org.mosexporter.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes capture files field by field, in either byte order, right or wrong as told. */
final class CaptureBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  CaptureBytes(ByteOrder order) {
    this.order = order;
  }

  CaptureBytes u16(int value) {
    return put(ByteBuffer.allocate(2).order(order).putShort((short) value));
  }

  CaptureBytes u32(long value) {
    return put(ByteBuffer.allocate(4).order(order).putInt((int) value));
  }

  CaptureBytes u64(long value) {
    return put(ByteBuffer.allocate(8).order(order).putLong(value));
  }

  CaptureBytes hex(String octets) {
    return put(ByteBuffer.wrap(HexFormat.of().parseHex(octets.replace(" ", ""))));
  }

  CaptureBytes zeros(int octets) {
    return put(ByteBuffer.wrap(new byte[octets]));
  }

  /** A pcap file header. */
  CaptureBytes pcap(long magic, int linkType) {
    return u32(magic).u16(2).u16(4).u32(0).u32(0).u32(262144).u32(linkType);
  }

  /** A pcap record with its frame. */
  CaptureBytes record(long seconds, long fraction, long captured, long onWire, String frame) {
    return u32(seconds).u32(fraction).u32(captured).u32(onWire).hex(frame);
  }

  /** A pcapng block around a body, padded to 32 bits. */
  CaptureBytes block(long type, CaptureBytes body) {
    int padding = -body.toBytes().length & 3;
    int length = 12 + body.toBytes().length + padding;
    u32(type).u32(length).bytes(body.toBytes());
    return zeros(padding).u32(length);
  }

  /** A pcapng section header. */
  CaptureBytes section() {
    return block(0x0A0D0D0AL, like().u32(0x1A2B3C4DL).u16(1).u16(0).u64(-1));
  }

  /** A pcapng interface, its options given as they are. */
  CaptureBytes described(int linkType, int snapshotLength, CaptureBytes options) {
    return block(1, like().u16(linkType).u16(0).u32(snapshotLength).bytes(options.toBytes()));
  }

  /** A pcapng enhanced packet. */
  CaptureBytes enhanced(int number, long ticks, long onWire, String frame) {
    CaptureBytes body = like().u32(number).u32(ticks >>> 32).u32(ticks);
    return block(6, body.u32(frame.replace(" ", "").length() / 2).u32(onWire).hex(frame));
  }

  /** A pcapng enhanced packet of four octets with options. */
  CaptureBytes enhanced(int number, long ticks, CaptureBytes options) {
    CaptureBytes body = like().u32(number).u32(ticks >>> 32).u32(ticks).u32(4).u32(4).zeros(4);
    return block(6, body.bytes(options.toBytes()));
  }

  /** Pcapng statistics of an interface. */
  CaptureBytes statistics(int number, long ticks, CaptureBytes options) {
    CaptureBytes body = like().u32(number).u32(ticks >>> 32).u32(ticks);
    return block(5, body.bytes(options.toBytes()));
  }

  /** A pcapng option that counts. */
  CaptureBytes count(int code, long count) {
    return u16(code).u16(8).u64(count);
  }

  /** Nothing yet, in the same byte order. */
  CaptureBytes like() {
    return new CaptureBytes(order);
  }

  CaptureBytes bytes(byte[] octets) {
    out.writeBytes(octets);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  byte[] gzip() {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(toBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }

  private CaptureBytes put(ByteBuffer octets) {
    byte[] written = new byte[octets.capacity()];
    octets.get(0, written);
    return bytes(written);
  }
}
