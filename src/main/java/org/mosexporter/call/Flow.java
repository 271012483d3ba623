package org.mosexporter.call;

import org.mosexporter.wire.link.Datagram;

/**
 * Key of an unannounced flow: addresses, ports and SSRC. One mutable instance is the probe for
 * looking up; instances that are keys never change.
 */
final class Flow implements Comparable<Flow> {
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int ports;
  private int ssrc;

  Flow set(Datagram datagram, int ssrc) {
    sourceHigh = datagram.sourceHigh();
    sourceLow = datagram.sourceLow();
    destinationHigh = datagram.destinationHigh();
    destinationLow = datagram.destinationLow();
    ports = (datagram.sourcePort() << 16) | datagram.destinationPort();
    this.ssrc = ssrc;
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Flow that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    long mixed = sourceHigh * 31 + sourceLow;
    mixed = (mixed * 31 + destinationHigh) * 31 + destinationLow;
    mixed = (mixed * 31 + ports) * 31 + ssrc;
    mixed *= 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** Any order: it keeps colliding keys of a hostile sender in a tree. */
  @Override
  public int compareTo(Flow that) {
    int order = Long.compare(sourceHigh, that.sourceHigh);
    order = order != 0 ? order : Long.compare(sourceLow, that.sourceLow);
    order = order != 0 ? order : Long.compare(destinationHigh, that.destinationHigh);
    order = order != 0 ? order : Long.compare(destinationLow, that.destinationLow);
    order = order != 0 ? order : Integer.compare(ports, that.ports);
    return order != 0 ? order : Integer.compare(ssrc, that.ssrc);
  }
}
