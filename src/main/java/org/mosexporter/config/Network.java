package org.mosexporter.config;

import java.util.List;

/** A range of addresses whose phones are ours. */
public record Network(String name, Cidr cidr, Access access, String site) {
  /** How the phones of a network reach it. */
  public enum Access {
    WIRED,
    WIFI,
    VPN,
    MOBILE,
    UNKNOWN
  }

  /** RFC 1918 and unique local addresses (RFC 4193), access unknown. */
  public static List<Network> privateAddresses(String site) {
    return List.of(
        new Network("10.0.0.0/8", Cidr.parse("10.0.0.0/8"), Access.UNKNOWN, site),
        new Network("172.16.0.0/12", Cidr.parse("172.16.0.0/12"), Access.UNKNOWN, site),
        new Network("192.168.0.0/16", Cidr.parse("192.168.0.0/16"), Access.UNKNOWN, site),
        new Network("fc00::/7", Cidr.parse("fc00::/7"), Access.UNKNOWN, site));
  }
}
