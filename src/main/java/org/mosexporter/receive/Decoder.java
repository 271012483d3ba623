package org.mosexporter.receive;

import java.nio.ByteBuffer;
import java.util.Set;
import org.mosexporter.config.IpAddress;

/** Makes reports of a protocol's messages. One thread at a time calls it. */
public interface Decoder {
  /** Longest message that is read; what is longer is cut. */
  int mostBytes();

  /** All reasons of {@link Outcome.Refused} there are. */
  Set<String> reasons();

  /** All kinds of {@link Outcome.Unused} there are. */
  Set<String> kinds();

  /**
   * Reads one message; whatever its octets are, something is said of it.
   *
   * @param senderPort where it came from
   * @param message from position 0 to its limit; overwritten after the call
   * @param atNs now, nanoseconds since 1970-01-01 UTC
   */
  Decoded decode(IpAddress sender, int senderPort, ByteBuffer message, long atNs);
}
