package org.mosexporter.wire;

import java.nio.ByteBuffer;
import org.mosexporter.config.IpAddress;

/** Where received reports go. Called by the tracker's thread. */
public interface ReportSink {
  /**
   * An RTCP compound packet that a phone sent to our collector, not to its peer (RFC 3550 §6.1).
   *
   * @param compound from position 0 to its limit; the caller has checked that it decodes
   * @param atNs arrival, nanoseconds since 1970-01-01 UTC
   */
  void onRtcp(IpAddress sender, int senderPort, ByteBuffer compound, long atNs);
}
