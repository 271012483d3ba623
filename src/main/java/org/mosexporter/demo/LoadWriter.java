package org.mosexporter.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts frames into a block of capture file and writes it when full. */
final class LoadWriter {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int MOST_FRAME_BYTES = 4_096;

  private final OutputStream out;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
  private long lastNs;

  LoadWriter(OutputStream out) {
    this.out = out;
    PcapOut.fileHeader(block.order(ByteOrder.LITTLE_ENDIAN));
    block.order(ByteOrder.BIG_ENDIAN);
  }

  /** The time of the packet written last. */
  long lastNs() {
    return lastNs;
  }

  void rtp(LoadStream stream) throws IOException {
    header(stream.dueNs, stream.frameBytes());
    stream.write(block);
  }

  void packet(
      long atNs, UdpAddress from, UdpAddress to, int dscp, boolean tagged, ByteBuffer payload)
      throws IOException {
    byte[] frame = LoadStream.frame(from, to, tagged, dscp, payload);
    header(atNs, frame.length);
    block.put(frame);
  }

  /** Streams due in one slot come in any order: time stands still rather than go back. */
  private void header(long atNs, int frameBytes) throws IOException {
    if (block.remaining() < MOST_FRAME_BYTES) {
      flush();
    }
    lastNs = Math.max(lastNs, atNs);
    PcapOut.recordHeader(block.order(ByteOrder.LITTLE_ENDIAN), lastNs, frameBytes);
    block.order(ByteOrder.BIG_ENDIAN);
  }

  void flush() throws IOException {
    out.write(block.array(), 0, block.position());
    block.clear();
  }
}
