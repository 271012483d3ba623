package org.mosexporter.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Blocks of a capture file (pcapng, draft-ietf-opsawg-pcapng): one section of raw IP packets with
 * times in nanoseconds.
 */
final class CaptureBlocks {
  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int UNKNOWN_LENGTH = -1;

  /** LINKTYPE_RAW: the packet begins with its IP header. */
  private static final short RAW_IP = 101;

  private static final int COMMENT = 1;
  private static final int INTERFACE_NAME = 2;
  private static final int APPLICATION = 4;
  private static final int TIME_RESOLUTION = 9;
  private static final byte NANOSECONDS = 9;
  private static final int MOST_TEXT_BYTES = 4_096;
  private static final int FRAME_BYTES = 12;

  private final OutputStream out;
  private final ByteBuffer body = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);

  CaptureBlocks(OutputStream out) {
    this.out = out;
  }

  void section(String comment, String application) throws IOException {
    body.clear().putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0);
    body.putInt(UNKNOWN_LENGTH).putInt(UNKNOWN_LENGTH);
    option(COMMENT, comment.getBytes(UTF_8));
    option(APPLICATION, application.getBytes(UTF_8));
    body.putInt(0);
    write(SECTION_HEADER);
  }

  /** They are numbered from 0 in this order. */
  void place(String name) throws IOException {
    body.clear().putShort(RAW_IP).putShort((short) 0).putInt(0);
    option(INTERFACE_NAME, name.getBytes(UTF_8));
    option(TIME_RESOLUTION, new byte[] {NANOSECONDS});
    body.putInt(0);
    write(INTERFACE_DESCRIPTION);
  }

  void packet(int place, long atNs, IpPackets.Packet packet) throws IOException {
    ByteBuffer captured = packet.captured();
    body.clear().putInt(place).putInt((int) (atNs >>> 32)).putInt((int) atNs);
    body.putInt(captured.remaining()).putInt(packet.wireLength());
    body.put(captured);
    pad();
    write(ENHANCED_PACKET);
  }

  private void option(int code, byte[] value) {
    int length = Math.min(value.length, MOST_TEXT_BYTES);
    body.putShort((short) code).putShort((short) length).put(value, 0, length);
    pad();
  }

  private void pad() {
    while (body.position() % 4 != 0) {
      body.put((byte) 0);
    }
  }

  private void write(int type) throws IOException {
    int length = body.position() + FRAME_BYTES;
    ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(word.putInt(type).putInt(length).array());
    out.write(body.array(), 0, body.position());
    out.write(word.array(), 4, 4);
  }
}
