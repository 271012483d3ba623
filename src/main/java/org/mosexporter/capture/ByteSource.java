package org.mosexporter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The octets of a file through a window that moves over them. What is unread stands in the window
 * from {@code position} to {@code limit}; both are plain indexes, those of the buffer mean nothing.
 */
abstract sealed class ByteSource implements AutoCloseable permits MappedBytes, StreamedBytes {
  /** A direct buffer, big endian; another one after each {@link #fill}. */
  ByteBuffer window = ByteBuffer.allocate(0);

  /** The window again, in the byte order of the file's own fields. */
  ByteBuffer fields = window;

  /** Done before octets that were offered are taken away. */
  Runnable beforeMoving = () -> {};

  private ByteOrder fieldOrder = ByteOrder.BIG_ENDIAN;

  int position;
  int limit;

  final void fieldOrder(ByteOrder order) {
    fieldOrder = order;
    fields = window.duplicate().order(order);
  }

  final void window(ByteBuffer moved) {
    window = moved;
    fields = moved.duplicate().order(fieldOrder);
  }

  /**
   * Makes at least {@code needed} octets readable from the position on.
   *
   * @return false when the input ends before; then all that is left is readable
   */
  final boolean fill(int needed) throws IOException {
    return limit - position >= needed || move(needed);
  }

  /** Moves on, also over octets that were never in the window; false when the input ends before. */
  final boolean skip(long octets) throws IOException {
    long rest = octets;
    while (rest > limit - position) {
      rest -= limit - position;
      position = limit;
      if (!move(1)) {
        return false;
      }
    }
    position += (int) rest;
    return true;
  }

  private boolean move(int needed) throws IOException {
    beforeMoving.run();
    return advance(needed);
  }

  abstract boolean advance(int needed) throws IOException;

  /** Octets of the file used so far, for showing progress. */
  abstract long consumedBytes();

  /** What is wrong with the input where it ended; empty when it just ended. */
  abstract String damage();

  @Override
  public abstract void close() throws IOException;
}
