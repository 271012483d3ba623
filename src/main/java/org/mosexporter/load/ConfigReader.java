package org.mosexporter.load;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.mosexporter.config.Capture;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.Egress;
import org.mosexporter.config.Group;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.MetricsOptions;
import org.mosexporter.config.Network;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Server;
import org.mosexporter.config.Site;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Trunk;
import org.mosexporter.config.UserAgentRule;

/** The sections of the file, each to its record. Unset keys take the records' defaults. */
final class ConfigReader {
  private static final Pattern NAME = Pattern.compile("[\\w .:/@+-]{1,64}");

  /** More of them would make the kernel's filter longer than its jumps reach. */
  private static final int MOST_PORTS = 64;

  private final Section root;
  private final UnaryOperator<String> checkedFilter;
  private final String site;
  private final Config defaults;

  /**
   * @param checkedFilter gives back an expression that captures can be filtered by; of another one
   *     its IllegalArgumentException says what is wrong
   */
  ConfigReader(Section root, String host, UnaryOperator<String> checkedFilter) {
    this.root = root;
    this.checkedFilter = checkedFilter;
    this.site = root.value("site", ConfigReader::name).orElse(host);
    this.defaults = Config.defaults(site);
  }

  Config read() {
    Section qualitySection = root.section("quality");
    double target = qualitySection.number("target_mos", Site.DEFAULT_TARGET_MOS, 1, 5);
    Privacy privacy = privacy();
    Snmp snmp = new SnmpReader(root.section("snmp"), site).read();
    List<Trunk> trunks = trunks();
    Config config =
        new Config(
            site,
            sites(target),
            networks(),
            servers(),
            trunks,
            groups(),
            egress(snmp, trunks),
            userAgents(),
            capture(),
            new ReceiveReader(root.section("receive"), defaults.receive()).read(),
            new QualityReader(qualitySection, defaults.quality()).read(),
            snmp,
            new NotifyReader(root.section("notify")).read(),
            new RecordsReader(root.section("records")).read(),
            metrics(),
            privacy,
            limits());
    root.refuseOthers();
    return config;
  }

  private Map<String, Site> sites(double target) {
    Map<String, Site> sites = new HashMap<>();
    ZoneId utc = Site.defaults().timezone();
    sites.put(site, new Site(utc, "", target));
    root.named("sites")
        .forEach(
            (name, section) -> {
              ZoneId zone = section.value("timezone", ConfigReader::zone).orElse(utc);
              String hours = section.value("office_hours", OfficeHours::checked).orElse("");
              sites.put(name, new Site(zone, hours, section.number("target_mos", target, 1, 5)));
              section.refuseOthers();
            });
    return sites;
  }

  private List<Network> networks() {
    List<Network> networks = new ArrayList<>();
    for (Section section : root.sections("networks")) {
      section.required("cidr");
      String name = section.value("name", ConfigReader::name).orElse("");
      Network.Access access =
          section.choice("access", Network.Access.UNKNOWN, Network.Access.class);
      String at = section.value("site", ConfigReader::name).orElse(site);
      section
          .value("cidr", Cidr::parse)
          .ifPresent(
              cidr -> {
                String called = name.isEmpty() ? cidr.toString() : name;
                refuseOverlap(networks, cidr, called, section);
                networks.add(new Network(called, cidr, access, at));
              });
      section.refuseOthers();
    }
    return networks.isEmpty() ? defaults.networks() : networks;
  }

  private static void refuseOverlap(
      List<Network> networks, Cidr cidr, String name, Section section) {
    for (Network other : networks) {
      if (other.cidr().overlaps(cidr)) {
        section
            .problems()
            .addValue(
                section.path().child("cidr"),
                cidr.toString(),
                "overlaps with " + other.cidr() + " of network " + other.name());
      } else if (other.name().equals(name)) {
        section.problems().addValue(section.path().child("name"), name, "is there twice");
      }
    }
  }

  private List<Server> servers() {
    List<Server> servers = new ArrayList<>();
    for (Section section : root.sections("servers")) {
      servers.add(
          new Server(
              section.required("name"),
              section.values("addresses", IpAddress::parse),
              section.choice("kind", Server.Kind.PBX, Server.Kind.class)));
      section.refuseOthers();
    }
    return servers;
  }

  private List<Trunk> trunks() {
    List<Trunk> trunks = new ArrayList<>();
    for (Section section : root.sections("trunks")) {
      trunks.add(new Trunk(section.required("name"), section.values("cidrs", Cidr::parse)));
      section.refuseOthers();
    }
    return trunks;
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (Section section : root.sections("groups")) {
      String name = section.required("name");
      section.required("users");
      section
          .value("users", ConfigReader::pattern)
          .ifPresent(users -> groups.add(new Group(name, users)));
      section.refuseOthers();
    }
    return groups;
  }

