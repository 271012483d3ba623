package org.mosexporter.call;

import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.call.CallSummary.OneWay;
import org.mosexporter.stream.CaptureDrops;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamEnds;
import org.mosexporter.stream.Unscored;

/**
 * Finds time in which one side of a call is heard and hears nothing, though the call is up, and
 * tells {@link HalfMirrors} whether anything comes back to a stream (docs/decisions/0048, 0049).
 *
 * <p>Each interval of a stream is asked for what came back meanwhile. Silence that lasts until the
 * stream ends, or for longer than an outage may turn out to be loss, is {@code one_way}. Silence
 * that ends before is forgotten: it was a pause, or is loss of the stream that comes back.
 */
final class OneWayAudio {
  /** Less is a race between the two ends of a call. */
  private static final long LEAST_NS = 5_000_000_000L;

  /** Without signalling, who stopped must have had time for several reports. */
  private static final long LEAST_UNSIGNALLED_NS = 30_000_000_000L;

  /** After so long what comes back tells nothing of the packets between (decision 6). */
  private static final long RESUMABLE_NS = 600_000_000_000L;

  /** An interval that is told later than this is of a stream that has stopped. */
  private static final long LATE_NS = 20_000_000_000L;

  /** A report may come with the last packets. */
  private static final long ON_THE_WAY_NS = 1_000_000_000L;

  private static final double SECONDS_PER_NS = 1e-9;

  private final Places places;
  private final Endpoints endpoints;
  private final Counters counters;
  private final HalfMirrors mirrors;

  /** Of all interfaces: what is not heard may have been seen at another. */
  private final CaptureDrops drops = new CaptureDrops();

  OneWayAudio(Places places, Endpoints endpoints, Counters counters) {
    this.places = places;
    this.endpoints = endpoints;
    this.counters = counters;
    mirrors = counters.halfMirrors;
  }

  void onDrops(long fromNs, long toNs) {
    drops.add(fromNs, toNs);
  }

  void onClockStep(long stepNs) {
    drops.onClockStep(stepNs);
  }

  /** An interval of a stream was told. */
  void onInterval(RtpStream stream, StreamOwner owner, Interval interval) {
    if (owner.call().isEmpty() || stream.destination().isMulticast()) {
      return;
    }
    Call call = owner.call().get();
    call.pauses |= StreamEnds.senderPauses(stream);
    long heardNs = Answers.heardNs(call, stream);
    long endNs = Math.min(interval.startNs() + interval.durationNs(), overNs(call));
    boolean senderPasses = StreamEnds.receiverPassedNs(stream) > heardNs + ON_THE_WAY_NS;
    if (heardNs >= endNs || senderPasses) {
      forget(stream, owner, call);
      if (heardNs <= endNs + LATE_NS) {
        judged(stream, owner, true);
      }
    } else if (interval.unscored().equals(Optional.of(Unscored.CLOCK_STEP))) {
      forget(stream, owner, call);
    } else {
      long fromNs = Math.max(Math.max(interval.startNs(), heardNs), settledNs(call));
      boolean unseen =
          interval.unscored().equals(Optional.of(Unscored.CAPTURE_DROPS))
              || drops.overlap(fromNs, endNs);
      if (!call.onHold && !unseen) {
        silent(stream, owner, call, heardNs, fromNs, endNs);
      }
    }
  }

  private void silent(
      RtpStream stream, StreamOwner owner, Call call, long heardNs, long fromNs, long endNs) {
    boolean never = heardNs == Answers.NEVER;
    Silence silence = owner.silence;
    if (silence == null) {
      silence = new Silence(fromNs, never);
      owner.silence = silence;
    }
    silence.lastsNs += Math.max(0, endNs - fromNs);
    if (silence.lastsNs < LEAST_NS) {
      if (!never) {
        judged(stream, owner, true);
      }
    } else if (mayJudge(call)) {
      boolean passes = never && call.trace.hasPassed(stream.destination(), stream.source());
      judged(stream, owner, passes || isReverseSeen(stream, fromNs));
    }
    if (silence.lastsNs >= RESUMABLE_NS && isOneWay(call, stream, silence)) {
      count(stream, silence);
    }
  }

  private void judged(RtpStream stream, StreamOwner owner, boolean answered) {
    if (owner.judged(answered)) {
      mirrors.judged(stream.observationPoint(), answered);
    }
  }

  /** Nothing needs to come back before the answer, if responses to the call are seen at all. */
  private static boolean mayJudge(Call call) {
    CallTimes times = call.state.times();
    return times.answerNs().isPresent() || times.alertedNs().isEmpty();
  }

  /**
   * Other streams may show the way back: some devices hear at another port than they speak from.
   */
  private boolean isReverseSeen(RtpStream stream, long sinceNs) {
    Optional<Endpoint> speaker = endpoints.known(stream.source());
    return speaker.isPresent()
        ? speaker.get().isActive(Direction.RECEIVED, sinceNs)
        : endpoints
            .known(stream.destination())
            .filter(phone -> phone.isActive(Direction.SENT, sinceNs))
            .isPresent();
  }

  /** The stream is over, and the silence is known to be no outage that is loss. */
  void onEnded(RtpStream stream, StreamOwner owner) {
    Silence silence = owner.silence;
    Optional<Call> call = owner.call();
    if (silence != null && call.isPresent()) {
      if (isOneWay(call.get(), stream, silence)) {
        count(stream, silence);
      }
      forget(stream, owner, call.get());
    }
  }

  private boolean isOneWay(Call call, RtpStream stream, Silence silence) {
    long senderIsUpNs = StreamEnds.receiverPassedNs(stream);
    long saysItHearsNs = Answers.reportedNs(call, stream);
    boolean paused =
        call.pauses || Math.max(senderIsUpNs, saysItHearsNs) > silence.sinceNs + ON_THE_WAY_NS;
    if (silence.lastsNs < LEAST_NS || mirrors.isHalf(stream.observationPoint()) || paused) {
      return false;
    }
    boolean answered = call.isSignalled() && call.state.times().answerNs().isPresent();
    if (silence.fromTheBeginning) {
      boolean shown =
          call.trace.hasPassed(stream.destination(), stream.source())
              || mirrors.isWhole(stream.observationPoint());
      return answered && shown;
    }
    boolean reportsCeased = StreamEnds.receiverPassedNs(stream) != StreamEnds.NEVER;
    return answered || (reportsCeased && silence.lastsNs >= LEAST_UNSIGNALLED_NS);
  }

  private void count(RtpStream stream, Silence silence) {
    String site = places.site(stream.source(), stream.destination());
    counters.unscored(site, Unscored.ONE_WAY, silence.lastsNs - silence.countedNs);
    silence.countedNs = silence.lastsNs;
  }

  private static void forget(RtpStream stream, StreamOwner owner, Call call) {
    Silence silence = owner.silence;
    owner.silence = null;
    if (silence != null && silence.countedNs > 0) {
      call.wasOneWay(
          new OneWay(
              stream.destination(),
              stream.source(),
              silence.sinceNs,
              silence.countedNs * SECONDS_PER_NS));
    }
  }

  /** When the call ended; what is heard later does not matter. */
  private static long overNs(Call call) {
    OptionalLong endNs = call.state.times().endNs();
    return call.state instanceof CallState.Over ? endNs.orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
  }

  /** When signalling last said who is to hear what. */
  private static long settledNs(Call call) {
    return Math.max(call.describedNs, call.state.times().answerNs().orElse(Long.MIN_VALUE));
  }
}
