package org.mosexporter.receive;

import java.nio.ByteBuffer;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.ReportSink;

/**
 * An RTCP compound packet that was sent to us and decodes (RFC 3550 §6.1).
 *
 * @param compound a copy of its own, read-only, from position 0 to its limit
 * @param atNs arrival, nanoseconds since 1970-01-01 UTC
 */
public record CollectedRtcp(IpAddress sender, int senderPort, ByteBuffer compound, long atNs) {
  /**
   * Hands it on as if it came no later than {@code untilNs}: up to when packets were read, for a
   * clock that has been set meanwhile is not known to the sink yet.
   */
  public void to(ReportSink sink, long untilNs) {
    sink.onRtcp(sender, senderPort, compound, Math.min(atNs, untilNs));
  }
}
