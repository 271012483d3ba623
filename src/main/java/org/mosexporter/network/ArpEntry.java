package org.mosexporter.network;

import org.mosexporter.config.IpAddress;

/** Which hardware address a router reaches an address by (ARP, neighbour discovery). */
public record ArpEntry(IpAddress address, MacAddress mac) {}
