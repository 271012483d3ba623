package org.mosexporter.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes the packets as a capture file that grows (pcap with nanoseconds, Ethernet).
 *
 * <p>Into a pipe it is how the daemon hears the office where it may not sniff: the reader gets a
 * packet at the next {@link #flush}. Used by one thread.
 */
public final class PcapOut implements PacketOut {
  static final int MAGIC_NANOSECONDS = 0xA1B23C4D;
  static final int SNAP_LENGTH = 65_535;
  static final int LINKTYPE_ETHERNET = 1;
  static final int FILE_HEADER_BYTES = 24;
  static final int RECORD_HEADER_BYTES = 16;

  private final OutputStream out;
  private final ByteBuffer header =
      ByteBuffer.allocate(FILE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer frame = ByteBuffer.allocate(SNAP_LENGTH);
  private int identification;

  /** Writes the file header at once. */
  public PcapOut(OutputStream out) throws IOException {
    this.out = new BufferedOutputStream(out, 1 << 16);
    fileHeader(header);
    this.out.write(header.array(), 0, FILE_HEADER_BYTES);
  }

  static void fileHeader(ByteBuffer littleEndian) {
    littleEndian.putInt(MAGIC_NANOSECONDS).putShort((short) 2).putShort((short) 4);
    littleEndian.putInt(0).putInt(0).putInt(SNAP_LENGTH).putInt(LINKTYPE_ETHERNET);
  }

  static void recordHeader(ByteBuffer littleEndian, long atNs, int length) {
    littleEndian.putInt((int) (atNs / 1_000_000_000)).putInt((int) (atNs % 1_000_000_000));
    littleEndian.putInt(length).putInt(length);
  }

  @Override
  public void send(long atNs, UdpAddress from, UdpAddress to, int dscp, ByteBuffer payload)
      throws IOException {
    frame.clear();
    identification = (identification + 1) & 0xFFFF;
    FrameWriter.write(frame, from, to, dscp, identification, payload);
    header.clear();
    recordHeader(header, atNs, frame.position());
    out.write(header.array(), 0, RECORD_HEADER_BYTES);
    out.write(frame.array(), 0, frame.position());
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