  private List<Egress> egress(Snmp snmp, List<Trunk> trunks) {
    List<Egress> egress = new ArrayList<>();
    for (Section section : root.sections("egress")) {
      Egress one =
          new Egress(
              section.value("site", ConfigReader::name).orElse(site),
              section.value("trunk", text -> text).orElse(Egress.ALL),
              section.required("router"),
              section.required("interface"));
      boolean named = trunks.stream().anyMatch(trunk -> trunk.name().equals(one.trunk()));
      if (!named && !one.trunk().equals(Egress.ALL)) {
        refuse(section, "trunk", one.trunk(), "no such trunk; \"*\" is all that leaves the site");
      }
      if (!one.router().isEmpty()
          && snmp.devices().stream().noneMatch(device -> device.name().equals(one.router()))) {
        refuse(section, "router", one.router(), "no such device in snmp.devices");
      }
      egress.add(one);
      section.refuseOthers();
    }
    return egress;
  }

  private static void refuse(Section section, String key, String value, String why) {
    section.problems().addValue(section.path().child(key), value, why);
  }

  private List<UserAgentRule> userAgents() {
    List<UserAgentRule> rules = new ArrayList<>();
    for (Section section : root.sections("user_agents")) {
      section.required("pattern");
      String vendor = section.required("vendor");
      section.value("vendor", ConfigReader::name);
      OptionalInt model = group(section, "model");
      OptionalInt firmware = group(section, "firmware");
      section
          .value("pattern", text -> new UserAgentRule(pattern(text), vendor, model, firmware))
          .ifPresent(rules::add);
      section.refuseOthers();
    }
    return rules;
  }

  private static OptionalInt group(Section section, String key) {
    int group = section.count(key, 0, 1, 20);
    return group == 0 ? OptionalInt.empty() : OptionalInt.of(group);
  }

  private List<Capture> capture() {
    List<Capture> captures = new ArrayList<>();
    for (Section section : root.sections("capture")) {
      String filter = section.value("filter", checkedFilter).orElse("");
      List<Integer> ports = section.values("ports", text -> Units.whole(text, 1, 65535));
      refuseUselessPorts(filter, ports, section);
      captures.add(
          new Capture(
              section.required("interface"),
              filter,
              ports,
              section.count(
                  "snap_length",
                  Capture.WHOLE_PACKETS,
                  Capture.LEAST_SNAP_LENGTH,
                  Capture.WHOLE_PACKETS),
              section.flag("promiscuous", true),
              section.flag("deduplicate", true),
              section.value("ring", ConfigReader::ring).orElse(Capture.DEFAULT_RING_BYTES)));
      section.refuseOthers();
    }
    if (!root.has("capture")) {
      return defaults.capture();
    }
    refuseCompany(captures);
    return captures;
  }

  /** It could turn out to be one of the others, whose packets would count twice. */
  private void refuseCompany(List<Capture> captures) {
    if (captures.size() > 1 && captures.stream().anyMatch(Capture::isAutomatic)) {
      root.problems()
          .add(
              root.path().child("capture"),
              "'" + Capture.AUTOMATIC + "' stands alone: name every interface, or none");
    }
  }

  private static void refuseUselessPorts(String filter, List<Integer> ports, Section section) {
    if (!filter.isEmpty() && !ports.isEmpty()) {
      section
          .problems()
          .add(section.path().child("ports"), "has no effect beside 'filter': name them there");
    } else if (ports.size() > MOST_PORTS) {
      section
          .problems()
          .add(section.path().child("ports"), MOST_PORTS + " at most; write a 'filter' instead");
    }
  }

  private MetricsOptions metrics() {
    Section section = root.section("metrics");
    MetricsOptions options =
        new MetricsOptions(
            section.flag("native_histograms", defaults.metrics().nativeHistograms()));
    section.refuseOthers();
    return options;
  }

  private Privacy privacy() {
    Section section = root.section("privacy");
    Privacy otherwise = defaults.privacy();
    Privacy privacy =
        new Privacy(
            section.choice("users", otherwise.users(), Privacy.Form.class),
            section.choice("remote_numbers", otherwise.remoteNumbers(), Privacy.Form.class),
            section.flag("keep_sip", otherwise.keepSip()));
    section.refuseOthers();
    return privacy;
  }

  private Limits limits() {
    Section section = root.section("limits");
    Limits otherwise = defaults.limits();
    Limits limits =
        new Limits(
            section.count("endpoints", otherwise.endpoints(), Limits.LEAST.endpoints(), 1_000_000),
            section.count("streams", otherwise.streams(), Limits.LEAST.streams(), 10_000_000),
            section.count("calls", otherwise.calls(), Limits.LEAST.calls(), 10_000_000),
            section.count("series", otherwise.series(), Limits.LEAST.series(), 100_000_000));
    section.refuseOthers();
    return limits;
  }

  /** A name that becomes a label: short, printable. */
  static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("1 to 64 letters, digits, blanks or .:/@+-_ are expected");
    }
    return text;
  }

  private static long ring(String text) {
    long bytes = Units.bytes(text);
    if (bytes < 1 << 20 || bytes > 1 << 30) {
      throw new IllegalArgumentException("1MiB to 1024MiB is expected");
    }
    return bytes;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("a zone is expected, such as Europe/Berlin", unknown);
    }
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "a regular expression is expected: " + wrong.getDescription(), wrong);
    }
  }
}
