package org.mosexporter.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** A regular file in memory-mapped windows, each of which begins where a packet begins. */
final class MappedBytes extends ByteSource {
  static final int WINDOW_BYTES = 1 << 30;

  /** How much is offered at once, so that progress shows within a window too. */
  private static final int STEP_BYTES = 8 << 20;

  private final FileChannel channel;
  private final long sizeBytes;
  private final int windowBytes;
  private long windowStart;

  MappedBytes(FileChannel channel, int windowBytes) throws IOException {
    this.channel = channel;
    this.sizeBytes = channel.size();
    this.windowBytes = windowBytes;
  }

  @Override
  boolean advance(int needed) throws IOException {
    long start = windowStart + position;
    if (windowStart + limit < sizeBytes && position > window.capacity() - needed) {
      long length = Math.min(Math.max(windowBytes, needed), sizeBytes - start);
      window(channel.map(MapMode.READ_ONLY, start, length));
      windowStart = start;
      position = 0;
    }
    limit = (int) Math.min(window.capacity(), (long) position + Math.max(STEP_BYTES, needed));
    return limit - position >= needed;
  }

  @Override
  long consumedBytes() {
    return windowStart + position;
  }

  @Override
  String damage() {
    return "";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
