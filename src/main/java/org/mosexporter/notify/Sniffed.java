package org.mosexporter.notify;

import org.mosexporter.wire.Passage;

/**
 * A packet that waits to be sent on.
 *
 * @param protocol of IP: 17 UDP, 6 TCP
 * @param payloadType as {@link org.mosexporter.wire.hep.PayloadType} numbers it
 * @param octets as they were sniffed: nobody has taken the secrets out yet
 */
record Sniffed(Passage passage, int protocol, long atNs, int payloadType, byte[] octets) {
  /** Nothing of the message. */
  @Override
  public String toString() {
    return "Sniffed[" + octets.length + " octets]";
  }
}
