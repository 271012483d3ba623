package org.mosexporter.simulator.path;

/** A traffic class with a rate of its own, first in first out, of bounded depth (tail drop). */
public final class ClassQueue {
  private double bytesPerNs;
  private double most;
  private double waitingBytes;
  private long lastNs;
  private long dropped;

  /**
   * @param mostBytes that may wait, the packet that is served included
   */
  public ClassQueue(double bitsPerSecond, double mostBytes) {
    set(bitsPerSecond, mostBytes);
  }

  public void set(double bitsPerSecond, double mostBytes) {
    bytesPerNs = bitsPerSecond / 8e9;
    most = mostBytes;
  }

  /** When a packet has been served, or {@link Hop#LOST}. */
  public long pass(int bytes, long nowNs) {
    waitingBytes = waitingBytes(nowNs);
    lastNs = nowNs;
    if (waitingBytes + bytes > most) {
      dropped++;
      return Hop.LOST;
    }
    waitingBytes += bytes;
    return nowNs + (long) Math.ceil(waitingBytes / bytesPerNs);
  }

  public double waitingBytes(long nowNs) {
    return Math.max(0, waitingBytes - (nowNs - lastNs) * bytesPerNs);
  }

  public double mostBytes() {
    return most;
  }

  public long dropped() {
    return dropped;
  }
}
