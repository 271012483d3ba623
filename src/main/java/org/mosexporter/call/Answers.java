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

  /** When the last packet of an answer came; {@link #NEVER} when there is no answer. */
  static long heardNs(Call call, RtpStream stream) {
    IpAddress speaker = stream.source();
    IpAddress listener = stream.destination();
    long latestNs = NEVER;
    for (RtpStream other : call.streams) {
      boolean fromThere =
          other.sourcePort() == stream.destinationPort() && other.source().equals(listener);
      boolean seen = other.packets() > 0; // not only reported
      if (other != stream && seen && (fromThere || other.destination().equals(speaker))) {
        latestNs = Math.max(latestNs, other.lastNs());
      }
    }
    for (StreamSummary other : call.ended()) {
      boolean fromThere =
          other.sourcePort() == stream.destinationPort() && other.source().equals(listener);
      if (other.packets() > 0 && (fromThere || other.destination().equals(speaker))) {
        latestNs = Math.max(latestNs, endNs(other));
      }
    }
    return latestNs;
  }

  private static long endNs(StreamSummary stream) {
    return stream.startNs() + Math.round(stream.durationSeconds() * NS_PER_SECOND);
  }

  private Answers() {}
}
