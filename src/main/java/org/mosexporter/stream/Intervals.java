package org.mosexporter.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mosexporter.config.Quality;
import org.mosexporter.config.Table;
import org.mosexporter.quality.BurstRatio;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Scorer;

/**
 * Cuts streams into intervals and scores them.
 *
 * <p>An interval ends by packet time, but its figures wait until packets that were overtaken can no
 * longer come: until the newest packet is {@link SequenceWindow#REORDER_WINDOW} ahead, or {@link
 * #GRACE_NS} have passed. Packets missing where an interval ends belong to it as far as even
 * spacing says, so an outage is loss in the intervals in which it happened. What happens without
 * packets is told by the next packet: silence if none is missing, else loss.
 *
 * <p>A closed interval is told {@link #SETTLED_NS} after its end, when we know whether we dropped
 * packets in it. One with missing packets waits for the receiver's report on them, if there are
 * reports, {@link #REPORT_AWAITED_NS} at most (docs/decisions/0046).
 */
final class Intervals {
  /** How long overtaken packets may still count. */
  static final long GRACE_NS = 1_000_000_000L;

  /** How long after its end an interval waits for news of packets that we dropped. */
  private static final long SETTLED_NS = 2_000_000_000L;

  /** How long one with missing packets waits for its receiver's report on them. */
  private static final long REPORT_AWAITED_NS = 15_000_000_000L;

  /** Silence longer than this is a gap, unless packets are missing. */
  private static final long GAP_NS = 2_000_000_000L;

  /** Packets of several interfaces come in order within this; further back, a clock was set. */
  private static final long LOOK_BACK_NS = 20_000_000L;

  private static final long LEAST_SPEECH_NS = 2_000_000_000L;
  private static final long LEAST_INTERVAL_NS = 100_000_000L;
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_SECOND = 1e9;

  private final long lengthNs;
  private final Scorer scorer = new Scorer();
  private final StreamEvents events;
  private final ObservationPoints points;
  private final RoundTrips roundTrips;
  private final Borders borders;
  private final IntervalRoom room = new IntervalRoom();

  /** Told when the border of a stream's interval has moved. */
  interface Borders {
    void moved(RtpStream stream);
  }

  /** Knows the round trip of a stream's whole path. */
  interface RoundTrips {
    /** In seconds, not older than 30 s at {@code atNs}. */
    OptionalDouble of(RtpStream stream, long atNs);
  }

  Intervals(
      Quality quality,
      StreamEvents events,
      ObservationPoints points,
      RoundTrips roundTrips,
      Borders borders) {
    lengthNs = Math.max(LEAST_INTERVAL_NS, quality.interval().toNanos());
    this.events = events;
    this.points = points;
    this.roundTrips = roundTrips;
    this.borders = borders;
  }

  void begin(RtpStream stream, long atNs) {
    stream.from = new IntervalMark(stream, atNs);
    stream.intervalEndNs = atNs + lengthNs;
  }

  /** Whether the packet that comes is more than one more of its interval. */
  boolean isTurn(RtpStream stream, long atNs, long newest) {
    long spacingNs = atNs - stream.lastNs;
    return atNs >= stream.intervalEndNs
        || newest >= stream.pendingLimit
        || spacingNs > GAP_NS
        || spacingNs < -LOOK_BACK_NS;
  }

  /** Closes and opens intervals before the packet is counted. */
  void onTurn(RtpStream stream, long atNs, long newest) {
    if (atNs < stream.lastNs - LOOK_BACK_NS) {
      stepBack(stream, atNs);
    }
    if (newest >= stream.pendingLimit) {
      closePending(stream);
    }
    boolean silent = atNs - stream.lastNs > GAP_NS && newest <= stream.highest() + 1;
    long silentSinceNs = stream.lastNs;
    if (atNs >= stream.intervalEndNs) {
      silentSinceNs = cross(stream, atNs, newest, silent);
      borders.moved(stream);
    }
    if (silent) {
      stream.gapNs += atNs - silentSinceNs;
    }
  }

  /** The clock was set back: the interval goes on from there, unscored. */
  private void stepBack(RtpStream stream, long atNs) {
    stream.clockStepped = true;
    long startNs = stream.intervalEndNs - lengthNs;
    if (atNs < startNs) {
      (stream.to != null ? stream.to : stream.from).atNs = atNs;
      stream.intervalEndNs = atNs + lengthNs;
      borders.moved(stream);
    }
    stream.lastNs = atNs;
  }

  /** The clock was set: what is open, or not told yet, is told in the new time. */
  void onClockStep(RtpStream stream, long stepNs) {
    stream.onClockStep(stepNs);
    stream.score.onClockStep(stepNs);
    if (stream.packets() == 0) {
      return; // nothing is open, and the mark is everybody's
    }
    stream.from.atNs += stepNs;
    if (stream.to != null) {
      stream.to.atNs += stepNs;
    }
    for (ClosedInterval each = stream.untold; each != null; each = each.next) {
      each.from.atNs += stepNs;
      each.to.atNs += stepNs;
    }
  }

