package org.mosexporter.stream;

/**
 * A stream's running figures at a border between two intervals, and what happened in the interval
 * before it. The figures of an interval are the differences of two marks.
 */
final class IntervalMark {
  long atNs;
  long packets;
  long speechPackets;
  long noisePackets;
  long unmappedPackets;
  long reordered;
  long playedPackets;
  long waitedNs;
  long speechOctets;
  long jitterSamples;
  double jitterSumNs;

  long gapNs;
  boolean codecChanged;
  boolean clockStepped;
  PayloadFormat speech = PayloadFormat.UNMAPPED;

  /** Notes the figures as they are, and takes over what the current interval has gathered. */
  void set(RtpStream stream, long atNs) {
    this.atNs = atNs;
    packets = stream.packets();
    speechPackets = stream.speechPackets;
    noisePackets = stream.noisePackets;
    unmappedPackets = stream.unmappedPackets;
    reordered = stream.reordered();
    playedPackets = stream.playedPackets;
    waitedNs = stream.waitedNs;
    speechOctets = stream.speechOctets;
    jitterSamples = stream.jitterSamples();
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
