package org.mosexporter.call;

import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamSummary;

/**
 * What answers a stream within its call: a stream to the host that it comes from, or, as behind
 * NAT, one from the address and port that it goes to.
 */
final class Answers {
  static final long NEVER = Long.MIN_VALUE;

  private static final double NS_PER_SECOND = 1e9;

  /** When the last packet of an answer came by; {@link #NEVER} when none did. */
  static long heardNs(Call call, RtpStream stream) {
    long latestNs = NEVER;
    for (RtpStream other : call.streams) {
      if (other.packets() > 0 && answers(other, stream)) {
        latestNs = Math.max(latestNs, other.lastNs());
      }
    }
    for (StreamSummary other : call.ended()) {
      if (other.packets() > 0
          && answers(other.source(), other.sourcePort(), other.destination(), stream)) {
        latestNs = Math.max(latestNs, endNs(other));
      }
    }
    return latestNs;
  }

  /**
   * When its receiver last reported that it hears an answer of which no packet comes by; {@link
   * #NEVER} when it did not.
   */
  static long reportedNs(Call call, RtpStream stream) {
    long latestNs = NEVER;
    for (RtpStream other : call.streams) {
      if (other.packets() == 0 && answers(other, stream)) {
        latestNs = Math.max(latestNs, other.lastNs());
      }
    }
    return latestNs;
  }

  private static boolean answers(RtpStream other, RtpStream stream) {
    return !other.equals(stream)
        && answers(other.source(), other.sourcePort(), other.destination(), stream);
  }

  private static boolean answers(IpAddress from, int fromPort, IpAddress to, RtpStream stream) {
    return to.equals(stream.source())
        || (fromPort == stream.destinationPort() && from.equals(stream.destination()));
  }

  private static long endNs(StreamSummary stream) {
    return stream.startNs() + Math.round(stream.durationSeconds() * NS_PER_SECOND);
  }

  private Answers() {}
}
