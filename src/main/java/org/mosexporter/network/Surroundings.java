package org.mosexporter.network;

import java.util.List;
import java.util.Map;
import org.mosexporter.config.IpAddress;

/**
 * What a device knows of its surroundings: who is at which of its ports, and which way it sends
 * what. It changes slowly and is read seldom; each part is as it was last read whole.
 *
 * @param modules name to whether it worked when it was last read
 * @param lldp neighbours by LLDP
 * @param cdp neighbours by CDP
 * @param learned stations behind its ports
 * @param addresses its own
 */
public record Surroundings(
    Map<String, Boolean> modules,
    List<Neighbour> lldp,
    List<Neighbour> cdp,
    List<LearnedAddress> learned,
    List<ArpEntry> arp,
    List<VoicePolicy> policies,
    List<Route> routes,
    List<IpAddress> addresses) {
  /** Nothing is known. */
  public static final Surroundings NONE =
      new Surroundings(
          Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Surroundings {
    modules = Map.copyOf(modules);
    lldp = List.copyOf(lldp);
    cdp = List.copyOf(cdp);
    learned = List.copyOf(learned);
    arp = List.copyOf(arp);
    policies = List.copyOf(policies);
    routes = List.copyOf(routes);
    addresses = List.copyOf(addresses);
  }

  /**
   * What one reading of them brought.
   *
   * @param modules name to whether it worked, of those that the device has
   */
  public record Reading(
      Map<String, Boolean> modules,
      Poll.Part<Neighbour> lldp,
      Poll.Part<Neighbour> cdp,
      Poll.Part<LearnedAddress> learned,
      Poll.Part<ArpEntry> arp,
      Poll.Part<VoicePolicy> policies,
      Poll.Part<Route> routes,
      Poll.Part<IpAddress> addresses) {
    public Reading {
      modules = Map.copyOf(modules);
    }
  }

  /** With what was read whole in the place of what was known. */
  Surroundings with(Reading reading) {
    return new Surroundings(
        reading.modules,
        latest(reading.lldp, lldp),
        latest(reading.cdp, cdp),
        latest(reading.learned, learned),
        latest(reading.arp, arp),
        latest(reading.policies, policies),
        latest(reading.routes, routes),
        latest(reading.addresses, addresses));
  }

  private static <T> List<T> latest(Poll.Part<T> read, List<T> known) {
    return switch (read) {
      case Poll.Part.Whole<T>(var rows) -> rows;
      case Poll.Part.Unknown<T> _ -> known;
    };
  }
}
