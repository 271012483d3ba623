package org.mosexporter.demo;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mosexporter.config.Capture;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.Egress;
import org.mosexporter.config.Group;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Network;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Receive;
import org.mosexporter.config.Records;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Server;
import org.mosexporter.config.Site;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Trunk;

/** The configuration with which the normal daemon measures the simulated office. */
public final class DemoConfig {
  public static final String SITE = "demo";
  public static final String BRANCH = "branch";
  public static final String LOOPBACK = "127.0.0.1";

  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

  /**
   * Describes the office.
   *
   * @param capture whether to sniff {@code lo}; without, the packets come as a capture file
   * @param rtcpPort where phones' reports are received
   * @param snmpPort where {@link DemoRouter} answers
   */
  public static Config of(DemoPlan plan, boolean capture, int rtcpPort, int snmpPort) {
    return Config.defaults(SITE)
        .but()
        .sites(Map.of(SITE, new Site(ZoneOffset.UTC, "", Site.DEFAULT_TARGET_MOS)))
        .networks(networks())
        .servers(List.of(new Server("pbx1", List.of(IpAddress.parse(plan.pbx())), Server.Kind.PBX)))
        .trunks(List.of(new Trunk("telco-a", List.of(Cidr.parse("127.9.0.0/24")))))
        .groups(
            List.of(
                new Group("desk", Pattern.compile("10[0-9]{2}")),
                new Group("floor", Pattern.compile("11[0-9]{2}"))))
        .egress(List.of(new Egress(SITE, Egress.ALL, DemoRouter.NAME, DemoRouter.WAN_INTERFACE)))
        .capture(
            capture
                ? List.of(new Capture("lo", false, Capture.DEFAULT_RING_BYTES))
                : List.<Capture>of())
        .receive(
            new Receive(
                List.of(new Listener(LOOPBACK, rtcpPort, List.of())),
                List.of(),
                List.of(),
                List.of()))
        .snmp(snmp(snmpPort))
        .privacy(new Privacy(Privacy.Form.PLAIN, Privacy.Form.PLAIN, false))
        .records(Records.none())
        .build();
  }

  /**
   * Adds the branch: a site of its own, always at work. Its guests find no room in the table of
   * phones.
   *
   * @param routerPort where {@link DemoRouter#ofBranch} answers, and {@code firewallPort} {@link
   *     DemoRouter#firewall}
   */
  public static Config withBranch(
      Config config, DemoPlan branch, int routerPort, int firewallPort) {
    Site always = new Site(ZoneOffset.UTC, "Mon-Sun 00:00-24:00", Site.DEFAULT_TARGET_MOS);
    Map<String, Site> sites = new HashMap<>(config.sites());
    sites.put(BRANCH, always);
    IpAddress pbx = IpAddress.parse(branch.pbx());
    return config
        .but()
        .sites(sites)
        .networks(
            with(
                config.networks(),
                new Network(
                    "branch-phones", Cidr.parse("127.2.20.0/24"), Network.Access.WIRED, BRANCH)))
        .servers(with(config.servers(), new Server("pbx2", List.of(pbx), Server.Kind.PBX)))
        .trunks(with(config.trunks(), new Trunk("telco-b", List.of(Cidr.parse("127.10.0.0/24")))))
        .egress(
            with(
                config.egress(),
                new Egress(BRANCH, Egress.ALL, DemoRouter.BRANCH, DemoRouter.WAN_INTERFACE)))
        .limits(
            new Limits(
                DemoPlan.LASTING_PHONES,
                config.limits().streams(),
                config.limits().calls(),
                config.limits().series()))
        .snmp(
            new Snmp(
                config.snmp().interval(),
                config.snmp().credentials(),
                with(
                    with(config.snmp().devices(), device(DemoRouter.BRANCH, BRANCH, routerPort)),
                    device(DemoRouter.FIREWALL, BRANCH, firewallPort))))
        .build();
  }

  private static Snmp.Device device(String name, String site, int port) {
    return new Snmp.Device(name, site, LOOPBACK + ":" + port, "branch");
  }

  private static <T> List<T> with(List<T> some, T one) {
    return Stream.concat(some.stream(), Stream.of(one)).toList();
  }

  private static List<Network> networks() {
    return List.of(
        new Network("phones", Cidr.parse("127.1.20.0/24"), Network.Access.WIRED, SITE),
        new Network("office-wifi", Cidr.parse("127.1.30.0/24"), Network.Access.WIFI, SITE));
  }

  private static Snmp snmp(int port) {
    return new Snmp(
        POLL_INTERVAL,
        Map.of(
            "branch",
            new Snmp.Credentials.V3(
                DemoRouter.USER,
                Snmp.Auth.SHA_256,
                new Secret(DemoRouter.AUTH_KEY),
                Snmp.Privacy.AES_128,
                new Secret(DemoRouter.PRIVACY_KEY))),
        List.of(device(DemoRouter.NAME, SITE, port)));
  }

  private DemoConfig() {}
}
