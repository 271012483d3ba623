package org.mosexporter.call;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.StreamSummary;

/** Which of a call's streams a verdict is about. */
final class VerdictStreams {
  private static final Comparator<StreamSummary> LONGEST =
      Comparator.comparingLong(StreamSummary::packets);

  /**
   * By its SSRC, which its call has once; else by as much of its addresses as was told, the longest
   * of several.
   */
  static Optional<StreamSummary> find(MediaFlow flow, List<StreamSummary> streams) {
    Optional<StreamSummary> bySsrc =
        streams.stream()
            .filter(stream -> flow.ssrcs().contains(stream.ssrc()))
            .filter(stream -> isNotReversed(flow, stream))
            .max(LONGEST);
    boolean nothingElse = !flow.ssrcs().isEmpty();
    if (bySsrc.isPresent() || nothingElse) {
      return bySsrc;
    }
    return streams.stream()
        .filter(
            stream -> mayBe(flow.source(), flow.sourcePort(), stream.source(), stream.sourcePort()))
        .filter(
            stream ->
                mayBe(
                    flow.destination(),
                    flow.destinationPort(),
                    stream.destination(),
                    stream.destinationPort()))
        .max(LONGEST);
  }

  /** Both ends may have chosen the same SSRC. */
  private static boolean isNotReversed(MediaFlow flow, StreamSummary stream) {
    return flow.source().filter(stream.destination()::equals).isEmpty()
        || flow.source().equals(Optional.of(stream.source()));
  }

  private static boolean mayBe(Optional<IpAddress> told, int toldPort, IpAddress at, int port) {
    return told.isEmpty() || (told.get().equals(at) && (toldPort == 0 || toldPort == port));
  }

  private VerdictStreams() {}
}
