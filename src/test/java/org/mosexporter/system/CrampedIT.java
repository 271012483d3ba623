package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.Dashboards;
import org.mosexporter.PanelEntries;
import org.mosexporter.QueryResult;

/**
 * Panels that tell of an exporter's own troubles: one with limits far too low beside the demo,
 * which gets no processor while packets come faster than its ring and its socket hold.
 */
class CrampedIT {
  private static final int RTP_PACKETS = 30_000;
  private static final int RTP_BYTES = 1_400;
  private static final int REPORTS = 30_000;
  private static final int UNUSED_TRUNKS = 40;

  /** Before the burst, so that rates have something to look back on; and after it. */
  private static final Duration BEFORE = Duration.ofSeconds(30);

  private static final Duration AFTER = Duration.ofSeconds(25);

  @TempDir private Path folder;

  @BeforeAll
  static void needsItsPrograms() {
    Programs.needRoot();
    Programs.need("prometheus");
  }

  @Test
  void isSeenToBeSo() throws Exception {
    int reports = freeUdpPort();
    Path file = Files.writeString(folder.resolve("cramped.yaml"), config(reports));
    try (Child demo = start("demo", "demo", "--web.listen-address=127.0.0.1:0");
        Child cramped =
            start("cramped", "run", "--config.file=" + file, "--web.listen-address=127.0.0.1:0")) {
      Web shown =
          await()
              .atMost(PanelAnswers.MINUTE)
              .until(() -> Web.of(cramped), w -> w.isPresent())
              .get();
      Instant opened = Instant.now();
      int port = PanelAnswers.freePort();
      Path scrapes = Files.writeString(folder.resolve("scrapes.yml"), scrapes(shown.port()));
      try (Child prometheus = PanelAnswers.prometheus(folder, scrapes, port, List.of())) {
        Web asked = PanelAnswers.ready(port);
        Thread.sleep(BEFORE);
        cramped.signal("STOP");
        send("127.1.20.99", "127.9.0.10", 20_000, RTP_PACKETS, RTP_BYTES);
        send("127.0.0.1", "127.0.0.1", reports, REPORTS, 8);
        cramped.signal("CONT");
        Thread.sleep(AFTER);
        assertEquals("", String.join("\n", wrong(asked, Duration.between(opened, Instant.now()))));
        assertTrue(demo.runs() && cramped.runs() && prometheus.runs(), cramped::described);
      }
    }
  }

  /** With one port for reports, and trunks without calls: all that begins at 0 are series, too. */
  private static String config(int reports) {
    String unused =
        IntStream.range(0, UNUSED_TRUNKS)
            .mapToObj("  - {name: unused-%1$d, cidrs: [198.18.%1$d.0/24]}\n"::formatted)
            .collect(Collectors.joining());
    return """
    site: cramped
    networks:
      - {name: phones, cidr: 127.1.20.0/24, access: wired}
      - {name: office-wifi, cidr: 127.1.30.0/24, access: wifi}
    servers:
      - {name: pbx1, addresses: [127.1.0.5]}
    trunks:
      - {name: telco-a, cidrs: [127.9.0.0/24]}
    %s
    capture:
      - {interface: lo, promiscuous: false, ring: 1MiB}
    receive:
      rtcp:
        - {listen: "127.0.0.1:%d", allow: [127.0.0.0/8]}
      hep: []
    limits: {endpoints: 11, streams: 12, calls: 6, series: 1000}
    """
        .formatted(unused.stripTrailing(), reports);
  }

  /** The second has a label that ours would be, and does not honour ours. */
  private static String scrapes(int target) {
    return """
      global: {scrape_interval: 1s}
      scrape_configs:
        - job_name: mos-exporter
          honor_labels: true
          static_configs: [{targets: ["127.0.0.1:%1$d"]}]
        - job_name: careless
          static_configs: [{targets: ["127.0.0.1:%1$d"], labels: {site: headquarters}}]
      """
        .formatted(target);
  }

  private static List<String> wrong(Web asked, Duration length)
      throws IOException, InterruptedException {
    PanelEntries entries = PanelEntries.ofCramped();
    Map<String, String> variables = PanelAnswers.variables(length);
    variables.put("site", "cramped");
    List<String> wrong = new ArrayList<>();
    for (Dashboards.Query query : Dashboards.queries().stream().filter(entries::has).toList()) {
      // What is scraped twice would be counted twice.
      boolean twice = query.panel().equals("Scraped as another site");
      variables.put("job", twice ? ".+" : "mos-exporter");
      QueryResult result =
          QueryResult.of(PanelAnswers.ask(asked, query, variables, Instant.now(), length));
      wrong.addAll(entries.wrongWithTheDemo(query, result));
    }
    return wrong;
  }

  private Child start(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Programs.MOS_EXPORTER.toString()));
    command.addAll(List.of(arguments));
    return Child.start(folder, name, command);
  }

  /** As fast as they go: RTP, or, where they are too short for it, reports that are none. */
  private static void send(String from, String to, int port, int packets, int bytes)
      throws IOException {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(to), port);
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      ByteBuffer packet = ByteBuffer.allocate(bytes);
      for (int i = 0; i < packets; i++) {
        packet.clear().putShort(0, (short) 0x8008).putShort(2, (short) i);
        channel.send(packet, target);
      }
    }
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
