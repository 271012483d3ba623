package org.mosexporter.stream;

/** The time between two reports of one receiver, with those between them added up. */
final class ReportedStretch {
  final PayloadFormat format;
  long fromNs;
  long toNs;
  long expected;
  long lost;
  boolean codecChanged;

  /** Of the whole path, the last known; NaN before. */
  double roundTripSeconds = Double.NaN;

  private long reports;
  private long jitterSumRtpUnits;

  ReportedStretch(long fromNs, PayloadFormat format) {
    this.fromNs = fromNs;
    this.toNs = fromNs;
    this.format = format;
  }

  void add(long atNs, long expected, long lost, long jitterRtpUnits, PayloadFormat now) {
    toNs = Math.max(toNs, atNs);
    this.expected += expected;
    this.lost += lost;
    reports++;
    jitterSumRtpUnits += jitterRtpUnits;
    codecChanged |= !format.soundsLike(now);
  }

  void onClockStep(long stepNs) {
    fromNs += stepNs;
    toNs += stepNs;
  }

  long durationNs() {
    return toNs - fromNs;
  }

  /** Mean of its reports. */
  double jitterRtpUnits() {
    return (double) jitterSumRtpUnits / reports;
  }
}
