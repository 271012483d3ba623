package org.mosexporter.simulator;

import java.util.SplittableRandom;
import org.mosexporter.simulator.Offices.But;
import org.mosexporter.simulator.office.Callers;
import org.mosexporter.simulator.office.Office;
import org.mosexporter.simulator.office.Plan;

/** Offices with one trouble, played to nobody: what really happens is all that is asked. */
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

  static Truth truth(Scenario scenario) {
    Account account = new Account();
    SplittableRandom random = new SplittableRandom(scenario.seed());
    Office office =
        new Office(scenario.plan(), 1_772_000_000_000_000_000L, Unseen.SINK, account, random);
    for (Incident incident : scenario.incidents()) {
      Draw draw = new Draw(new SplittableRandom(incident.seed()), incident.severity());
      Trouble trouble = Troubles.of(incident.cause(), office, draw);
      account.follow(trouble, incident);
      trouble.turn().to(1);
    }
    Callers _ = new Callers(office, random.split());
    office.play(scenario.durationNs());
    return new Truth(
        scenario.plan(),
        account.blames(),
        account.streams(),
        account.crossedNs(),
        office.epochNs(),
        office.mirror().shown(),
        office.mirror().dropped());
  }

  private Troublesome() {}
}
