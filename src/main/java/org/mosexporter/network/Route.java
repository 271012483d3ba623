package org.mosexporter.network;

import java.util.Optional;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;

/**
 * One way that a router knows (RFC 4292).
 *
 * @param nextHop empty when the destination is on the interface itself
 * @param networkInterface as the router calls it
 */
public record Route(Cidr destination, Optional<IpAddress> nextHop, String networkInterface) {}
