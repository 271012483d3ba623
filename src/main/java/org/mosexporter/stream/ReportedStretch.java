package org.mosexporter.stream;

/** The time between two reports of one receiver, with those between them added up. */
final class ReportedStretch {
  final PayloadFormat format;
  long fromNs;
  long toNs;
  long expected;
  long lost;

  /** Too late or too early for playout, as far as reports tell. */
  long discarded;

  /** Reports did not say of all of it how many. */
  boolean discardsUntold;

  boolean codecChanged;

  /** A report of it said what cannot be. */
  boolean implausible;

  /** Of the whole path, the last known; NaN before. */
  double roundTripSeconds = Double.NaN;

  private int jitters;
  private long jitterSumRtpUnits;

  ReportedStretch(long fromNs, PayloadFormat format) {
    this.fromNs = fromNs;
    this.toNs = fromNs;
    this.format = format;
  }

  void add(long atNs, long expected, long lost, PayloadFormat now) {
    toNs = Math.max(toNs, atNs);
    this.expected += expected;
    this.lost += lost;
    codecChanged |= !format.soundsLike(now);
  }

  /** One of the jitters that it is the mean of. */
  void addJitter(long jitterRtpUnits) {
    jitters++;
    jitterSumRtpUnits += jitterRtpUnits;
  }

  void onClockStep(long stepNs) {
    fromNs += stepNs;
    toNs += stepNs;
  }

  long durationNs() {
    return toNs - fromNs;
  }

  /** Mean of its reports; NaN when none told it. */
  double jitterRtpUnits() {
    return (double) jitterSumRtpUnits / jitters;
  }
}
