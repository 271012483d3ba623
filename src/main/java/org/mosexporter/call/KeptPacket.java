package org.mosexporter.call;

import java.nio.ByteBuffer;
import org.mosexporter.config.IpAddress;

/**
 * One packet of a call as far as it is kept.
 *
 * @param place interface or agent that saw it
 * @param isTcp whether it is a message that came over a connection
 * @param wireLength octets of payload there were; more than there are of {@code octets} where it
 *     was cut
 * @param octets the payload's beginning, from 0 to its limit
 */
public record KeptPacket(
    String place,
    long atNs,
    boolean isTcp,
    int dscp,
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    int wireLength,
    ByteBuffer octets) {}
