package org.mosexporter.stream;

import java.util.Arrays;

/**
 * All live streams, the one that is due first on top: a binary heap in arrays. Each stream knows
 * its place in {@link RtpStream#heapIndex}.
 */
final class DueHeap {
  private RtpStream[] streams = new RtpStream[16];
  private long[] dueNs = new long[16];
  private int size;

  int size() {
    return size;
  }

  RtpStream at(int index) {
    return streams[index];
  }

  /** When the first is due; {@link Long#MAX_VALUE} when there is none. */
  long firstDueNs() {
    return size == 0 ? Long.MAX_VALUE : dueNs[0];
  }

  void add(RtpStream stream, long due) {
    if (size == streams.length) {
      streams = Arrays.copyOf(streams, 2 * size);
      dueNs = Arrays.copyOf(dueNs, 2 * size);
    }
    size++;
    put(size - 1, stream, due);
    up(size - 1);
  }

  void reschedule(RtpStream stream, long due) {
    int index = stream.heapIndex;
    put(index, stream, due);
    up(index);
    down(stream.heapIndex);
  }

  /** All are due so much later, or earlier when below 0. */
  void shift(long byNs) {
    for (int i = 0; i < size; i++) {
      dueNs[i] += byNs;
    }
  }

  @SuppressWarnings("NullAway") // the slot behind the last is free again
  void remove(RtpStream stream) {
    int index = stream.heapIndex;
    size--;
    RtpStream last = streams[size];
    long lastDueNs = dueNs[size];
    streams[size] = null;
    if (last != stream) {
      put(index, last, lastDueNs);
      up(index);
      down(last.heapIndex);
    }
  }

  private void up(int from) {
    int index = from;
    while (index > 0 && dueNs[index] < dueNs[(index - 1) / 2]) {
      swap(index, (index - 1) / 2);
      index = (index - 1) / 2;
    }
  }

  private void down(int from) {
    int index = from;
    while (true) {
      int child = 2 * index + 1;
      if (child + 1 < size && dueNs[child + 1] < dueNs[child]) {
        child++;
      }
      if (child >= size || dueNs[index] <= dueNs[child]) {
        return;
      }
      swap(index, child);
      index = child;
    }
  }

  private void swap(int a, int b) {
    RtpStream stream = streams[a];
    long due = dueNs[a];
    put(a, streams[b], dueNs[b]);
    put(b, stream, due);
  }

  private void put(int index, RtpStream stream, long due) {
    streams[index] = stream;
    dueNs[index] = due;
    stream.heapIndex = index;
  }
}
