package org.mosexporter.call;

import org.mosexporter.stream.Interval;
import org.mosexporter.stream.StreamSummary;

/**
 * What the tracker tells the stages behind it. Called on the tracker's thread: an implementation
 * hands immutable values to a bounded queue and returns.
 */
public interface CallEvents {
  /** One direction of one interval at one endpoint, as one source saw it. */
  void onInterval(ObservedInterval interval);

  /**
   * The one observation of a listener that aggregates take: by the witness nearest to the ear, 15 s
   * after the interval ended. It was told before as what one source saw.
   */
  void onObservation(ObservedInterval interval);

  /** A stream is over: idle, replaced or the capture ended. */
  void onStreamEnded(StreamSummary stream);

  /** A call is over and its streams are closed. */
  void onCallEnded(CallSummary call);

  /** Somebody told of a call that is over: its record changes, and nothing that was counted. */
  default void onLateReport(LateReport late) {}

  /** Our own capture lost frames: what was measured meanwhile is known to be incomplete. */
  default void onDrops(Drops drops) {}

  /**
   * Frames that passed an interface and that we did not get. Times are nanoseconds since 1970-01-01
   * UTC.
   */
  record Drops(long fromNs, long toNs, long packets) {}

  /**
   * An interval, and whose it is.
   *
   * @param trunk provider link of the far side; empty when none
   */
  record ObservedInterval(
      EndpointInfo endpoint, Direction direction, Source source, String trunk, Interval interval) {}
}
