package org.mosexporter.call;

import java.util.Comparator;
import org.mosexporter.stream.StreamSummary;

/** The order in which streams are told: by their first packet, then by who they are. */
final class StreamOrder {
  static final Comparator<StreamSummary> BY_START =
      Comparator.comparingLong(StreamSummary::startNs)
          .thenComparing(StreamSummary::source)
          .thenComparingInt(StreamSummary::sourcePort)
          .thenComparing(StreamSummary::destination)
          .thenComparingInt(StreamSummary::destinationPort)
          .thenComparing(StreamSummary::ssrc, Integer::compareUnsigned);

  private StreamOrder() {}
}
