package org.mosexporter.simulator;

import org.mosexporter.simulator.Offices.But;
import org.mosexporter.simulator.office.Plan;

/** Offices with one trouble. */
final class Troublesome {
  /** That has what the trouble needs. */
  static Plan plan(Cause cause, Plan.Conditions conditions) {
    Needs needs = Needs.of(cause);
    But but =
        But.NOTHING
            .server(needs.server().orElse(false))
            .classes(needs.classes().orElse(true))
            .demand(needs.congested() ? 1.1 : 0.1)
            .jitterMs(Math.max(0.3, needs.jitterMs()));
    return Offices.plan(but, conditions);
  }

  private Troublesome() {}
}
