package org.mosexporter.stream;

/**
 * What a jitter buffer discards, and how long packets wait in it, where only the interarrival
 * jitter of RFC 3550 §6.4.1 is known.
 *
 * <p>The network is taken for one that keeps packets in order and delays each by a share of its own
 * above the least, exponential with mean μ: the delay of a packet is then the larger of its share
 * and what is left of the delay of the packet before, T = max(X, T′ − s), packets being s apart.
 * With q = e^(−s/μ) and v = e^(−t/μ), for a path at rest
 *
 * <pre>
 *   P(T ≤ t) = Π (1 − qᵏ v),  k = 0, 1, 2 …
 *   J = E|T − T′| = 2 μ ∫ Π (1 − qᵏ v) dv,  0 ≤ v ≤ 1     (far apart: J = μ)
 *   E T = μ ∫ (1 − Π (1 − qᵏ v)) / v dv
 * </pre>
 *
 * <p>J gives μ, μ the share of packets that is above the depth of the buffer, by the rules of
 * {@link Playout}. Derivation, assumptions and errors are in docs/decisions/0021-rtcp-discards.md.
 */
final class DiscardModel {
  /** Of which the buffer's depth is the 95th. */
  private static final double ABOVE_PERCENTILE = 0.05;

  /** The longest that the depth stays. */
  private static final double PERIOD_MS = 10_000;

  /** A mean pause in conversation (ITU-T P.59, table 1). */
  private static final double PAUSE_MS = 1_587;

  private static final int STEPS = 64;
  private static final double LEAST_MU = 0.05;

  /** Beyond, order says hardly more of J: it nears 2 s, and μ is taken to grow as J does. */
  private static final double MOST_MU = 2;

  /** J/s and E T/s by steps of the logarithm of μ/s, from LEAST_MU to MOST_MU. */
  private static final double[] JITTER = new double[STEPS + 1];

  private static final double[] MEAN_DELAY = new double[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      integrate(i);
    }
  }

  /**
   * What becomes of packets.
   *
   * @param discardShare of those that arrive, 0–1
   * @param meanRun of discarded packets in a row, at least 1
   * @param meanWaitMs of those that are played
   */
  record Outcome(double discardShare, double meanRun, double meanWaitMs) {}

  private final BufferDepth buffer;
  private final double nominalMs;
  private final double maxMs;

  DiscardModel(BufferDepth buffer) {
    this.buffer = buffer;
    nominalMs = buffer.nominalNs() / 1e6;
    maxMs = buffer.maxNs() / 1e6;
  }

  /** Both integrals by the midpoint rule, in units of s. */
  private static void integrate(int step) {
    int points = 400;
    double mu = mu(step);
    double q = Math.exp(-1 / mu);
    double jitter = 0;
    double delay = 0;
    for (int i = 0; i < points; i++) {
      double v = (i + 0.5) / points;
      double product = 1;
      for (double qv = v; qv > 1e-6; qv *= q) {
        product *= 1 - qv;
      }
      jitter += 2 * mu * product / points;
      delay += mu * (1 - product) / v / points;
    }
    JITTER[step] = jitter;
    MEAN_DELAY[step] = delay;
  }

  private static double mu(double step) {
    return LEAST_MU * Math.pow(MOST_MU / LEAST_MU, step / STEPS);
  }

  /**
   * The outcome for a path at rest.
   *
   * @param jitterMs as reported, at least 0
   * @param packetMs speech in one packet, above 0
   * @param spokenShare of the time in which packets were sent, 0–1: talk spurts set the depth anew,
   *     and are in proportion to pauses
   */
  Outcome outcome(double jitterMs, double packetMs, double spokenShare) {
    if (!buffer.emulated()) {
      return new Outcome(0, 1, 0);
    }
    Path path = path(jitterMs, packetMs);
    double spurtMs = PAUSE_MS * spokenShare / Math.max(1e-3, 1 - spokenShare);
    return buffer.adaptive() ? adaptive(path, Math.min(spurtMs, PERIOD_MS)) : fixed(path);
  }

  private static Path path(double jitterMs, double packetMs) {
    double jitter = jitterMs / packetMs;
    if (jitter <= JITTER[0]) { // packets are so far apart that J is μ
      return path(packetMs, Math.max(jitter, LEAST_MU / STEPS), jitter, jitter);
    }
    if (jitter >= JITTER[STEPS]) {
      double beyond = jitter / JITTER[STEPS];
      return path(packetMs, beyond * MOST_MU, jitter, beyond * MEAN_DELAY[STEPS]);
    }
    int at = 1;
    while (JITTER[at] < jitter) {
      at++;
    }
    double part = (jitter - JITTER[at - 1]) / (JITTER[at] - JITTER[at - 1]);
    double mean = MEAN_DELAY[at - 1] + part * (MEAN_DELAY[at] - MEAN_DELAY[at - 1]);
    return path(packetMs, mu(at - 1 + part), jitter, mean);
  }

  private static Path path(double packetMs, double mu, double jitter, double mean) {
    return new Path(packetMs * mu, packetMs, packetMs * mean, packetMs * jitter);
  }

  /**
   * Delays on the way, above the least.
   *
   * @param meanMs E T
   */
  private record Path(double muMs, double packetMs, double meanMs, double jitterMs) {
    double q() {
      return Math.exp(-packetMs / muMs);
    }

    /** P(T &gt; t), from the product's logarithm to first order. */
    double shareAbove(double tMs) {
      return -Math.expm1(-Math.exp(-tMs / muMs) / (1 - q()));
    }

    /** The t that so much is above. */
    double percentileMs(double share) {
      return -muMs * Math.log(-Math.log1p(-share) * (1 - q()));
    }

    /** P(T &gt; t) of the packet after one that was above: by μ in the mean, as is any excess. */
    double nextAbove(double tMs) {
      return q() + (1 - q()) * Math.exp(-tMs / muMs);
    }

    /** Mean of t − T over the packets that are not above. */
    double meanWaitMs(double tMs) {
      double above = shareAbove(tMs);
      return Math.max(0, tMs - (meanMs - above * (tMs + muMs)) / (1 - above));
    }
  }

  /**
   * Until the depth is found anew, three late packets in a row raise it by what the first is late.
   */
  private Outcome adaptive(Path path, double periodMs) {
    double depthMs = Math.clamp(path.percentileMs(ABOVE_PERCENTILE), nominalMs, maxMs);
    double late = path.shareAbove(depthMs);
    double next = path.nextAbove(depthMs);
    double raises = late * (1 - next) * next * next * periodMs / path.packetMs;
    double before = raises > 1e-9 ? -Math.expm1(-raises) / raises : 1;
    double raisedMs = Math.min(depthMs + 2 * path.packetMs + path.muMs, maxMs);
    return new Outcome(
        before * late + (1 - before) * path.shareAbove(raisedMs),
        1 / (1 - next),
        before * path.meanWaitMs(depthMs) + (1 - before) * path.meanWaitMs(raisedMs));
  }

  /**
   * Counted from a first packet that was itself delayed by T₀: late is T &gt; T₀ + nominal, and E
   * e^(−T₀/μ) = J/2μ. The mean of T₀ − T is 0, and what is late is so by μ.
   */
  private Outcome fixed(Path path) {
    double first = path.jitterMs / (2 * path.muMs);
    double late = -Math.expm1(-first * Math.exp(-nominalMs / path.muMs) / (1 - path.q()));
    return new Outcome(
        late,
        1 / (1 - path.nextAbove(nominalMs)),
        Math.min((nominalMs + late * path.muMs) / (1 - late), maxMs));
  }
}
