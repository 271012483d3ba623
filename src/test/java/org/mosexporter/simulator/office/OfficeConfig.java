package org.mosexporter.simulator.office;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.Egress;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Network;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Server;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Trunk;

/** What the office's administrator would have written into the configuration. */
public final class OfficeConfig {
  /** Name of the only site. */
  public static final String SITE = "office";

  private static final Limits LIMITS = new Limits(500, 2_000, 1_000, 20_000);

  public static Config of(Plan plan) {
    List<Trunk> trunks = new ArrayList<>();
    for (Plan.TrunkPlan trunk : plan.trunks()) {
      trunks.add(new Trunk(trunk.name(), List.of(Cidr.parse(Host.text(trunk.ip()) + "/28"))));
    }
    Host server = Office.serverHost(plan, 5060);
    IpAddress address = IpAddress.ofIpv4(server.ip());
    return Config.defaults(SITE)
        .but()
        .networks(plan.networks().stream().map(OfficeConfig::network).toList())
        .servers(List.of(new Server("pbx1", List.of(address), Server.Kind.PBX)))
        .trunks(trunks)
        .egress(List.of(new Egress(SITE, Egress.ALL, Devices.ROUTER, Devices.WAN)))
        .snmp(plan.conditions().snmp() ? snmp() : Snmp.none())
        .limits(LIMITS)
        .build();
  }

  private static Network network(NetworkPlan network) {
    return new Network(network.name(), Cidr.parse(network.cidr()), network.access(), SITE);
  }

  private static Snmp snmp() {
    return new Snmp(
        Duration.ofSeconds(30),
        Map.of("c", new Snmp.Credentials.V2c(new Secret("public"))),
        List.of(
            new Snmp.Device(Devices.ROUTER, SITE, "10.1.0.1", "c"),
            new Snmp.Device(Devices.SWITCH, SITE, "10.1.0.2", "c")));
  }

  private OfficeConfig() {}
}
