package org.mosexporter.stream;

/** The end of an interval: the figures there, and what happened in it. */
final class IntervalEnd extends IntervalMark {
  /** The last sequence number of the interval. */
  final long cut;

  final long gapNs;
  final boolean codecChanged;
  final boolean clockStepped;
  final PayloadFormat speech;

  /** Where the stream was observed at the interval's end. */
  final int observationPoint;

  /** Where it was before, if it moved in the interval; else the same. */
  final int formerPoint;

  /** Takes over what the stream's current interval has gathered. */
  IntervalEnd(RtpStream stream, long atNs, long cut) {
    super(stream, atNs);
    this.cut = cut;
    gapNs = stream.gapNs;
    codecChanged = stream.codecChanged;
    clockStepped = stream.clockStepped;
    speech = stream.speech;
    observationPoint = stream.observationPoint();
    formerPoint = stream.observationPointAt(stream.from.atNs);
    stream.gapNs = 0;
    stream.codecChanged = false;
    stream.clockStepped = false;
  }
}
