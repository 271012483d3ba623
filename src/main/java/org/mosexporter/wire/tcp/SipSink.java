package org.mosexporter.wire.tcp;

import java.nio.ByteBuffer;
import org.mosexporter.wire.sip.Sighting;

/** Takes what connections carry. */
@FunctionalInterface
public interface SipSink {
  /**
   * The octets of one message, or the beginning of one whose rest was not captured. They are the
   * sink's only during the call.
   */
  void onMessage(ByteBuffer window, int offset, int length, Sighting sighting);
}
