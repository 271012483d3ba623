package org.mosexporter.stream;

import java.util.OptionalDouble;

/** What reports of both sides tell together; older than 30 s, they tell nothing. */
final class PathRoundTrips {
  private static final long FRESH_NS = 30_000_000_000L;

  private final StreamIndex index;

  PathRoundTrips(StreamIndex index) {
    this.index = index;
  }

  /**
   * Round trip of a stream's path: from the capture point to its receiver, and from there to its
   * sender, as the stream that answers knows it, or the sender's own answer where no stream does.
   * One side alone is not the path. Else what the receiver itself says.
   */
  OptionalDouble seconds(RtpStream stream, long atNs) {
    Reception toReceiver = stream.reception;
    if (toReceiver == null) {
      return OptionalDouble.empty();
    }
    RtpStream reverse = index.findReverse(stream, toReceiver.reporterSsrc());
    Reception toSender = reverse == null ? stream.endedReverse() : reverse.reception;
    double sum = toReceiver.roundTripSeconds(atNs - FRESH_NS);
    double told = toSender == null ? Double.NaN : toSender.roundTripSeconds(atNs - FRESH_NS);
    sum += Double.isNaN(told) ? toReceiver.senderRoundTripSeconds(atNs - FRESH_NS) : told;
    sum = Double.isNaN(sum) ? toReceiver.extendedRoundTripSeconds(atNs - FRESH_NS) : sum;
    return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
  }
}
