package org.mosexporter.call;

import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.network.Attachment;
import org.mosexporter.network.Whereabouts;

/**
 * A phone inside one of the configured networks, and the facts known about it. Unknown facts are
 * empty texts, as labels are.
 *
 * @param users how many users were seen at the address; with more than one, {@code user} is empty
 * @param whereabouts as the network's devices know them
 */
public record EndpointInfo(
    String site,
    IpAddress address,
    String network,
    Network.Access access,
    String user,
    int users,
    String group,
    String vendor,
    String model,
    String firmware,
    String mac,
    Whereabouts whereabouts) {

  /** The same with other whereabouts. */
  EndpointInfo at(Whereabouts other) {
    return new EndpointInfo(
        site, address, network, access, user, users, group, vendor, model, firmware, mac, other);
  }

  /** The switch that it is attached to; empty when unknown. */
  public String switchName() {
    return whereabouts.attachment().map(Attachment::device).orElse("");
  }

  /** The port of that switch; empty when unknown. */
  public String port() {
    return whereabouts.attachment().map(Attachment::port).orElse("");
  }
}
