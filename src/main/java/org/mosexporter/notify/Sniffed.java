package org.mosexporter.notify;

import java.nio.ByteBuffer;
import org.mosexporter.wire.Passage;

/**
 * A packet that waits to be sent on.
 *
 * @param protocol of IP: 17 UDP, 6 TCP
 * @param payloadType as {@link org.mosexporter.wire.hep.PayloadType} numbers it
 * @param octets from position 0 to the limit, as they were sniffed: nobody has taken the secrets
 *     out yet
 */
record Sniffed(Passage passage, int protocol, long atNs, int payloadType, ByteBuffer octets) {
  /** Nothing of the message. */
  @Override
  public String toString() {
    return "Sniffed[" + octets.limit() + " octets]";
  }
}
