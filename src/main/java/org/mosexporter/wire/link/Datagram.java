package org.mosexporter.wire.link;

import java.nio.ByteBuffer;
import org.mosexporter.config.IpAddress;

/**
 * One UDP datagram as it was found in a frame (RFC 768).
 *
 * <p>A view that {@link FrameDecoder} fills anew for each frame: the tracker's thread owns it, and
 * nothing here allocates except {@link #source} and {@link #destination}.
 */
public final class Datagram {
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
  int dscp;
  long atNs;
  int observationPoint;

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

  /** Octets of payload that were on the wire, by the UDP header; at least those captured. */
  public int wirePayloadLength() {
    return wirePayloadLength;
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

  /** Differentiated services code point, 0–63 (RFC 2474 §3). */
  public int dscp() {
    return dscp;
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
