package org.mosexporter.config;

import java.net.InetAddress;

/**
 * An IP address as 128 bits; IPv4 stands as its mapped form ::ffff:a.b.c.d (RFC 4291 §2.5.5.2), so
 * that one key serves both families.
 *
 * @param high the first 64 bits in network order
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
  private static final long MAPPED = 0x0000_FFFF_0000_0000L;

  public static IpAddress ofIpv4(int bits) {
    return new IpAddress(0, MAPPED | Integer.toUnsignedLong(bits));
  }

  /** Reads 4 or 16 octets. */
  public static IpAddress of(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return ofIpv4((int) bits(octets, 0, 4));
    }
    return new IpAddress(bits(octets, 0, 8), bits(octets, 8, 8));
  }

  /**
   * Reads a literal such as 10.1.0.5 or fd99::1; never asks a name server.
   *
   * @throws IllegalArgumentException when the text is no address
   */
  public static IpAddress parse(String literal) {
    // Four parts only: ofLiteral also takes 10.1 for 10.0.0.1.
    if (literal.indexOf(':') < 0 && literal.chars().filter(c -> c == '.').count() != 3) {
      throw new IllegalArgumentException("not an IP address: " + literal);
    }
    return of(InetAddress.ofLiteral(literal));
  }

  public boolean isIpv4() {
    return isIpv4(high, low);
  }

  static boolean isIpv4(long high, long low) {
    return high == 0 && (low >>> 32) == 0xFFFF;
  }

  /** Of a group of hosts (RFC 5771, RFC 4291 §2.7). */
  public boolean isMulticast() {
    return isIpv4() ? (low >>> 28 & 0xF) == 0xE : high >>> 56 == 0xFF;
  }

  /** Of no host: 0.0.0.0 or :: (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2); who says it knows none. */
  public boolean isUnspecified() {
    return high == 0 && (low == 0 || low == MAPPED);
  }

  /** Of one link, whichever it is (RFC 3927 §2.1, RFC 4291 §2.5.6): fit for no other. */
  public boolean isLinkLocal() {
    return isIpv4() ? (low >>> 16 & 0xFFFF) == 0xA9FE : high >>> 54 == 0xFE80 >>> 6;
  }

  /** Of whoever says it (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
  public boolean isLoopback() {
    return isIpv4() ? (low >>> 24 & 0xFF) == 127 : high == 0 && low == 1;
  }

  /** Of all hosts of a link (RFC 919 §7). */
  public boolean isBroadcast() {
    return isIpv4() && (int) low == -1;
  }

  @Override
  public int compareTo(IpAddress other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** Dotted or RFC 5952 text. */
  @Override
  public String toString() {
    if (isIpv4()) {
      return ((low >>> 24) & 0xFF)
          + "."
          + ((low >>> 16) & 0xFF)
          + "."
          + ((low >>> 8) & 0xFF)
          + "."
          + (low & 0xFF);
    }
    return Ipv6Text.of(high, low);
  }

  /** {@code 10.1.20.11:5060}, {@code [fd99::1]:5060}. */
  public String withPort(int port) {
    return isIpv4() ? this + ":" + port : "[" + this + "]:" + port;
  }

  private static long bits(byte[] octets, int from, int count) {
    long bits = 0;
    for (int i = from; i < from + count; i++) {
      bits = (bits << 8) | (octets[i] & 0xFF);
    }
    return bits;
  }

  /** As a socket address wants it. */
  public InetAddress toInetAddress() {
    return InetAddress.ofLiteral(toString());
  }
}
