package org.mosexporter.simulator.office;

import java.util.ArrayList;
import java.util.List;
import org.mosexporter.simulator.path.Gate;
import org.mosexporter.simulator.path.Marking;

/** What stands between the phones of one network and the rest. */
public final class NetworkGear {
  private final NetworkPlan plan;
  private final Marking marking = new Marking();
  private final Gate outward = new Gate();
  private final Gate inward = new Gate();
  private final List<Access.Wireless> stations = new ArrayList<>();

  NetworkGear(NetworkPlan plan) {
    this.plan = plan;
  }

  public NetworkPlan plan() {
    return plan;
  }

  /** The switch that the phones are at, for what they send. */
  public Marking marking() {
    return marking;
  }

  /** For what they send, behind the capture point where the server is in the cloud. */
  public Gate outward() {
    return outward;
  }

  public Gate inward() {
    return inward;
  }

  /** Those over the air. */
  public List<Access.Wireless> stations() {
    return stations;
  }
}