  /** Ends each interval whose end lies before the packet; returns the start of the current one. */
  private long cross(RtpStream stream, long atNs, long newest, boolean silent) {
    long fromNs = stream.lastNs;
    long from = stream.highest();
    long missing = Math.max(0, newest - from - 1);
    long silentSinceNs = fromNs;
    while (atNs >= stream.intervalEndNs) {
      long endNs = stream.intervalEndNs;
      closePending(stream);
      stream.gapNs += silent ? endNs - silentSinceNs : 0;
      silentSinceNs = endNs;
      long spaced = ((endNs - fromNs) * (missing + 1) - 1) / (atNs - fromNs);
      long cut = from + Math.min(spaced, missing);
      stream.pendingLimit = cut + SequenceWindow.REORDER_WINDOW;
      stream.to = new IntervalEnd(stream, endNs, cut);
      stream.advance(cut);
      stream.intervalEndNs = endNs + lengthNs;
      if (atNs >= endNs + GRACE_NS || newest >= stream.pendingLimit) {
        closePending(stream);
      }
    }
    return silentSinceNs;
  }

  /** Closes, and tells, the intervals whose end has passed long enough ago. */
  void advance(RtpStream stream, long nowNs) {
    IntervalMark to = stream.to;
    if (to != null && nowNs >= to.atNs + GRACE_NS) {
      closePending(stream);
    }
    tell(stream, nowNs);
  }

  /** When {@link #advance} has something to do next. */
  long dueNs(RtpStream stream) {
    IntervalMark to = stream.to;
    long closeNs = (to != null ? to.atNs : stream.intervalEndNs) + GRACE_NS;
    ClosedInterval closed = stream.untold;
    return closed == null ? closeNs : Math.min(closeNs, tellNs(stream, closed));
  }

  /** Closes and tells everything, at the stream's last packet. */
  void end(RtpStream stream) {
    closePending(stream);
    if ((int) stream.packets() != stream.from.packets) {
      long endNs = Math.max(stream.from.atNs, stream.lastNs);
      stream.to = new IntervalEnd(stream, endNs, stream.highest());
      closePending(stream);
    }
    tell(stream, Long.MAX_VALUE);
  }

  /** Summaries are to have no intervals: who reads files wants memory for calls only. */
  void keepNone() {
    room.close();
  }

  /** The stream was told as a whole. */
  void forget(RtpStream stream) {
    stream.score.release(room);
  }

  void gauge(Table.Gauge gauge) {
    room.gauge(gauge);
  }

  private void closePending(RtpStream stream) {
    IntervalEnd to = stream.to;
    if (to == null) {
      return;
    }
    stream.decideThrough(to.cut);
    IntervalMark from = stream.from;
    stream.from = new IntervalMark(to);
    stream.to = null;
    stream.pendingLimit = Long.MAX_VALUE;
    closeWith(stream, from, to);
  }

  private void closeWith(RtpStream stream, IntervalMark from, IntervalEnd to) {
    long expected = stream.expectedSinceCut();
    long lost = stream.lostSinceCut();
    long discarded = stream.discardedSinceCut();
    double burstRatio = BurstRatio.ofRuns(lost + discarded, stream.runsSinceCut(), expected);
    OptionalDouble roundTrip = roundTrips.of(stream, to.atNs);
    stream.cut();
    append(stream, new ClosedInterval(from, to, expected, lost, discarded, burstRatio, roundTrip));
    borders.moved(stream);
  }

  private static void append(RtpStream stream, ClosedInterval closed) {
    ClosedInterval last = stream.untold;
    if (last == null) {
      stream.untold = closed;
      return;
    }
    while (last.next != null) {
      last = last.next;
    }
    last.next = closed;
  }

  /** Tells the intervals of which nothing more is to be learnt by then. */
  private void tell(RtpStream stream, long nowNs) {
    ClosedInterval closed = stream.untold;
    while (closed != null && tellNs(stream, closed) <= nowNs) {
      stream.untold = closed.next;
      tell(stream, closed);
      closed = stream.untold;
    }
  }

  /** When an interval is told: missing packets wait for what their receiver says of them. */
  private static long tellNs(RtpStream stream, ClosedInterval closed) {
    boolean awaited =
        closed.lost > 0
            && LossComparison.isAwaited(
                stream.reception, closed.last(), closed.to.atNs - REPORT_AWAITED_NS);
    return closed.to.atNs + (awaited ? REPORT_AWAITED_NS : SETTLED_NS);
  }

