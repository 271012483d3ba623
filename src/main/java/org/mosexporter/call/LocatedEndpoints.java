package org.mosexporter.call;

import java.util.List;
import java.util.function.Supplier;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network.Access;
import org.mosexporter.config.UserAgentRule;
import org.mosexporter.network.MacAddress;
import org.mosexporter.network.Topology;
import org.mosexporter.network.Whereabouts;

/**
 * Endpoints with what the network's devices know of them: hardware address, switch and port, and
 * make and model where no User-Agent told them. The tracker knows nothing of it. Used by any
 * thread.
 */
public final class LocatedEndpoints {
  private final Supplier<Topology> topology;
  private final NeighbourModels models;

  /**
   * Joins what the supplier has by then.
   *
   * @param rules of the user's own, which are asked first
   */
  public LocatedEndpoints(Supplier<Topology> topology, List<UserAgentRule> rules) {
    this.topology = topology;
    this.models = new NeighbourModels(rules);
  }

  /** All of them. */
  public List<EndpointInfo> of(List<EndpointInfo> endpoints) {
    Topology now = topology.get();
    return endpoints.stream().map(endpoint -> located(endpoint, now)).toList();
  }

  /** The same call with those of these endpoints that took part. */
  public CallSummary of(CallSummary call, List<EndpointInfo> endpoints) {
    Topology now = topology.get();
    return call.withEndpoints(
        endpoints.stream()
            .filter(endpoint -> took(endpoint.address(), call))
            .map(endpoint -> forRecord(located(endpoint, now)))
            .toList());
  }

  /** Many records are kept; what a phone says of itself is long, and in none of them. */
  private static EndpointInfo forRecord(EndpointInfo known) {
    return known.at(known.whereabouts().withoutNeighbour());
  }

  private static boolean took(IpAddress address, CallSummary call) {
    return call.streams().stream()
        .anyMatch(
            stream -> stream.source().equals(address) || stream.destination().equals(address));
  }

  private EndpointInfo located(EndpointInfo of, Topology now) {
    Whereabouts known = now.find(of.address(), MacAddress.parse(of.mac()));
    if (known.equals(Whereabouts.UNKNOWN)) {
      return of;
    }
    Device said = new Device(of.vendor(), of.model(), of.firmware());
    boolean tells = !said.equals(Device.UNSEEN) && !said.equals(Device.OTHER);
    Device heard = known.neighbour().map(models::device).orElse(Device.UNSEEN);
    Device device = tells || heard.equals(Device.UNSEEN) ? said : heard;
    return new EndpointInfo(
        of.site(),
        of.address(),
        of.network(),
        access(of.access(), known),
        of.user(),
        of.users(),
        of.group(),
        device.vendor(),
        device.model(),
        device.firmware(),
        of.mac().isEmpty() ? known.mac().map(MacAddress::toString).orElse("") : of.mac(),
        known);
  }

  /** As configured; where it is not, as its port shows. */
  private static Access access(Access configured, Whereabouts known) {
    if (configured != Access.UNKNOWN || known.medium().isEmpty()) {
      return configured;
    }
    return switch (known.medium().get()) {
      case WIRED -> Access.WIRED;
      case WIFI -> Access.WIFI;
    };
  }
}
