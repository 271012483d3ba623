package org.mosexporter.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/** Writes frames to a capture file with nanoseconds, for other programs to read. */
final class PcapFile implements PacketSink, AutoCloseable {
  private static final int NANOSECONDS = 0xA1B23C4D;
  private static final int ETHERNET = 1;
  private static final long SECOND_NS = 1_000_000_000L;

  private final FileChannel file;
  private final ByteBuffer record = ByteBuffer.allocate(16 + 4_096).order(ByteOrder.LITTLE_ENDIAN);

  PcapFile(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    record.putInt(NANOSECONDS).putShort((short) 2).putShort((short) 4).putLong(0);
    record.putInt(262_144).putInt(ETHERNET);
    write();
  }

  private void write() {
    try {
      record.flip();
      while (record.hasRemaining()) {
        file.write(record);
      }
      record.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onPacket(
      ByteBuffer window, int offset, int length, int wireLength, long atNs, int point, int flags) {
    record.putInt((int) (atNs / SECOND_NS)).putInt((int) (atNs % SECOND_NS));
    record.putInt(length).putInt(wireLength).put(window.slice(offset, length));
    write();
  }

  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {}

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {}

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {}

  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {
    file.close();
  }
}
