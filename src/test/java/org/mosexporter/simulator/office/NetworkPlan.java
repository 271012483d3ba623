package org.mosexporter.simulator.office;

import org.mosexporter.config.Network;

/**
 * A network of phones, a /24.
 *
 * @param ip of the network itself
 * @param phones in it
 */
public record NetworkPlan(String name, int ip, Network.Access access, int phones) {
  String cidr() {
    return Host.text(ip) + "/24";
  }
}
