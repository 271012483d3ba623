package org.mosexporter.call;

import org.mosexporter.config.IpAddress;

/**
 * Address and port where media is sent from or to.
 *
 * <p>One mutable instance serves as the probe for looking up, so that a packet of an unknown flow
 * allocates nothing; instances that are keys never change.
 */
final class MediaAddress implements Comparable<MediaAddress> {
  private long high;
  private long low;
  private int port;

  static MediaAddress of(IpAddress address, int port) {
    return new MediaAddress().set(address.high(), address.low(), port);
  }

  MediaAddress set(long high, long low, int port) {
    this.high = high;
    this.low = low;
    this.port = port;
    return this;
  }

  IpAddress host() {
    return new IpAddress(high, low);
  }

  int port() {
    return port;
  }

  boolean isAt(IpAddress host) {
    return high == host.high() && low == host.low();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MediaAddress that
        && high == that.high
        && low == that.low
        && port == that.port;
  }

  @Override
  public int hashCode() {
    long mixed = (high * 31 + low) * 0x9E3779B97F4A7C15L + port;
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** Any order: it keeps colliding keys of a hostile sender in a tree. */
  @Override
  public int compareTo(MediaAddress that) {
    int byHigh = Long.compare(high, that.high);
    int byLow = byHigh != 0 ? byHigh : Long.compare(low, that.low);
    return byLow != 0 ? byLow : Integer.compare(port, that.port);
  }
}
