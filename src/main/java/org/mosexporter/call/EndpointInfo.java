package org.mosexporter.call;

import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;

/**
 * A phone inside one of the configured networks, and the facts known about it. Unknown facts are
 * empty texts, as labels are.
 *
 * @param users how many users were seen at the address; with more than one, {@code user} is empty
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
    String mac) {}
