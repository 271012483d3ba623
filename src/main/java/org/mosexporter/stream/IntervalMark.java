package org.mosexporter.stream;

/**
 * A stream's running figures at a border between two intervals. The figures of an interval are the
 * differences of two marks; counts are 32 bits, so that these are right over any wrap.
 */
class IntervalMark {
  /** Of a stream without a packet. */
  static final IntervalMark NONE = new IntervalMark();

  long atNs;
  final long waitedNs;
  final double jitterSumNs;
  final int packets;
  final int speechPackets;
  final int speechOctets;
  final int playedPackets;
  final int noisePackets;
  final int unmappedPackets;
  final int reordered;
  final int jitterSamples;

  private IntervalMark() {
    waitedNs = 0;
    jitterSumNs = 0;
    packets = 0;
    speechPackets = 0;
    speechOctets = 0;
    playedPackets = 0;
    noisePackets = 0;
    unmappedPackets = 0;
    reordered = 0;
    jitterSamples = 0;
  }

  /** The figures as they are. */
  IntervalMark(RtpStream stream, long atNs) {
    this.atNs = atNs;
    packets = (int) stream.packets();
    speechPackets = stream.speechPackets;
    noisePackets = stream.noisePackets;
    unmappedPackets = stream.unmappedPackets;
    reordered = (int) stream.reordered();
    playedPackets = stream.playedPackets;
    waitedNs = stream.waitedNs;
    speechOctets = (int) stream.speechOctets;
    jitterSamples = (int) stream.jitterSamples();
    jitterSumNs = stream.jitterSumNs();
  }

  /** The same figures as the beginning of an interval. */
  IntervalMark(IntervalMark end) {
    atNs = end.atNs;
    packets = end.packets;
    speechPackets = end.speechPackets;
    noisePackets = end.noisePackets;
    unmappedPackets = end.unmappedPackets;
    reordered = end.reordered;
    playedPackets = end.playedPackets;
    waitedNs = end.waitedNs;
    speechOctets = end.speechOctets;
    jitterSamples = end.jitterSamples;
    jitterSumNs = end.jitterSumNs;
  }
}
