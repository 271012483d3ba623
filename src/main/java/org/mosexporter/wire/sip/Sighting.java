package org.mosexporter.wire.sip;

import org.mosexporter.config.IpAddress;

/**
 * Between whom and when a message was seen.
 *
 * @param source address it came from: of a phone, or of a NAT or a server before it
 * @param atNs since 1970-01-01 UTC; of a message in several segments, the last one's
 * @param agent name of the capture agent that saw it; empty when it was seen here
 */
public record Sighting(
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    long atNs,
    String agent) {
  /** The same the other way: of what it answers. */
  public Sighting reversed() {
    return new Sighting(destination, destinationPort, source, sourcePort, atNs, agent);
  }

  /** Of a message that was seen here. */
  public Sighting(
      IpAddress source, int sourcePort, IpAddress destination, int destinationPort, long atNs) {
    this(source, sourcePort, destination, destinationPort, atNs, "");
  }
}
