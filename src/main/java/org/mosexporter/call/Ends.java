package org.mosexporter.call;

import org.mosexporter.stream.RtpStream;

/** The two media addresses that streams in both directions run between, the lower one first. */
record Ends(MediaAddress one, MediaAddress other) implements Comparable<Ends> {
  static Ends of(RtpStream stream) {
    return of(MediaAddresses.source(stream), MediaAddresses.destination(stream));
  }

  static Ends of(MediaAddress from, MediaAddress to) {
    return from.compareTo(to) <= 0 ? new Ends(from, to) : new Ends(to, from);
  }

  boolean isForth(RtpStream stream) {
    return MediaAddresses.source(stream).equals(one);
  }

  /** One address that sends to itself. */
  boolean isLoop() {
    return one.equals(other);
  }

  /** Any order: it keeps colliding keys of a hostile sender in a tree. */
  @Override
  public int compareTo(Ends that) {
    int order = one.compareTo(that.one);
    return order != 0 ? order : other.compareTo(that.other);
  }
}
