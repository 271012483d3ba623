package org.mosexporter.simulator;

import java.util.List;
import org.mosexporter.config.Network;
import org.mosexporter.simulator.office.Codec;
import org.mosexporter.simulator.office.Model;
import org.mosexporter.simulator.office.NetworkPlan;
import org.mosexporter.simulator.office.Plan;

/** Small offices for tests of the simulator itself. */
final class Offices {
  static final long MINUTE_NS = 60_000_000_000L;
  private static final int TEN = 10 << 24 | 1 << 16;
  private static final int DOCUMENTATION = 203 << 24 | 113 << 8;

  /** What tests change of an office. */
  record But(boolean server, boolean classes, double demand, double jitterMs, double loss) {
    static final But NOTHING = new But(false, true, 0.1, 0.3, 0);

    But server(boolean its) {
      return new But(its, classes, demand, jitterMs, loss);
    }

    But classes(boolean its) {
      return new But(server, its, demand, jitterMs, loss);
    }

    But demand(double its) {
      return new But(server, classes, its, jitterMs, loss);
    }

    But jitterMs(double its) {
      return new But(server, classes, demand, its, loss);
    }
  }

  static final Plan.Conditions ALL_SEEN =
      new Plan.Conditions(true, Plan.Rtcp.PLAIN, 0, Plan.Sides.BOTH);

  /** Busy, so that a few minutes have some calls. */
  static Plan plan(But but, Plan.Conditions conditions) {
    return new Plan(
        10,
        14,
        but.server,
        List.of(
            new NetworkPlan("floor1", TEN | 20 << 8, Network.Access.WIRED, 8),
            new NetworkPlan("wifi", TEN | 30 << 8, Network.Access.WIFI, 4)),
        Model.DESK.subList(0, 2),
        List.of(Codec.G722, Codec.PCMA),
        new Plan.Wan(10e6, 20e6, 150, but.demand, but.demand, but.classes),
        List.of(
            new Plan.TrunkPlan("telco-a", DOCUMENTATION, Codec.PCMA, 8, but.jitterMs, but.loss),
            new Plan.TrunkPlan(
                "telco-b", DOCUMENTATION | 16, Codec.PCMA, 12, but.jitterMs, but.loss)),
        conditions);
  }

  /** The same without phones over the air, which lose a little. */
  static Plan wired(Plan plan) {
    return new Plan(
        plan.startHour(),
        plan.callsPerPhoneHour(),
        plan.server(),
        plan.networks().subList(0, 1),
        plan.models(),
        plan.codecs(),
        plan.wan(),
        plan.trunks(),
        plan.conditions());
  }

  static Scenario minutes(int minutes, long seed, Plan plan, Incident... incidents) {
    return new Scenario(seed, plan, List.of(incidents), minutes * MINUTE_NS, Range.TUNED);
  }

  private Offices() {}
}
