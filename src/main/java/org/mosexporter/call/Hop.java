package org.mosexporter.call;

import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.Sighting;

/**
 * A way that messages of a call went.
 *
 * @param agent name of the capture agent that saw it; empty when it was seen here
 */
record Hop(IpAddress from, int fromPort, IpAddress to, int toPort, String agent) {
  static Hop of(Sighting sighting, String agent) {
    return new Hop(
        sighting.source(),
        sighting.sourcePort(),
        sighting.destination(),
        sighting.destinationPort(),
        agent);
  }

  boolean isOf(Sighting sighting) {
    return fromPort == sighting.sourcePort()
        && toPort == sighting.destinationPort()
        && from.equals(sighting.source())
        && to.equals(sighting.destination())
        && agent.equals(sighting.agent());
  }
}
