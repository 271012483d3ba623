package org.mosexporter.config;

import java.util.List;

/**
 * An interface to sniff.
 *
 * @param networkInterface its name, or {@link #AUTOMATIC}
 * @param filter an expression of tcpdump's that says which packets are wanted; empty for the
 *     built-in choice
 * @param ports TCP ports of signalling beside {@link #FIRST_SIP_PORT} to {@link #LAST_SIP_PORT},
 *     for the built-in choice
 * @param snapLength octets that are taken of each packet
 * @param promiscuous whether frames for other stations are wanted (a mirror port needs it)
 * @param deduplicate whether a packet that the mirror delivers twice counts once
 * @param ringBytes memory of the kernel ring; resident at once
 */
public record Capture(
    String networkInterface,
    String filter,
    List<Integer> ports,
    int snapLength,
    boolean promiscuous,
    boolean deduplicate,
    long ringBytes) {
  /** In place of a name: whichever interface the default route leads to. */
  public static final String AUTOMATIC = "auto";

  public static final long DEFAULT_RING_BYTES = 8L << 20;

  /** Longer than any packet: libpcap's own bound, MAXIMUM_SNAPLEN. */
  public static final int WHOLE_PACKETS = 256 << 10;

  /** Holds the headers of RTP in every encapsulation, and an RTCP compound of two reports. */
  public static final int LEAST_SNAP_LENGTH = 256;

  /** 5060 is SIP's (RFC 3261 §18.2.1); servers take those beside it for more of the kind. */
  public static final int FIRST_SIP_PORT = 5060;

  public static final int LAST_SIP_PORT = 5099;

  public Capture {
    ports = List.copyOf(ports);
  }

  /** As when nothing else is set. */
  public Capture(String networkInterface, boolean promiscuous, long ringBytes) {
    this(networkInterface, "", List.of(), WHOLE_PACKETS, promiscuous, true, ringBytes);
  }

  /** What is sniffed when nothing is configured. */
  public static Capture automatic() {
    return new Capture(AUTOMATIC, true, DEFAULT_RING_BYTES);
  }

  /** Whether the default route says which interface it is. */
  public boolean isAutomatic() {
    return networkInterface.equals(AUTOMATIC);
  }

  /** The same on an interface of that name. */
  public Capture on(String name) {
    return new Capture(name, filter, ports, snapLength, promiscuous, deduplicate, ringBytes);
  }

  /** The same interface with another choice of packets. */
  public Capture filtered(String expression, List<Integer> signalling, int octets) {
    return new Capture(
        networkInterface, expression, signalling, octets, promiscuous, deduplicate, ringBytes);
  }
}
