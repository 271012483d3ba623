package org.mosexporter.simulator.office;

/**
 * What somebody really heard of a stream, interval by interval of 10 s: packets lost before and
 * behind the capture point and discarded, and what that costs by the E-model. Discards are of that
 * side on which the packet lost most of its time.
 */
final class Hearing {
  private static final long INTERVAL_NS = 10_000_000_000L;
  private static final double UNDISTURBED_DELAY_MS = 60;
  private static final double TELR = 65;

  private final Codec codec;
  private final Codec preferred;
  private final StreamTruth truth;
  private final Scores scores;
  private long closesNs = -1;
  private int arrived;
  private int lostBefore;
  private int lostBehind;
  private double discardedBefore;
  private double discardedBehind;
  private int runs;
  private boolean inRun;
  private double beforeMs;
  private double behindMs;
  private double bufferMs;
  private double quickestBeforeMs = Double.MAX_VALUE;
  private double quickestBehindMs = Double.MAX_VALUE;

  /**
   * @param preferred what the phone would have spoken had it been free to choose
   */
  Hearing(Codec codec, Codec preferred, StreamTruth truth, Scores scores) {
    this.codec = codec;
    this.preferred = preferred;
    this.truth = truth;
    this.scores = scores;
  }

  /** Every packet of speech that comes for the first time. */
  void heard(long sentNs, long seenNs, long nowNs, double waitsMs, Device talker) {
    closeIfDue(nowNs, talker);
    double before = (seenNs - sentNs) / 1e6;
    double behind = (nowNs - seenNs) / 1e6;
    quickestBeforeMs = Math.min(quickestBeforeMs, before);
    quickestBehindMs = Math.min(quickestBehindMs, behind);
    arrived++;
    beforeMs += before;
    behindMs += behind;
    if (waitsMs >= 0) {
      bufferMs += waitsMs;
      inRun = false;
      return;
    }
    double slowBefore = before - quickestBeforeMs;
    double slowBehind = behind - quickestBehindMs;
    double share = slowBefore + slowBehind <= 0 ? 0 : slowBefore / (slowBefore + slowBehind);
    discardedBefore += share;
    discardedBehind += 1 - share;
    run();
  }

  void missed(boolean seen) {
    lostBefore += seen ? 0 : 1;
    lostBehind += seen ? 1 : 0;
    run();
  }

  private void run() {
    runs += inRun ? 0 : 1;
    inRun = true;
  }

  private void closeIfDue(long nowNs, Device talker) {
    if (closesNs < 0) {
      closesNs = nowNs + INTERVAL_NS;
    } else if (nowNs >= closesNs) {
      close(nowNs, talker);
      closesNs = nowNs + INTERVAL_NS;
    }
  }

  void close(long nowNs, Device talker) {
    int expected = arrived + lostBefore + lostBehind;
    if (expected > 0) {
      score(nowNs, expected, talker);
    }
    arrived = 0;
    lostBefore = 0;
    lostBehind = 0;
    discardedBefore = 0;
    discardedBehind = 0;
    runs = 0;
    beforeMs = 0;
    behindMs = 0;
    bufferMs = 0;
  }

  private void score(long nowNs, int expected, Device talker) {
    double badBefore = lostBefore + discardedBefore;
    double badBehind = lostBehind + discardedBehind;
    double bad = badBefore + badBehind;
    double percent = 100 * bad / expected;
    double burstR = runs == 0 ? 1 : Math.clamp(bad / runs * (1 - bad / expected), 1, 8);
    double discarded = discardedBefore + discardedBehind;
    double delayMs = 20 + mean(beforeMs + behindMs, arrived) + mean(bufferMs, arrived - discarded);
    Opinion opinion = codec.opinion;
    double loss = opinion.lossPoints(codec, percent, burstR);
    double delay = opinion.delayPoints(delayMs, talker.telrDb()) + talker.levelPoints();
    double undisturbed = opinion.delayPoints(Math.min(delayMs, UNDISTURBED_DELAY_MS), TELR);
    double mosLq = opinion.mos(codec, loss);
    double mosCq = opinion.mos(codec, loss + delay);
    double best = opinion.mos(codec, undisturbed);
    double commonLost =
        preferred.opinion.commonMos(preferred, 0, 1, Math.min(delayMs, UNDISTURBED_DELAY_MS))
            - opinion.commonMos(codec, percent, burstR, delayMs);
    truth.add(
        expected,
        new StreamTruth.Bad(lostBefore, lostBehind, discardedBefore, discardedBehind),
        bad == 0 ? 0 : loss * badBefore / bad,
        bad == 0 ? 0 : loss * badBehind / bad,
        delay,
        mosLq);
    scores.heard(truth, nowNs, expected, mosLq, best - mosCq, commonLost);
  }

  private static double mean(double sum, double count) {
    return count <= 0 ? 0 : sum / count;
  }
}
