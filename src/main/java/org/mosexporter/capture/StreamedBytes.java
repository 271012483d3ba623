package org.mosexporter.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/** An input that cannot be mapped (gzip, a pipe), read through one direct buffer. */
final class StreamedBytes extends ByteSource {
  /** Holds any packet that is not refused, and enough of them to make the copying cheap. */
  static final int BUFFER_BYTES = 1 << 20;

  private final InputStream in;
  private final LongSupplier consumed;
  private final byte[] chunk = new byte[64 << 10];
  private String damage = "";

  /**
   * @param consumed how much of the file behind {@code in} was used, which is less than came out of
   *     it when it is compressed
   */
  StreamedBytes(InputStream in, LongSupplier consumed) {
    this.in = in;
    this.consumed = consumed;
    window(ByteBuffer.allocateDirect(BUFFER_BYTES));
  }

  @Override
  boolean advance(int needed) throws IOException {
    window.limit(limit).position(position);
    window.compact();
    position = 0;
    while (window.position() < needed && readChunk()) {}
    limit = window.position();
    window.clear();
    return limit >= needed;
  }

  /** Fills what is free; false at the end, also at a premature one. */
  private boolean readChunk() throws IOException {
    try {
      int read = in.read(chunk, 0, Math.min(chunk.length, window.remaining()));
      if (read > 0) {
        window.put(chunk, 0, read);
      }
      return read > 0;
    } catch (EOFException end) {
      damage = "the compressed data end too early";
    } catch (ZipException bad) {
      damage = "the compressed data are damaged (" + bad.getMessage() + ")";
    }
    return false;
  }

  @Override
  long consumedBytes() {
    return consumed.getAsLong();
  }

  @Override
  String damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
