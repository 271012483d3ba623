package org.mosexporter.config;

import java.util.List;
import java.util.Map;

/**
 * Everything the user may set, with its defaults filled in.
 *
 * @param site name of this office; the default for everything that names no site
 * @param sites facts per site name; always has an entry for {@code site}
 * @param networks whose phones are ours, most specific first when they are asked
 * @param userAgents tried before the rules that are built in
 */
public record Config(
    String site,
    Map<String, Site> sites,
    List<Network> networks,
    List<Server> servers,
    List<Trunk> trunks,
    List<Group> groups,
    List<Egress> egress,
    List<UserAgentRule> userAgents,
    List<Capture> capture,
    Receive receive,
    Quality quality,
    Snmp snmp,
    Notifications notifications,
    Records records,
    MetricsOptions metrics,
    Privacy privacy,
    Limits limits) {
  public Config {
    sites = Map.copyOf(sites);
    networks = List.copyOf(networks);
    servers = List.copyOf(servers);
    trunks = List.copyOf(trunks);
    groups = List.copyOf(groups);
    egress = List.copyOf(egress);
    userAgents = List.copyOf(userAgents);
    capture = List.copyOf(capture);
  }

  /** The same but for its limits. */
  public Config with(Limits others) {
    return but().limits(others).build();
  }

  /** The same, to be changed. */
  public ConfigBuilder but() {
    return new ConfigBuilder(this);
  }

  /** What an empty file means on a host called {@code site}. */
  public static Config defaults(String site) {
    return new Config(
        site,
        Map.of(site, Site.defaults()),
        Network.privateAddresses(site),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(Capture.automatic()),
        Receive.defaults(),
        Quality.defaults(),
        Snmp.none(),
        Notifications.none(),
        Records.defaults(),
        MetricsOptions.defaults(),
        Privacy.defaults(),
        Limits.defaults());
  }
}
