package org.mosexporter.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Capture;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.Egress;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.JitterBuffer;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Network;
import org.mosexporter.config.Notifications.Homer;
import org.mosexporter.config.Receive;
import org.mosexporter.config.Records;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Server;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.UserAgentRule;

class ConfigLoaderTest {
  private static String checkedFilter(String expression) {
    if (expression.contains("bogus")) {
      throw new IllegalArgumentException("syntax error; write it as for tcpdump");
    }
    return expression;
  }

  private static Config parse(String yaml) throws ConfigException {
    return ConfigLoader.parse(
        "mos.yml",
        yaml,
        "host1",
        Map.of("KEY", "from-the-environment"),
        ConfigLoaderTest::checkedFilter);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"\"\"", "\"# only a comment\n\"", "\"\n\n\""})
  void anEmptyFileRuns(String yaml) throws ConfigException {
    Config config = parse(yaml);

    assertEquals("host1", config.site());
    assertEquals(4, config.networks().size());
    assertEquals(
        new Receive(
            List.of(new Listener("0.0.0.0", 5005, List.of())),
            List.of(new Listener("0.0.0.0", 9060, List.of())),
            List.of(),
            List.of()),
        config.receive());
    assertEquals(3.8, config.sites().get("host1").targetMos());
  }

  @Test
  void anEmptyListWasSaid() throws ConfigException {
    Receive closed = parse("receive: {rtcp: [], hep: []}").receive();
    assertEquals(new Receive(List.of(), List.of(), List.of(), List.of()), closed);
    assertEquals(9060, parse("receive: {rtcp: []}").receive().hep().getFirst().port());
    assertThrows(ConfigException.class, () -> parse("network: []"));
  }

  @Test
  void readsEverySection() throws ConfigException {
    Config config =
        parse(
            """
            site: berlin
            sites: {berlin: {timezone: Europe/Berlin, office_hours: "Mon-Fri 08:00-18:00", target_mos: 4}}
            networks:
              - {name: phones, cidr: 10.1.20.0/24, access: wired}
              - {name: office-wifi, cidr: 10.1.30.0/23, access: wifi, site: potsdam}
            servers: [{name: pbx1, addresses: [10.1.0.5, "fd00::5"], kind: sbc}]
            trunks: [{name: telco-a, cidrs: [203.0.113.0/28]}]
            groups: [{name: sales, users: "10[0-4][0-9]"}]
            egress:
              - {site: berlin, trunk: telco-a, router: gw1, interface: Gi0/0/1}
              - {router: gw1, interface: Gi0/0/2}
            user_agents:
              - {pattern: "Acme (\\\\w+)/(.*)", vendor: Acme, model: 1, firmware: 2}
              - {pattern: "Other.*", vendor: Other Inc.}
            capture: [{interface: eth1, promiscuous: false, deduplicate: false, ring: 16MiB}]
            receive: {rtcp: [{listen: "127.0.0.1:5006", allow: [10.0.0.0/8]}]}
            quality:
              interval: 20s
              expected_dscp: CS5
              plc: false
              jitter_buffer: {nominal: 60ms, kind: fixed}
              models: {VVX_450: {jitter_buffer: {max: 300ms}}}
              payload_types: {97: opus/48000}
              codecs: {GSM: {ie: 20, bpl: 10}}
            snmp:
              interval: 10s
              credentials:
                old: {version: 2, community: "public"}
                branch: {version: 3, user: mon, auth: SHA-256, auth_key: "${env:KEY}", privacy: AES-128, privacy_key: "12345678"}
              devices: [{name: gw1, address: "10.1.0.1:1161", credentials: branch, modules: auto, classes: {voice: EF, "1:10": 26, a.b: CS3}}]
            notify:
              hep:
                - {to: "homer.example:9060", id: 4000000000, key: "${env:KEY}"}
                - {to: "[fd00::9]:9061"}
            records:
              file: {path: /var/log/calls.jsonl, max_size: 1GB, keep: 3}
              database: "postgresql://mos:a/b@c:d@db1:5433,db2/calls?sslmode=verify-full"
              keep: 30d
              max_size: 500MB
            privacy: {users: plain}
            limits: {endpoints: 10, streams: 20, calls: 30, series: 4000}
            """);

    assertEquals(ZoneId.of("Europe/Berlin"), config.sites().get("berlin").timezone());
    assertEquals(4, config.sites().get("berlin").targetMos());
    assertEquals(Network.Access.WIFI, config.networks().get(1).access());
    assertEquals("potsdam", config.networks().get(1).site());
    assertEquals("berlin", config.networks().get(0).site());
    assertEquals(Server.Kind.SBC, config.servers().getFirst().kind());
    assertEquals(IpAddress.parse("fd00::5"), config.servers().getFirst().addresses().get(1));
    assertTrue(config.groups().getFirst().users().matcher("1049").matches());
    assertEquals(
        List.of(
            new Egress("berlin", "telco-a", "gw1", "Gi0/0/1"),
            new Egress("berlin", "*", "gw1", "Gi0/0/2")),
        config.egress());
    assertEquals(
        Optional.of(new Records.File("/var/log/calls.jsonl", 1_000_000_000, 3)),
        config.records().file());
    assertEquals(
        new Records.Database.Postgresql(
            "db1:5433,db2",
            "calls",
            "mos",
            Optional.of(new Secret("a/b@c:d")),
            Map.of("sslmode", "verify-full")),
        config.records().database());
    assertEquals(Duration.ofDays(30), config.records().keep());
    assertEquals(500_000_000, config.records().maxSizeBytes());
    UserAgentRule acme = config.userAgents().getFirst();
    assertEquals("Acme (\\w+)/(.*)", acme.pattern().pattern());
    assertEquals("Acme", acme.vendor());
    assertEquals(OptionalInt.of(1), acme.model());
    assertEquals(OptionalInt.of(2), acme.firmware());
    assertEquals("Other Inc.", config.userAgents().get(1).vendor());
    assertEquals(OptionalInt.empty(), config.userAgents().get(1).model());
    assertEquals(16 << 20, config.capture().getFirst().ringBytes());
    assertFalse(config.capture().getFirst().promiscuous());
    assertFalse(config.capture().getFirst().deduplicate());
    assertEquals(5006, config.receive().rtcp().getFirst().port());
    assertEquals(Duration.ofSeconds(20), config.quality().interval());
    assertEquals(40, config.quality().expectedDscp());
    assertEquals(Map.of(97, "opus/48000"), config.quality().payloadTypes());
    assertEquals(10, config.quality().codecs().get("GSM").bpl());
    assertEquals(
        new JitterBuffer(JitterBuffer.Kind.FIXED, Duration.ofMillis(60), Duration.ofMillis(200)),
        config.quality().jitterBuffer("T46S"));
    assertEquals(
        new JitterBuffer(JitterBuffer.Kind.FIXED, Duration.ofMillis(60), Duration.ofMillis(300)),
        config.quality().jitterBuffer("VVX 450"));
    assertEquals(
        List.of(
            new Homer(
                "homer.example",
                9060,
                4_000_000_000L,
                Optional.of(new Secret("from-the-environment"))),
            new Homer("fd00::9", 9061, 2001, Optional.empty())),
        config.notifications().hep());
    Snmp.Credentials.V3 user = (Snmp.Credentials.V3) config.snmp().credentials().get("branch");
    assertEquals("from-the-environment", user.authKey().value());
    assertEquals(
        Map.of("voice", 46, "1:10", 26, "a.b", 24), config.snmp().devices().getFirst().classes());
    assertEquals(30, config.limits().calls());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown key        | sight: x                                     | mos.yml:1: sight: unknown key; known here:
          unknown nested key | networks: [{cidr: 10.0.0.0/8, acces: wifi}]  | mos.yml:1: networks[0].acces: unknown key; known here: access, cidr, name, site
          wrong type         | limits: {calls: many}                        | mos.yml:1: limits.calls: 'many': a whole number from 1 to 10000000 is expected
          out of range       | quality: {target_mos: 7}                     | mos.yml:1: quality.target_mos: '7': a number from 1.0 to 5.0 is expected
          bad CIDR           | networks: [{cidr: 10.1.20.0/33}]             | mos.yml:1: networks[0].cidr: '10.1.20.0/33': prefix length of 10.1.20.0/33 is not 0 to 32
          bits behind prefix | networks: [{cidr: 10.1.20.1/24}]             | mos.yml:1: networks[0].cidr: '10.1.20.1/24': 10.1.20.1/24 has bits behind its prefix; write 10.1.20.0/24
          not an address     | networks: [{cidr: phones}]                   | mos.yml:1: networks[0].cidr: 'phones': not an IP address: phones
          overlap            | networks: [{cidr: 10.0.0.0/8}, {cidr: 10.1.0.0/16}] | overlaps with 10.0.0.0/8 of network 10.0.0.0/8
          missing            | networks: [{name: phones}]                   | mos.yml:1: networks[0]: 'cidr' is missing
          a list             | site: [a, b]                                 | mos.yml:1: site: one value is expected here, not a list
          a mapping          | site: {a: b}                                 | mos.yml:1: site: one value is expected here, not a mapping
          a scalar           | quality: high                                | mos.yml:1: quality: a mapping (key: value) is expected here
          scalar in a list   | capture: [eth0]                              | mos.yml:1: capture[0]: 'eth0': a mapping (key: value) is expected here
          unset variable     | snmp: {credentials: {a: {version: 2, community: "${env:NONE}"}}} | snmp.credentials.a.community: the environment variable NONE is not set
          unreadable file    | snmp: {credentials: {a: {version: 2, community: "${file:/nowhere/x}"}}} | snmp.credentials.a.community: the file /nowhere/x cannot be read
          another look-up    | snmp: {credentials: {a: {version: 2, community: "${sys:user.home}"}}} | only ${env:NAME}, ${file:PATH} and ${credential:NAME} can stand in a secret
          short key          | snmp: {credentials: {a: {version: 3, user: u, auth_key: short, privacy_key: longenough}}} | snmp.credentials.a.auth_key: at least 8 characters are needed
          no code point      | snmp: {credentials: {a: {version: 2, community: c}}, devices: [{name: gw, address: 10.0.0.1, credentials: a, classes: {voice: EEF}}]} | snmp.devices[0].classes.voice: 'EEF': a code point is expected
          no credentials     | snmp: {devices: [{name: gw, address: 10.0.0.1, credentials: x}]} | 'x': no such credentials
          choice             | networks: [{cidr: 10.0.0.0/8, access: radio}] | 'radio': one of these is expected: wired, wifi, vpn, mobile, unknown
          duration           | quality: {interval: 10}                      | '10': a duration is expected, such as 40ms, 10s, 5m, 1h or 90d
          buffer's depth     | quality: {jitter_buffer: {nominal: 40ms, max: 20ms}} | mos.yml:1: quality.jitter_buffer.max: at least nominal is expected
          model's buffer     | quality: {models: {T46S: {jitter_buffer: {nominal: 3s}}}} | mos.yml:1: quality.models.T46S.jitter_buffer.nominal: 0ms to 2s is expected
          code point         | quality: {expected_dscp: 64}                 | '64': a code point is expected: a name such as EF, CS5 or AF41, or 0 to 63
          pattern            | groups: [{name: a, users: "["}]              | '[': a regular expression is expected:
          egress's trunk     | {snmp: {credentials: {a: {version: 2, community: c}}, devices: [{name: gw, address: 10.0.0.1, credentials: a}]}, egress: [{trunk: t, router: gw, interface: eth0}]} | mos.yml:1: egress[0].trunk: 't': no such trunk
          egress's router    | egress: [{router: gw, interface: eth0}]      | mos.yml:1: egress[0].router: 'gw': no such device in snmp.devices
          egress's name      | egress: [{interface: eth0}]                  | mos.yml:1: egress[0]: 'router' is missing
          no such group      | user_agents: [{pattern: "a(b)", vendor: A, model: 1, firmware: 2}] | mos.yml:1: user_agents[0].pattern: 'a(b)': the pattern has 1 groups
          user agent         | user_agents: [{pattern: "*", vendor: A}]     | mos.yml:1: user_agents[0].pattern: '*': a regular expression is expected:
          vendor             | user_agents: [{pattern: "a"}]                | mos.yml:1: user_agents[0]: 'vendor' is missing
          vendor's name      | user_agents: [{pattern: "a", vendor: "<b>"}] | mos.yml:1: user_agents[0].vendor: '<b>': 1 to 64 letters
          transport          | receive: {hep: [{listen: ":9060", transport: sctp}]} | mos.yml:1: receive.hep[0].transport: 'sctp': one of these is expected: udp, tcp, tls
          RTCP is UDP        | receive: {rtcp: [{listen: ":5005", transport: tcp}]} | mos.yml:1: receive.rtcp[0].transport: unknown key
          no listen          | receive: {sip: [{transport: tcp}]}           | mos.yml:1: receive.sip[0]: 'listen' is missing
          empty key          | receive: {hep: [{listen: ":9060", key: ""}]} | mos.yml:1: receive.hep[0].key: the secret is empty
          port taken         | receive: {rtcp: [{listen: ":5005"}, {listen: "10.0.0.1:5005"}]} | mos.yml:1: receive.rtcp[1].listen: '10.0.0.1:5005': receive.rtcp has this port already, at 0.0.0.0:5005
          port of a default  | receive: {sip: [{listen: "127.0.0.1:9060"}]} | mos.yml:1: receive.sip[0].listen: '127.0.0.1:9060': receive.hep has this port already, at 0.0.0.0:9060
          port of TCP        | receive: {hep: [{listen: ":9060", transport: tls}], sip: [{listen: "[::]:9060", transport: tcp}]} | receive.sip[0].listen: '[::]:9060': receive.hep has this port already
          folder from here   | receive: {cmr: [{path: spool}]}              | mos.yml:1: receive.cmr[0].path: 'spool': an absolute path is expected
          where to           | notify: {hep: [{id: 1}]}                     | mos.yml:1: notify.hep[0]: 'to' is missing
          no port            | notify: {hep: [{to: homer}]}                 | mos.yml:1: notify.hep[0].to: 'homer': host:port is expected
          no host            | notify: {hep: [{to: ":9060"}]}               | mos.yml:1: notify.hep[0].to: ':9060': host:port is expected
          record file        | records: {file: {max_size: 1MB}}            | mos.yml:1: records.file: 'path' is missing
          part of a path     | records: {file: {path: calls.jsonl}}        | mos.yml:1: records.file.path: 'calls.jsonl': a whole path is expected
          small file         | records: {file: {path: /a, max_size: 99kB}}  | mos.yml:1: records.file.max_size: '99kB': at least 100kB is expected
          unknown store      | records: {database: "mysql://a@b/c"}         | mos.yml:1: records.database: sqlite:/PATH, postgresql://USER:PASSWORD@HOST/DATABASE, default or none is expected
          part of its path   | records: {database: "sqlite:calls.db"}       | mos.yml:1: records.database: a whole path is expected
          driver's parameter | records: {database: "postgresql://a@b/c?socketFactory=x"} | mos.yml:1: records.database: only currentSchema, sslcert, sslkey, sslmode, sslrootcert, targetServerType can stand behind ?
          short keep         | records: {keep: 1m}                          | mos.yml:1: records.keep: '1m': at least 1h is expected
          port 0             | notify: {hep: [{to: "homer:0"}]}             | mos.yml:1: notify.hep[0].to: 'homer:0'
          agent              | notify: {hep: [{to: "h:1", id: -1}]}         | mos.yml:1: notify.hep[0].id: '-1': a number from 0 to 4294967295 is expected
          duplicate          | {site: a, site: b}                           | mos.yml:1: not YAML: found duplicate key site
          not a mapping      | just words                                   | mos.yml: not a YAML mapping
          broken             | site: [a                                     | mos.yml:1: not YAML:
          """)
  void saysWhereAndWhatToDo(String name, String yaml, String expected) {
    ConfigException refused = assertThrows(ConfigException.class, () -> parse(yaml));

    assertEquals(1, refused.problems().size(), refused.getMessage());
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @Test
  void tellsEveryProblemWithItsLine() {
    String yaml =
        """
        site: berlin
        limits:
          calls: many
          cals: 3
        networks:
          - cidr: 10.0.0.0/8
          - cidr: nowhere
        """;

    ConfigException refused = assertThrows(ConfigException.class, () -> parse(yaml));

    assertEquals(
        List.of("mos.yml:7", "mos.yml:3", "mos.yml:4"),
        refused.problems().stream().map(p -> p.substring(0, p.indexOf(": "))).toList());
  }

  @Test
  void neverShowsASecret() throws ConfigException {
    String yaml = "snmp: {credentials: {a: {version: 2, community: \"hush-hush\"}}}";
    Config config = parse(yaml);
    ConfigException refused =
        assertThrows(ConfigException.class, () -> parse(yaml.replace("version: 2", "version: 9")));

    assertFalse(config.toString().contains("hush-hush"));
    assertFalse(EffectiveConfig.yaml(config).contains("hush-hush"));
    assertFalse(refused.getMessage().contains("hush-hush"));
    assertTrue(EffectiveConfig.yaml(config).contains("community: <secret>"));
  }

  @Test
  void whatIsShownAsEffectiveLoadsAgain() throws ConfigException {
    Config config =
        parse(
            """
            site: berlin
            capture:
              - {interface: eth1, ports: [8088, 443], snap_length: 512, deduplicate: false}
              - {interface: eth2, filter: "udp and not port 53", promiscuous: false, ring: 1MiB}
            quality: {codecs: {GSM: {ie: 20, bpl: 10}}, payload_types: {97: opus/48000}}
            receive: {rtcp: [{listen: "[::1]:5006"}]}
            """);

    assertEquals(config.toString(), parse(EffectiveConfig.yaml(config)).toString());
  }

  @Test
  void readsWhereReportsAreReceived() throws ConfigException {
    Config config =
        parse(
            """
            receive:
              rtcp: [{listen: ":5005"}, {listen: "[::1]:5005"}]
              hep:
                - {listen: "127.0.0.1:9060", key: "${env:KEY}", allow: [10.1.0.0/16]}
                - {listen: "127.0.0.1:9060", transport: tls}
              sip: [{listen: "0.0.0.0:5066", transport: TCP}, {listen: "0.0.0.0:5066"}]
              cmr: [{path: /var/spool/cmr}]
            """);

    assertEquals(
        new Receive(
            List.of(new Listener("0.0.0.0", 5005, List.of()), new Listener("::1", 5005, List.of())),
            List.of(
                new Listener(
                    "127.0.0.1",
                    9060,
                    Listener.Transport.UDP,
                    Optional.of(new Secret("from-the-environment")),
                    List.of(Cidr.parse("10.1.0.0/16"))),
                new Listener(
                    "127.0.0.1", 9060, Listener.Transport.TLS, Optional.empty(), List.of())),
            List.of(
                new Listener("0.0.0.0", 5066, Listener.Transport.TCP, Optional.empty(), List.of()),
                new Listener("0.0.0.0", 5066, List.of())),
            List.of("/var/spool/cmr")),
        config.receive());
    String shown = EffectiveConfig.yaml(config);
    assertEquals(
        config.toString(), parse(shown).toString()); // the key, too, is shown as it is masked
    assertFalse((shown + config).contains("from-the-environment"));
    assertTrue(shown.contains("key: <secret>"));
  }

  @Test
  void readsWhichPacketsAreWanted() throws ConfigException {
    Config config =
        parse(
            """
            capture:
              - {interface: eth1, ports: [8088, 443], snap_length: 256}
              - {interface: eth2, filter: "udp and not port 53"}
            """);

    Capture eth1 = config.capture().getFirst();
    assertEquals(List.of(8088, 443), eth1.ports());
    assertEquals(256, eth1.snapLength());
    assertEquals("", eth1.filter());
    Capture eth2 = config.capture().getLast();
    assertEquals("udp and not port 53", eth2.filter());
    assertEquals(262144, eth2.snapLength());
    assertTrue(eth2.deduplicate());
  }

  @Test
  void refusesAChoiceOfPacketsThatCannotBe() {
    String message =
        assertThrows(
                ConfigException.class,
                () ->
                    parse(
                        """
                        capture:
                          - {interface: eth1, filter: "bogus"}
                          - {interface: eth2, ports: [0]}
                          - {interface: eth3, snap_length: 255}
                          - {interface: eth4, filter: "udp", ports: [8088]}
                        """))
            .getMessage();

    String[] expected = {
      "capture[0].filter: 'bogus': syntax error; write it as for tcpdump",
      "capture[1].ports[0]: '0': a whole number from 1 to 65535 is expected",
      "capture[2].snap_length: '255': a whole number from 256 to 262144 is expected",
      "capture[3].ports: has no effect beside 'filter'"
    };
    for (String each : expected) {
      assertTrue(message.contains(each), message);
    }
  }

  @Test
  void readsACredentialOfSystemd(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("snmp-auth"), "of-the-credential\n");
    String yaml = "snmp: {credentials: {a: {version: 2, community: \"${credential:%s}\"}}}";
    Map<String, String> service = Map.of("CREDENTIALS_DIRECTORY", folder.toString());

    Config config =
        ConfigLoader.parse("m", yaml.formatted("snmp-auth"), "h", service, filter -> filter);
    Snmp.Credentials.V2c user = (Snmp.Credentials.V2c) config.snmp().credentials().get("a");
    assertEquals("of-the-credential", user.community().value());

    ConfigException outside =
        assertThrows(
            ConfigException.class,
            () -> ConfigLoader.parse("m", yaml.formatted("../x"), "h", service, filter -> filter));
    assertTrue(outside.getMessage().contains("the credential's name has other characters"));
    ConfigException notRunning =
        assertThrows(
            ConfigException.class,
            () -> ConfigLoader.parse("m", yaml.formatted("x"), "h", Map.of(), filter -> filter));
    assertTrue(
        notRunning
            .getMessage()
            .contains("the file /run/credentials/mos-exporter.service/x cannot be read"),
        notRunning.getMessage());
  }

  @Test
  void readsASecretFromAFile(@TempDir Path folder) throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "in-the-file\n");
    Config config =
        parse("snmp: {credentials: {a: {version: 2, community: \"${file:" + key + "}\"}}}");

    Snmp.Credentials.V2c user = (Snmp.Credentials.V2c) config.snmp().credentials().get("a");
    assertEquals("in-the-file", user.community().value());
  }

  @Test
  void readsEveryVersionOfSnmp() throws Exception {
    Map<String, Snmp.Credentials> users =
        parse(
                "snmp: {credentials: {old: {version: 1, community: \"${env:KEY}\"}, "
                    + "vrf: {version: 3, user: mon, auth_key: \"${env:KEY}\", "
                    + "privacy_key: \"${env:KEY}\", context: voice}}}")
            .snmp()
            .credentials();

    assertTrue(
        users.get("old") instanceof Snmp.Credentials.V1(var community)
            && !community.value().isEmpty());
    assertTrue(
        users.get("vrf") instanceof Snmp.Credentials.V3 user && user.context().equals("voice"));
  }

  @Test
  void aMissingFileSaysWhichOne() {
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> ConfigLoader.load(Path.of("/nowhere/mos.yml"), "h", Map.of(), filter -> filter));

    assertTrue(refused.getMessage().startsWith("/nowhere/mos.yml: cannot be read"));
  }

  @Test
  void sniffsTheDefaultRoutesInterfaceUnlessAnotherOrNoneIsNamed() throws Exception {
    assertEquals(List.of(Capture.automatic()), parse("").capture());
    assertEquals(List.of(Capture.automatic()), parse("site: berlin\n").capture());
    assertEquals(List.of(), parse("capture: []\n").capture());
    assertEquals(List.of(Capture.automatic()), parse("capture: [{interface: auto}]\n").capture());
    assertEquals(
        "eth1", parse("capture: [{interface: eth1}]\n").capture().getFirst().networkInterface());
  }

  @Test
  void refusesTheDefaultRoutesInterfaceBesideOthers() {
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> parse("capture: [{interface: auto}, {interface: eth1}]\n"));

    assertEquals(1, refused.problems().size());
    assertTrue(
        refused.getMessage().contains("'auto' stands alone: name every interface, or none"),
        refused::getMessage);
  }
}
