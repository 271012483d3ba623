package org.mosexporter.stream.sim;

import java.util.Collections;
import java.util.List;

/** What G.711 with concealment scores, from the packets that its listener missed (ITU-T G.107). */
public final class TrueScore {
  /** All inputs at their defaults. */
  private static final double R_PERFECT = 93.2062;

  private static final double BPL = 25.1;
  private static final double CEILING = 95;

  /** Packets of 20 ms in an interval of 10 s. */
  private static final int INTERVAL = 500;

  /**
   * Mean over the intervals, weighted by their packets, of MOS by (7-29) and Annex B.
   *
   * @param missingInOrder of each packet that was sent, whether it was missed
   */
  public static double mosLq(List<Boolean> missingInOrder) {
    double sum = 0;
    for (int from = 0; from < missingInOrder.size(); from += INTERVAL) {
      int to = Math.min(from + INTERVAL, missingInOrder.size());
      sum += (to - from) * intervalMosLq(missingInOrder.subList(from, to));
    }
    return sum / missingInOrder.size();
  }

  private static double intervalMosLq(List<Boolean> missing) {
    double ppl = 100.0 * Collections.frequency(missing, true) / missing.size();
    double burstR = Math.max(1, SimulatedStream.burstRatio(missing));
    double r = R_PERFECT - CEILING * ppl / (ppl / burstR + BPL);
    return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
  }

  private TrueScore() {}
}
