package org.mosexporter.call;

import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamTable;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;

/**
 * Packets that were decoded and wait for their turn, at most {@link #SIZE}.
 *
 * <p>What a packet costs is mostly waiting for memory: its stream lies anywhere among thousands.
 * Packets of different streams can wait together. So each packet is decoded when it comes and its
 * stream's place is looked up; when some have gathered, {@link #touch} reads the states of all
 * their streams, which come from memory side by side, and then each packet is counted, in order.
 *
 * <p>A glance may be wrong or out of date by the time it is the packet's turn; it decides nothing.
 */
final class Arrivals {
  static final int SIZE = 32;

  private final Datagram[] datagrams = new Datagram[SIZE];
  private final Frame[] frames = new Frame[SIZE];
  private final long[] hashes = new long[SIZE];
  private final @Nullable RtpStream[] glances = new RtpStream[SIZE];
  private int taken;
  private int size;

  /** Keeps the compiler from leaving out reads whose value nobody needs. */
  @SuppressWarnings("unused")
  private long touched;

  Arrivals() {
    for (int i = 0; i < SIZE; i++) {
      datagrams[i] = new Datagram();
    }
  }

  /** The place of the next packet, to be decoded into. */
  Datagram next() {
    return datagrams[size];
  }

  /**
   * The packet in {@link #next} was decoded.
   *
   * @param hash of its stream, if it is RTP; else 0
   */
  void add(Frame frame, long hash) {
    frames[size] = frame;
    hashes[size] = hash;
    size++;
  }

  boolean isFull() {
    return size == SIZE;
  }

  /** Asks memory for the streams' places, all together, and then for the streams. */
  void touch(StreamTable streams) {
    for (int i = 0; i < size; i++) {
      long hash = hashes[i];
      glances[i] = hash != 0 ? streams.glance(hash) : null;
    }
    long sum = 0;
    for (int i = 0; i < size; i++) {
      RtpStream stream = glances[i];
      if (stream != null) {
        sum += stream.touch();
      }
    }
    touched = sum;
  }

  /** How many were given since {@link #clear}. */
  int taken() {
    return taken;
  }

  boolean hasNext() {
    return taken < size;
  }

  void clear() {
    taken = 0;
    size = 0;
  }

  /** What the one that {@link #take} gives next was. */
  Frame frame() {
    return frames[taken];
  }

  /** Its hash, if it is RTP; else 0. */
  long hash() {
    return hashes[taken];
  }

  /** What {@link StreamTable#glance} said of its stream, if it is RTP. */
  @Nullable RtpStream glance() {
    return glances[taken];
  }

  /** The oldest one, valid until the next packet is added. */
  Datagram take() {
    return datagrams[taken++];
  }
}
