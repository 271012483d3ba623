package org.mosexporter.demo;

import java.net.InetSocketAddress;
import org.mosexporter.config.IpAddress;

/**
 * An IPv4 address and a UDP port.
 *
 * @param address the 32 bits in network order
 */
public record UdpAddress(int address, int port) {
  public UdpAddress {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
  }

  /** Reads a dotted address. */
  public static UdpAddress of(String host, int port) {
    IpAddress address = IpAddress.parse(host);
    if (!address.isIpv4()) {
      throw new IllegalArgumentException("the simulated office speaks IPv4 only: " + host);
    }
    return new UdpAddress((int) address.low(), port);
  }

  /** The dotted address. */
  public String host() {
    return IpAddress.ofIpv4(address).toString();
  }

  UdpAddress withPort(int other) {
    return new UdpAddress(address, other);
  }

  InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(IpAddress.ofIpv4(address).toInetAddress(), port);
  }

  @Override
  public String toString() {
    return host() + ":" + port;
  }
}
