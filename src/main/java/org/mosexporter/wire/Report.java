package org.mosexporter.wire;

import java.nio.ByteBuffer;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.cmr.CallManagement;
import org.mosexporter.wire.sip.VqReport;

/**
 * What somebody told us of calls, as a listener's thread read it. Nobody writes the memory of what
 * is in it any more.
 */
public sealed interface Report {
  /**
   * An RTCP compound packet that a phone sent to our collector, not to its peer (RFC 3550 §6.1).
   *
   * @param compound from position 0 to its limit; the listener has checked that it decodes
   */
  record CollectedRtcp(IpAddress sender, int senderPort, ByteBuffer compound) implements Report {}

  /**
   * A voice quality report that a phone published (RFC 6035).
   *
   * @param sender the phone, or a server or NAT before it
   * @param userAgent of the SIP message that carried it; empty when there was none
   */
  record VoiceQuality(IpAddress sender, String userAgent, VqReport report) implements Report {}

  /** What CUCM wrote down of a device's part in a call. */
  record CallRecord(CallManagement row) implements Report {}

  /**
   * A SIP message that a capture agent saw on its way.
   *
   * @param message from position 0 to its limit; nobody has parsed it yet
   */
  record ForwardedSip(Passage passage, ByteBuffer message) implements Report {}

  /**
   * An RTCP compound packet that a capture agent saw on its way.
   *
   * @param compound from position 0 to its limit; the listener has checked that it decodes
   */
  record ForwardedRtcp(Passage passage, ByteBuffer compound) implements Report {}
}
