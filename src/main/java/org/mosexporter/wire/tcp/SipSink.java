package org.mosexporter.wire.tcp;

import java.nio.ByteBuffer;
import org.mosexporter.wire.sip.Sighting;

/** Takes what connections carry. */
public interface SipSink {
  /**
   * The octets of one message, or the beginning of one whose rest was not captured. They are the
   * sink's only during the call.
   */
  void onMessage(ByteBuffer window, int offset, int length, boolean whole, Sighting sighting);

  /** A message came that an extension of its WebSocket compressed: nobody read it (RFC 7692). */
  default void onCompressed() {}
}
