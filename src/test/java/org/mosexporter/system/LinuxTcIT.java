package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a queue of Linux really drops, through packaging/snmp/tc-pass and snmpd to the metrics. */
class LinuxTcIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PACKETS = 400;
  private static final Pattern DROPPED = Pattern.compile("class htb 1:10 (?s:.*?)dropped (\\d+),");

  private static final String CONFIGURATION =
      """
      networks: [{name: phones, cidr: 10.78.0.0/24, access: wired}]
      capture: []
      receive: {rtcp: [], hep: []}
      snmp:
        interval: 1s
        credentials: {lab: {version: 2, community: "${file:COMMUNITY}"}}
        devices: [{name: gw1, address: "127.0.0.1:1161", credentials: lab, classes: {"1:10": EF}}]
      """;

  private static final String AGENT =
      """
      agentaddress udp:127.0.0.1:1161
      rocommunity lab 127.0.0.1
      pass_persist .1.3.6.1.4.1.8072.9999.9999.10199 SCRIPT
      """;

  @TempDir private Path folder;
  private Namespaces net;
  private String router;

  @BeforeEach
  void hasARouter() throws Exception {
    Programs.needRoot();
    Programs.need("ip", "tc", "ethtool", "snmpd", "curl", "python3");
    Namespaces.removeLeftovers(folder);
    net = new Namespaces(folder, 1);
    router = net.make('T');
    String phones = net.make('U');
    net.cable(router, "wan", phones, "lan");
    net.in(router, "ip", "address", "add", "10.78.0.1/24", "dev", "wan");
    net.in(phones, "ip", "address", "add", "10.78.0.2/24", "dev", "lan");
    tc("qdisc add dev wan root handle 1: htb default 20");
    tc("class add dev wan parent 1: classid 1:1 htb rate 1mbit ceil 1mbit");
    tc("class add dev wan parent 1:1 classid 1:10 htb rate 64kbit ceil 64kbit prio 0");
    tc("class add dev wan parent 1:1 classid 1:20 htb rate 900kbit ceil 1mbit prio 1");
    tc("qdisc add dev wan parent 1:10 handle 10: pfifo limit 5");
    tc("filter add dev wan parent 1: protocol ip prio 1 u32 match ip tos 0xb8 0xfc flowid 1:10");
  }

  @AfterEach
  void removesIt() {
    if (net != null) {
      net.close();
    }
  }

  private void tc(String command) throws IOException, InterruptedException {
    net.in(router, ("tc " + command).split(" "));
  }

  @Test
  void showsWhatTheVoiceClassOfARealQueueDropped() throws Exception {
    Path community = Files.writeString(folder.resolve("community"), "lab");
    try (Child agent = snmpd();
        Child daemon =
            SniffingDaemon.start(
                folder, router, CONFIGURATION.replace("COMMUNITY", community.toString()))) {
      await("the classes")
          .atMost(PATIENCE)
          .until(() -> voice(daemon, "voip_router_class_packets_total").isPresent());
      double before = voice(daemon, "voip_router_class_dropped_packets_total").orElseThrow();
      assertEquals(0, before, agent.described());

      sendVoice();
      long dropped = droppedByTheKernel();
      assertTrue(dropped > PACKETS / 2, "the kernel dropped " + dropped);
      await("what the kernel dropped")
          .atMost(PATIENCE)
          .until(
              () -> voice(daemon, "voip_router_class_dropped_packets_total").orElse(-1) == dropped);

      assertEquals(
          OptionalDouble.of(64_000), voice(daemon, "voip_router_shaper_rate_bits_per_second"));
      assertEquals(OptionalDouble.of(5), voice(daemon, "voip_router_queue_limit_packets"));
      assertEquals("EF", samples("voip_router_class_info", "1:10").getFirst().labels().get("dscp"));
      assertEquals(List.of(), samples("voip_router_class_dropped_packets_total", "1:1"));
      assertEquals(
          0, samples("voip_router_class_dropped_packets_total", "1:20").getFirst().value());
    }
  }

  private Child snmpd() throws IOException {
    Path script = Path.of("packaging", "snmp", "tc-pass").toAbsolutePath();
    Files.writeString(folder.resolve("snmpd.conf"), AGENT.replace("SCRIPT", script.toString()));
    String[] command = {
      Programs.path("snmpd"), "-f", "-Lo", "-C", "-c", folder.resolve("snmpd.conf").toString()
    };
    return Child.start(
        folder,
        "snmpd",
        Namespaces.within(router, command),
        Map.of("SNMP_PERSISTENT_DIR", folder.resolve("persist").toString(), "MIBS", ""));
  }

  /** Marked EF, at once: more than the queue holds. */
  private void sendVoice() throws IOException, InterruptedException {
    net.in(
        router,
        "python3",
        "-c",
        """
        import socket
        voice = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        voice.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, 0xb8)
        for packet in range(%d):
            try:
                voice.sendto(b"x" * 172, ("10.78.0.2", 20000))
            except OSError:
                pass
        """
            .formatted(PACKETS));
  }

  private long droppedByTheKernel() throws IOException, InterruptedException {
    String said = net.in(router, "tc", "-s", "class", "show", "dev", "wan");
    var dropped = DROPPED.matcher(said);
    assertTrue(dropped.find(), said);
    return Long.parseLong(dropped.group(1));
  }

  private OptionalDouble voice(Child daemon, String family) throws Exception {
    if (!daemon.err().contains("ready on ports")) {
      return OptionalDouble.empty();
    }
    return samples(family, "1:10").stream().mapToDouble(Scrape.Sample::value).findFirst();
  }

  private List<Scrape.Sample> samples(String family, String name) throws Exception {
    return SniffingDaemon.scrape(folder, router).samples().stream()
        .filter(sample -> sample.name().equals(family))
        .filter(sample -> "wan".equals(sample.labels().get("interface")))
        .filter(sample -> name.equals(sample.labels().get("class")))
        .filter(sample -> "htb/1:1".equals(sample.labels().get("policy")))
        .toList();
  }
}
