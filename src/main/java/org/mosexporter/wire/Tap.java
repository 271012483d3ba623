package org.mosexporter.wire;

import java.nio.ByteBuffer;

/**
 * Takes copies of what was sniffed and understood, for those who want to see it too. Called by the
 * tracker's thread; the octets are the tap's only during the call.
 */
public interface Tap {
  /**
   * A SIP message.
   *
   * @param protocol of IP: 17 UDP, 6 TCP
   */
  void onSip(Passage passage, int protocol, long atNs, ByteBuffer window, int offset, int length);

  /** An RTCP compound, not encrypted. */
  void onRtcp(Passage passage, long atNs, ByteBuffer window, int offset, int length);
}
