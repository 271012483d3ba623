package org.mosexporter.demo;

import java.util.SplittableRandom;

/** One direction of one segment of the way, as one stream meets it; decides each packet's fate. */
final class Segment {
  /** Jitter beyond this many means is cut: 0.7 % of an exponential distribution. */
  private static final double LONGEST_MEANS = 5;

  private final Impairment impairment;
  private final SplittableRandom random;
  private boolean bad;
  private long lastArrivalNs = Long.MIN_VALUE;

  Segment(Impairment impairment, SplittableRandom random) {
    this.impairment = impairment;
    this.random = random;
  }

  /** Whether the next packet is lost; asked once per packet. */
  boolean loses() {
    return switch (impairment.loss()) {
      case LossModel.Lossless _ -> false;
      case LossModel.Uniform(double fraction) -> random.nextDouble() < fraction;
      case LossModel.Bursty(double fraction, double meanRun) -> losesInRuns(fraction, meanRun);
    };
  }

  private boolean losesInRuns(double fraction, double meanRun) {
    double leave = 1 / meanRun;
    double enter = leave * fraction / (1 - fraction); // so that the long-run share is the fraction
    bad = random.nextDouble() < (bad ? 1 - leave : enter);
    return bad;
  }

  /** When a packet that is not lost comes out. */
  long arrivalNs(long sentNs) {
    double means = Math.min(LONGEST_MEANS, -Math.log(1 - random.nextDouble()));
    long jitterNs = Math.round(impairment.jitterMs() * 1e6 * means);
    long arrivalNs = sentNs + impairment.delayNs() + jitterNs;
    lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
    return impairment.overtakes() ? arrivalNs : lastArrivalNs;
  }

  /** The delay without jitter, which RTCP and SIP get: so the chosen round trip is the true one. */
  long delayNs() {
    return impairment.delayNs();
  }
}
