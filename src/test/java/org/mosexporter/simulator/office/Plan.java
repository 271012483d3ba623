package org.mosexporter.simulator.office;

import java.util.List;

/**
 * What an office is, before anything happens in it.
 *
 * @param startHour of the day, UTC, at which the simulation begins
 * @param callsPerPhoneHour at the busiest hour
 * @param server its own in the office, whose port is mirrored; else in the cloud, and the mirror is
 *     in front of the router
 * @param codecs that phones prefer, best first
 */
public record Plan(
    double startHour,
    double callsPerPhoneHour,
    boolean server,
    List<NetworkPlan> networks,
    List<Model> models,
    List<Codec> codecs,
    Wan wan,
    List<TrunkPlan> trunks,
    Conditions conditions) {
  public Plan {
    networks = List.copyOf(networks);
    models = List.copyOf(models);
    codecs = List.copyOf(codecs);
    trunks = List.copyOf(trunks);
  }

  /**
   * Our line.
   *
   * @param depthMs of the ordinary queue, at the line's rate
   * @param demandOut of other traffic at the busiest hour, share of the rate; {@code demandIn}
   *     likewise
   * @param classes whether router and provider have a class for voice
   */
  public record Wan(
      double outBitsPerSecond,
      double inBitsPerSecond,
      double depthMs,
      double demandOut,
      double demandIn,
      boolean classes) {}

  /**
   * A provider.
   *
   * @param ip of its /28
   * @param codec that its calls have
   */
  public record TrunkPlan(
      String name, int ip, Codec codec, double delayMs, double jitterMs, double loss) {}

  /**
   * What there is to see.
   *
   * @param snmp whether router and switch answer
   * @param mirrorLoss share of packets that the mirror does not copy, in bursts
   */
  public record Conditions(boolean snmp, Rtcp rtcp, double mirrorLoss, Sides sides) {}

  /** What reports there are. */
  public enum Rtcp {
    PLAIN,
    /** As SRTCP: there, and not to be read; and nothing is published. */
    ENCRYPTED,
    NONE
  }

  /** Which directions the mirror shows. */
  public enum Sides {
    BOTH,
    OUT_ONLY,
    IN_ONLY
  }

  /** In all networks. */
  public int phones() {
    return networks.stream().mapToInt(NetworkPlan::phones).sum();
  }
}
