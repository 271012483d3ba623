package org.mosexporter.app;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.CallSummary.OneWay;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/**
 * Gives the time in which a listener heard nothing to the stream that stopped, which was over
 * before it was known how long that would last.
 */
final class OneWayStreams {
  private final IdentityHashMap<StreamSummary, StreamSummary> amended = new IdentityHashMap<>();

  OneWayStreams(List<CallSummary> calls) {
    calls.forEach(call -> call.oneWay().forEach(stretch -> add(call, stretch)));
  }

  private void add(CallSummary call, OneWay stretch) {
    call.streams().stream()
        .filter(stream -> stream.source().equals(stretch.speaker()))
        .filter(stream -> stream.destination().equals(stretch.listener()))
        .filter(stream -> stream.startNs() < stretch.sinceNs())
        .max(Comparator.comparingLong(StreamSummary::startNs))
        .ifPresent(
            stopped ->
                amended.put(
                    stopped, of(stopped).alsoUnscored(Unscored.ONE_WAY, stretch.seconds())));
  }

  private StreamSummary of(StreamSummary stream) {
    return amended.getOrDefault(stream, stream);
  }

  /** Replaces what has more to say by now. */
  void amend(List<StreamSummary> streams, List<CallSummary> calls) {
    streams.replaceAll(this::of);
    calls.replaceAll(call -> call.withStreams(call.streams().stream().map(this::of).toList()));
  }
}