  private void tell(RtpStream stream, ClosedInterval closed) {
    IntervalMark from = closed.from;
    IntervalEnd to = closed.to;
    Optional<Unscored> unscored = disbelief(stream, closed);
    if (unscored.isEmpty()) {
      unscored = unscored(stream, from, to, closed.lost);
    }
    Optional<Codec> codec =
        unscored.isPresent() ? Optional.empty() : CodecInUse.of(stream, from, to);
    OptionalDouble oneWayMs =
        codec.isPresent()
            ? oneWayMs(stream, codec.get(), from, to, closed.roundTripSeconds)
            : OptionalDouble.empty();
    Optional<Score> score =
        codec.isPresent()
            ? scorer.score(
                codec.get(),
                closed.expected,
                closed.lost,
                closed.discarded,
                closed.burstRatio,
                oneWayMs)
            : Optional.empty();
    if (score.isEmpty() && unscored.isEmpty()) {
      unscored = Optional.of(codec.isEmpty() ? Unscored.UNKNOWN_CODEC : Unscored.NO_BPL);
    }
    Interval interval = interval(closed, score, unscored);
    stream.score.add(interval, codec, oneWayMs, room);
    events.onInterval(stream, interval);
  }

  private static Interval interval(
      ClosedInterval closed, Optional<Score> score, Optional<Unscored> unscored) {
    IntervalMark from = closed.from;
    IntervalEnd to = closed.to;
    int samples = to.jitterSamples - from.jitterSamples;
    return new Interval(
        from.atNs,
        to.atNs - from.atNs,
        Math.min(to.gapNs, to.atNs - from.atNs),
        to.packets - from.packets,
        closed.expected,
        closed.lost,
        closed.discarded,
        to.reordered - from.reordered,
        to.speech.codecName(),
        closed.burstRatio,
        samples > 0
            ? OptionalDouble.of((to.jitterSumNs - from.jitterSumNs) / samples / NS_PER_SECOND)
            : OptionalDouble.empty(),
        closed.roundTripSeconds,
        score,
        unscored);
  }

  /** Why what was seen of the packets cannot be believed. */
  private Optional<Unscored> disbelief(RtpStream stream, ClosedInterval closed) {
    if (closed.to.clockStepped) {
      return Optional.of(Unscored.CLOCK_STEP);
    }
    if (dropped(closed, closed.to.observationPoint) || dropped(closed, closed.to.formerPoint)) {
      return Optional.of(Unscored.CAPTURE_DROPS);
    }
    Reception reception = stream.reception;
    boolean mirrors =
        closed.lost > 0
            && reception != null
            && reception.comparison != null
            && reception.comparison.isMirrors(closed.first(), closed.last());
    return mirrors ? Optional.of(Unscored.MIRROR_LOSS) : Optional.empty();
  }

  private boolean dropped(ClosedInterval closed, int point) {
    return points.dropped(point, closed.from.atNs, closed.to.atNs);
  }

  private static Optional<Unscored> unscored(
      RtpStream stream, IntervalMark from, IntervalEnd to, long lost) {
    long durationNs = to.atNs - from.atNs;
    int speech = to.speechPackets - from.speechPackets;
    int unmapped = to.unmappedPackets - from.unmappedPackets;
    OptionalInt ptimeNs = stream.ptimeNs();
    long heardNs = durationNs - to.gapNs;
    boolean speaks = speech > 0 || unmapped > 0 || lost > 0;
    long speechNs =
        !speaks
            ? 0
            : ptimeNs.isPresent() && unmapped <= speech
                ? Math.min(heardNs, (speech + lost) * ptimeNs.getAsInt())
                : heardNs;
    if (speechNs < LEAST_SPEECH_NS) {
      return Optional.of(
          to.gapNs > GAP_NS
              ? Unscored.GAP
              : to.noisePackets > from.noisePackets ? Unscored.COMFORT_NOISE : Unscored.TOO_SHORT);
    }
    if (unmapped > speech || !to.speech.isNamed()) {
      return Optional.of(Unscored.NO_CODEC);
    }
    if (to.codecChanged) {
      return Optional.of(Unscored.CODEC_CHANGED);
    }
    return Optional.empty();
  }

  /**
   * Mouth to ear: half the round trip, a packet, the codec's look-ahead, and the mean time in the
   * jitter buffer (DESIGN: Ta). Unknown without a round trip, or when nothing was played.
   */
  private static OptionalDouble oneWayMs(
      RtpStream stream,
      Codec codec,
      IntervalMark from,
      IntervalMark to,
      OptionalDouble roundTripSeconds) {
    int played = to.playedPackets - from.playedPackets;
    if (roundTripSeconds.isEmpty() || played == 0) {
      return OptionalDouble.empty();
    }
    OptionalInt ptimeNs = stream.ptimeNs();
    double packetMs = ptimeNs.isPresent() ? ptimeNs.getAsInt() / NS_PER_MS : codec.frameMs();
    double halfMs = roundTripSeconds.getAsDouble() * 1000 / 2;
    double bufferMs = (to.waitedNs - from.waitedNs) / NS_PER_MS / played;
    return OptionalDouble.of(halfMs + packetMs + codec.lookAheadMs() + bufferMs);
  }
}
