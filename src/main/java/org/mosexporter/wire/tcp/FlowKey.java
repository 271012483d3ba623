package org.mosexporter.wire.tcp;

import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.sip.Sighting;

/**
 * One direction of a connection: its addresses and ports.
 *
 * <p>One mutable instance serves as the probe for looking up; instances that are keys never change.
 */
final class FlowKey implements Comparable<FlowKey> {
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int ports;

  FlowKey set(Datagram segment) {
    sourceHigh = segment.sourceHigh();
    sourceLow = segment.sourceLow();
    destinationHigh = segment.destinationHigh();
    destinationLow = segment.destinationLow();
    ports = segment.sourcePort() << 16 | segment.destinationPort();
    return this;
  }

  Sighting sighting(long atNs) {
    return new Sighting(
        new IpAddress(sourceHigh, sourceLow),
        ports >>> 16,
        new IpAddress(destinationHigh, destinationLow),
        ports & 0xFFFF,
        atNs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlowKey that
        && sourceLow == that.sourceLow
        && destinationLow == that.destinationLow
        && ports == that.ports
        && sourceHigh == that.sourceHigh
        && destinationHigh == that.destinationHigh;
  }

  @Override
  public int hashCode() {
    long mixed = (sourceHigh * 31 + sourceLow) * 31 + destinationHigh;
    mixed = (mixed * 31 + destinationLow) * 0x9E3779B97F4A7C15L + ports;
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** Any order: it keeps colliding keys of a hostile sender in a tree. */
  @Override
  public int compareTo(FlowKey that) {
    int order = Long.compare(sourceLow, that.sourceLow);
    order = order != 0 ? order : Long.compare(destinationLow, that.destinationLow);
    order = order != 0 ? order : Integer.compare(ports, that.ports);
    order = order != 0 ? order : Long.compare(sourceHigh, that.sourceHigh);
    return order != 0 ? order : Long.compare(destinationHigh, that.destinationHigh);
  }
}
