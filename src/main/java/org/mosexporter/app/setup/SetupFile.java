package org.mosexporter.app.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mosexporter.app.setup.Findings.Because;
import org.mosexporter.app.setup.Findings.Named;
import org.mosexporter.app.setup.Findings.Office;
import org.mosexporter.app.setup.Findings.PhoneNetwork;
import org.mosexporter.app.setup.Findings.Router;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network.Access;

/**
 * A configuration with its reasons as comments. What strangers said stands in it only as {@link
 * Words} leave it: in names and comments, quoted.
 */
public final class SetupFile {
  private static final String PROPOSED_HOURS = "Mon-Fri 08:00-18:00";

  /** Phones are compared by it, so that a guess would be worse than nothing. */
  private static final String ACCESS =
      "# wired, wifi, vpn or mobile? Inside the braces: , access: wired";

  private final StringBuilder out = new StringBuilder();
  private final Findings found;
  private final Optional<Path> community;

  private SetupFile(Findings found, Optional<Path> community) {
    this.found = found;
    this.community = community;
  }

  /**
   * The text of the file.
   *
   * @param community file that holds the community by which the routers are asked; without it they
   *     stand in comments
   */
  public static String text(Findings found, Optional<Path> community) {
    return new SetupFile(found, community).text();
  }

  private String text() {
    line("# Written by mos-exporter setup, from what was found. Look at it: names, office hours,");
    line("# access and how wide networks are cannot be heard. Every key is in CONFIGURATION.md;");
    line("# mos-exporter check says what is wrong with the file.");
    line("");
    line("site: " + Words.quoted(found.office().name()));
    officeHours();
    capture();
    networks();
    servers();
    trunks();
    line("");
    line("# receive:   # RTCP is received on UDP port 5005 and HEP on 9060 unless this says more");
    line("#   sip: [{listen: \"0.0.0.0:5066\"}]   # quality reports of phones (RFC 6035)");
    routers();
    return out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void officeHours() {
    Office office = found.office();
    String live = office.hours().isPresent() ? "" : "# ";
    line("");
    line("# When people work there: VoipNoCalls tells of an hour without calls only then, and");
    line("# without office hours it never does.");
    if (office.zone().isUtcByDefault()) {
      line("# Nobody said the time zone: UTC is hardly that of an office.");
    }
    if (office.hours().isEmpty()) {
      line("# Nobody said it; hours and time zone are a proposal:");
    }
    line(live + "sites:");
    line(
        live
            + "  %s: {timezone: %s, office_hours: %s}"
                .formatted(
                    Words.quoted(office.name()),
                    Words.quoted(office.zone().id().getId()),
                    Words.quoted(office.hours().orElse(PROPOSED_HOURS))));
  }

  private void capture() {
    line("");
    if (!found.interfaces().isEmpty()) {
      line("# Interfaces that are up:");
      found.interfaces().forEach(one -> line("#   " + Words.remark(one)));
    }
    if (found.capture().isPresent()) {
      Because<String> capture = found.capture().get();
      line("# " + Words.remark(capture.why()) + ".");
      line("capture:");
      line("  - {interface: " + Words.quoted(capture.what()) + "}");
      return;
    }
    line(
        "# No mirror was found: the interface with the default route is sniffed. Name the one that");
    line("# gets the mirror once it does:");
    line("# capture: [{interface: eth1}]");
  }

  private void networks() {
    line("");
    line("# Whose phones are yours.");
    if (found.networks().isEmpty()) {
      line(
          "# No phone was seen: every private address is taken for one of yours. Narrower, such as");
      List<Cidr> known = found.reachable();
      Cidr example =
          known.stream()
              .filter(cidr -> cidr.base().isIpv4())
              .findFirst()
              .orElse(Cidr.parse("10.1.20.0/24"));
      line("# networks: [{name: phones, cidr: " + cidr(example) + "}]   " + ACCESS);
      return;
    }
    line("networks:");
    Words names = new Words();
    for (PhoneNetwork network : found.networks()) {
      line("  # " + Words.remark(network.why()) + ".");
      line(
          "  - {name: %s, cidr: %s%s"
              .formatted(
                  Words.quoted(names.name("phones", "phones")),
                  cidr(network.cidr()),
                  access(network.access())));
    }
  }

  private static String access(Access access) {
    return access == Access.UNKNOWN
        ? "}   " + ACCESS
        : ", access: " + access.name().toLowerCase(Locale.ROOT) + "}";
  }

  private void servers() {
    line("");
    line("# PBX, SBC and media servers: no phones, but the seam between the legs of a call.");
    if (found.servers().isEmpty()) {
      line("# servers: [{name: pbx, addresses: [10.1.0.5], kind: pbx}]");
      return;
    }
    line("servers:");
    for (Named<IpAddress> server : found.servers()) {
      line("  # " + Words.remark(server.why()) + ".");
      line(
          "  - {name: %s, addresses: [%s], kind: pbx}"
              .formatted(Words.quoted(server.name()), Words.quoted(server.what().toString())));
    }
  }

  private void trunks() {
    line("");
    line(
        "# Providers, by their addresses; a provider's list of ranges is better than what was seen.");
    if (found.trunks().isEmpty()) {
      line("# trunks: [{name: telco-a, cidrs: [203.0.113.0/28]}]");
      return;
    }
    line("trunks:");
    for (Named<List<Cidr>> trunk : found.trunks()) {
      line("  # " + Words.remark(trunk.why()) + ".");
      line(
          "  - {name: %s, cidrs: [%s]}"
              .formatted(
                  Words.quoted(trunk.name()),
                  String.join(", ", trunk.what().stream().map(SetupFile::cidr).toList())));
    }
  }

  private static String cidr(Cidr of) {
    return Words.quoted(of.toString());
  }

  private void routers() {
    line("");
    line("# Routers and switches, for queues, drops and who sits at which port.");
    boolean asked = community.isPresent();
    List<Router> known = found.routers().stream().filter(r -> r.doubt().isEmpty()).toList();
    found.routers().forEach(this::doubtful);
    String live = asked && !known.isEmpty() ? "" : "# ";
    line(live + "snmp:");
    line(live + "  credentials:");
    line(
        live
            + "    office: {version: 2, community: "
            + Words.quoted(
                "${file:"
                    + community.map(Path::toString).orElse("/etc/mos-exporter/community")
                    + "}")
            + "}");
    line(live + "  devices:");
    if (known.isEmpty()) {
      line("#     - {name: gw1, address: 10.1.0.1, credentials: office}");
    }
    for (Router router : known) {
      line(live + "    # " + Words.remark(router.why()) + ".");
      line(
          live
              + "    - {name: %s, address: %s, credentials: office}"
                  .formatted(Words.quoted(router.name()), Words.quoted(address(router))));
    }
  }

  /** Whoever is asked learns the community, so that some stand here for a person to decide. */
  private void doubtful(Router router) {
    String at = router.address().map(address -> " at " + address).orElse("");
    router
        .doubt()
        .ifPresent(
            doubt ->
                line(
                    "# %s%s: %s; not asked: %s."
                        .formatted(router.name(), at, Words.remark(router.why()), doubt)));
  }

  private static String address(Router router) {
    return router.address().map(IpAddress::toString).orElse("");
  }
}
