package org.mosexporter.simulator;

import java.util.List;
import java.util.OptionalLong;
import org.mosexporter.simulator.office.Plan;
import org.mosexporter.simulator.office.StreamTruth;

/**
 * What was really so.
 *
 * @param blames what was wrong
 * @param crossedNs when the site's MOS-LQ of five minutes first fell below its target, since 1970
 * @param seenPackets that passed the capture point
 */
public record Truth(
    Plan plan,
    List<Blame> blames,
    List<StreamTruth> streams,
    OptionalLong crossedNs,
    long epochNs,
    long seenPackets,
    long droppedPackets) {
  public Truth {
    blames = List.copyOf(blames);
  }

  /**
   * A cause and what it did.
   *
   * @param nameable whether what could be seen carries the name
   * @param lostMos by those whom it touched, mean while it was at its worst, or since its onset
   * @param heardPackets of them since the onset
   */
  public record Blame(
      Cause cause,
      Scope scope,
      double severity,
      boolean gradual,
      long onsetNs,
      boolean nameable,
      double lostMos,
      long heardPackets) {
    /** Whether it counts among those that must be found. */
    public boolean isCostly() {
      return lostMos >= 0.2;
    }
  }
}
