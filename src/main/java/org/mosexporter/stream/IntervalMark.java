package org.mosexporter.stream;

/**
 * A stream's running figures at a border between two intervals, and what happened in the interval
 * before it. The figures of an interval are the differences of two marks.
 */
final class IntervalMark {
  long atNs;
  long waitedNs;
  double jitterSumNs;
  long gapNs;
  int packets;
  int speechPackets;
  int speechOctets;
  int playedPackets;
  int noisePackets;
  int unmappedPackets;
  int reordered;
  int jitterSamples;

  boolean codecChanged;
  boolean clockStepped;
  PayloadFormat speech = PayloadFormat.UNMAPPED;

  /** Notes the figures as they are, and takes over what the current interval has gathered. */
  static IntervalMark of(RtpStream stream, long atNs) {
    IntervalMark mark = new IntervalMark();
    mark.atNs = atNs;
    mark.take(stream);
    return mark;
  }

  private void take(RtpStream stream) {
    packets = (int) stream.packets();
    speechPackets = stream.speechPackets;
    noisePackets = stream.noisePackets;
    unmappedPackets = stream.unmappedPackets;
    reordered = (int) stream.reordered();
    playedPackets = stream.playedPackets;
    waitedNs = stream.waitedNs;
    speechOctets = stream.speechOctets;
    jitterSamples = (int) stream.jitterSamples();
    jitterSumNs = stream.jitterSumNs();
    OpenInterval open = stream.open;
    gapNs = open.gapNs;
    codecChanged = open.codecChanged;
    clockStepped = open.clockStepped;
    speech = stream.speech;
    open.gapNs = 0;
    open.codecChanged = false;
    open.clockStepped = false;
  }
}
