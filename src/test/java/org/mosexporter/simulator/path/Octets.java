package org.mosexporter.simulator.path;

import java.nio.ByteBuffer;

/** How the packets of a flow look on the wire. */
public interface Octets {
  /** Ethernet, IPv4 and UDP. */
  int HEADER_BYTES = 14 + 20 + 8;

  /**
   * Writes a frame from an absolute place on.
   *
   * @return its length
   */
  int write(Packet packet, ByteBuffer into, int at);
}
