package org.mosexporter.simulator.office;

/**
 * An IPv4 address and a UDP port.
 *
 * @param ip the 32 bits in network order
 */
public record Host(int ip, int port) {
  static int ip(int a, int b, int c, int d) {
    return a << 24 | b << 16 | c << 8 | d;
  }

  /** The dotted address. */
  static String text(int ip) {
    return (ip >>> 24) + "." + (ip >>> 16 & 0xFF) + "." + (ip >>> 8 & 0xFF) + "." + (ip & 0xFF);
  }

  public String address() {
    return text(ip);
  }

  Host at(int other) {
    return new Host(ip, other);
  }

  @Override
  public String toString() {
    return address() + ":" + port;
  }
}
