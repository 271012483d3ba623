package org.mosexporter.wire;

import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;

/**
 * Between whom a packet passed that a capture agent saw and sent on.
 *
 * @param agent its name, or its number where it gave none; bounded, without control characters
 * @param source of the packet, not of the agent
 * @param dscp differentiated services code point, 0–63 (RFC 2474 §3)
 * @param callId as far as the agent knows; empty when it does not
 */
public record Passage(
    String agent,
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    OptionalInt dscp,
    String callId) {
  /** The agent that this program is. */
  public static final String OWN_NAME = "mos-exporter";
}
