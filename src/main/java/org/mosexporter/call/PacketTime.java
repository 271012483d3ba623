package org.mosexporter.call;

import org.mosexporter.stream.StreamTable;
import org.mosexporter.wire.link.Fragments;

/**
 * What time alone brings about, at full seconds of packet time; and a clock that is set, which
 * takes effect before the first packet that comes after it.
 */
final class PacketTime {
  private final SipPackets sip;
  private final StreamTable streams;
  private final StreamJoin join;
  private final Calls calls;
  private final Candidates candidates;
  private final Endpoints endpoints;
  private final Fragments fragments;
  private final Seconds seconds = new Seconds();

  /** A step of the clock that has not been met yet; 0 when there is none. */
  private long stepNs;

  private long stepFromNs;

  PacketTime(
      SipPackets sip,
      StreamTable streams,
      StreamJoin join,
      Calls calls,
      Candidates candidates,
      Endpoints endpoints,
      Fragments fragments) {
    this.sip = sip;
    this.streams = streams;
    this.join = join;
    this.calls = calls;
    this.candidates = candidates;
    this.endpoints = endpoints;
    this.fragments = fragments;
  }

  /**
   * To be told of each packet before it is counted.
   *
   * @return as {@link #reach}
   */
  boolean onPacket(long atNs) {
    boolean reached = (stepNs != 0 || seconds.isTurn(atNs)) && reach(atNs);
    seconds.onPacket(atNs);
    return reached;
  }

  /** Time of the latest packet. */
  long latestNs() {
    return seconds.latestNs();
  }

  /**
   * Does what is due by then.
   *
   * @return whether there was anything to look for
   */
  boolean reach(long nowNs) {
    meetStep(nowNs);
    if (stepNs != 0 || !seconds.isTurn(nowNs)) {
      return false;
    }
    long secondNs = seconds.next(nowNs, isQuiet());
    while (secondNs != Seconds.NONE) {
      sip.advance(secondNs);
      streams.advance(secondNs);
      join.advance(secondNs);
      calls.advance(secondNs);
      candidates.advance(secondNs);
      endpoints.advance(secondNs);
      fragments.advance(secondNs);
      secondNs = seconds.next(nowNs, isQuiet());
    }
    return true;
  }

  private boolean isQuiet() {
    return streams.size() == 0
        && calls.size() == 0
        && candidates.size() == 0
        && sip.isQuiet()
        && join.isQuiet();
  }

  /** As {@link org.mosexporter.wire.PacketSink#onClockStep}. */
  void onClockStep(long fromNs, long withinNs, long stepNs) {
    if (this.stepNs != 0) {
      step(this.stepNs);
    }
    this.stepNs = stepNs;
    stepFromNs = fromNs;
    if (withinNs > Math.abs(stepNs) / 2) {
      meetStep(fromNs + stepNs); // times do not tell on which side of it a packet is
    }
  }

  /** A time that is nearer to where the clock was set to than to where it was is after the step. */
  void meetStep(long atNs) {
    long sinceNs = atNs - stepFromNs;
    boolean after = stepNs > 0 ? sinceNs > stepNs / 2 : sinceNs < stepNs / 2;
    if (stepNs != 0 && after) {
      step(stepNs);
      stepNs = 0;
    }
  }

  private void step(long byNs) {
    sip.onClockStep();
    streams.onClockStep(byNs);
    join.onClockStep(byNs);
    calls.onClockStep(byNs);
    candidates.finish();
    endpoints.onClockStep(byNs);
    seconds.onClockStep(byNs);
  }
}
