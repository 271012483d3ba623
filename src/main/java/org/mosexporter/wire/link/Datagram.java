package org.mosexporter.wire.link;

import java.nio.ByteBuffer;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Passage;

/**
 * One UDP datagram (RFC 768) or TCP segment (RFC 9293) as it was found in a frame.
 *
 * <p>In a tunnel it is the innermost one. Of a datagram that came in fragments, time and code point
 * are those of the fragment that came last.
 *
 * <p>A view that {@link FrameDecoder} fills anew for each frame: the tracker's thread owns it, and
 * nothing here allocates except {@link #source} and {@link #destination}.
 */
public final class Datagram {
  /** The observation point of what was seen elsewhere. */
  public static final int NOT_HERE = -1;

  ByteBuffer window = ByteBuffer.allocate(0);
  int payloadOffset;
  int payloadLength;
  int wirePayloadLength;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int sourcePort;
  int destinationPort;
  int tcpSequence;
  int tcpFlags;
  int dscp;
  int identification;
  long atNs;
  int observationPoint;

  /** Seen elsewhere, by a capture agent, which sent on what was in it. */
  public static Datagram forwarded(Passage passage, ByteBuffer payload, long atNs) {
    Datagram datagram = new Datagram();
    datagram.window = payload;
    datagram.payloadLength = payload.limit();
    datagram.wirePayloadLength = payload.limit();
    datagram.sourceHigh = passage.source().high();
    datagram.sourceLow = passage.source().low();
    datagram.sourcePort = passage.sourcePort();
    datagram.destinationHigh = passage.destination().high();
    datagram.destinationLow = passage.destination().low();
    datagram.destinationPort = passage.destinationPort();
    datagram.dscp = passage.dscp().orElse(0);
    datagram.atNs = atNs;
    datagram.observationPoint = NOT_HERE;
    return datagram;
  }

  /** From where to where the packets of a stream go of which none is seen. */
  public static Datagram unseen(
      IpAddress source, int sourcePort, IpAddress destination, int destinationPort, long atNs) {
    Datagram datagram = new Datagram();
    datagram.sourceHigh = source.high();
    datagram.sourceLow = source.low();
    datagram.sourcePort = sourcePort;
    datagram.destinationHigh = destination.high();
    datagram.destinationLow = destination.low();
    datagram.destinationPort = destinationPort;
    datagram.atNs = atNs;
    datagram.observationPoint = NOT_HERE;
    return datagram;
  }

  /** Takes over from where to where, without ports, and how it was marked. */
  void copyPath(Datagram from) {
    window = from.window;
    sourceHigh = from.sourceHigh;
    sourceLow = from.sourceLow;
    destinationHigh = from.destinationHigh;
    destinationLow = from.destinationLow;
    dscp = from.dscp;
  }

  public ByteBuffer window() {
    return window;
  }

  public int payloadOffset() {
    return payloadOffset;
  }

  /** Octets of payload captured. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Octets of payload that were on the wire, by the headers; at least those captured. */
  public int wirePayloadLength() {
    return wirePayloadLength;
  }

  /**
   * From now on the payload is what the payload carries, which begins at {@code offset} in the
   * window; as much of it as was captured.
   */
  public void enter(int offset, int wireLength) {
    int captured = payloadOffset + payloadLength - offset;
    payloadOffset = offset;
    wirePayloadLength = wireLength;
    payloadLength = Math.max(0, Math.min(wireLength, captured));
  }

  public long sourceHigh() {
    return sourceHigh;
  }

  public long sourceLow() {
    return sourceLow;
  }

  public long destinationHigh() {
    return destinationHigh;
  }

  public long destinationLow() {
    return destinationLow;
  }

  public int sourcePort() {
    return sourcePort;
  }

  public int destinationPort() {
    return destinationPort;
  }

  /** Number of the segment's first octet, 32 bits; means something only in a TCP segment. */
  public int tcpSequence() {
    return tcpSequence;
  }

  /**
   * FIN, SYN, RST, PSH, ACK, URG, ECE, CWR from the lowest bit on; means something only in a TCP
   * segment.
   */
  public int tcpFlags() {
    return tcpFlags;
  }

  /**
   * Differentiated services code point, 0–63 (RFC 2474 §3); in a tunnel that of the packet inside,
   * which the phone set.
   */
  public int dscp() {
    return dscp;
  }

  /** The IPv4 header's (RFC 791 §3.1), 0–65535; 0 too when the sender gives none, as with IPv6. */
  public int identification() {
    return identification;
  }

  public long atNs() {
    return atNs;
  }

  public int observationPoint() {
    return observationPoint;
  }

  public IpAddress source() {
    return new IpAddress(sourceHigh, sourceLow);
  }

  public IpAddress destination() {
    return new IpAddress(destinationHigh, destinationLow);
  }
}
