package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mosexporter.quality.Json;

/**
 * An office of baresip phones, two on Wi-Fi and two on cables, that call phones behind two trunks:
 * each phone each trunk, all at once. The daemon sniffs between both, on one side of something that
 * may spoil packets: a relay, or a router with a queue.
 *
 * <pre>
 * wifi 10.77.1.11, .12 ──┐                                    ┌── alpha 198.51.100.10
 *                      lan ── ● ── relay or router ── ● ── wan
 * desk 10.77.2.11, .12 ──┘   near                    far      └── beta 203.0.113.10
 * </pre>
 */
final class OfficeLab implements AutoCloseable {
  static final List<String> WIFI = List.of("10.77.1.11", "10.77.1.12");
  static final List<String> DESKS = List.of("10.77.2.11", "10.77.2.12");
  static final String ALPHA = "198.51.100.10";
  static final String BETA = "203.0.113.10";
  static final int CALLS = 8;

  private static final String PORT = Phone.PORT;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int SECONDS = 16;

  private static final String CONFIGURATION =
      """
      networks:
        - {name: air, cidr: 10.77.1.0/24, access: wifi}
        - {name: desks, cidr: 10.77.2.0/24, access: wired}
      trunks:
        - {name: alpha, cidrs: [198.51.100.0/24]}
        - {name: beta, cidrs: [203.0.113.0/24]}
      """;

  /** Where the daemon sniffs, as seen from what spoils packets. */
  enum Sniffs {
    /** What is spoilt on its way out is still well here, and what comes in is spoilt already. */
    NEAR("l0"),
    /** The other way round. */
    FAR("w0");

    private final String networkInterface;

    Sniffs(String networkInterface) {
      this.networkInterface = networkInterface;
    }
  }

  private final Path folder;
  private final int number;
  private final Namespaces net;
  private final Path tone;
  private final String hub;
  private final List<Child> running = new ArrayList<>();
  private final List<Child> answering = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();

  /** A phone that calls. */
  private record Caller(String namespace, String address) {}

  OfficeLab(Path folder, int number) throws IOException, InterruptedException {
    this.folder = folder;
    this.number = number;
    tone = ToneFile.write(folder.resolve("tone.wav"), SECONDS + 30);
    net = new Namespaces(folder, number);
    hub = net.make('H');
    bridge("lan");
    bridge("wan");
    net.cable(hub, "l0", hub, "l1");
    net.cable(hub, "w0", hub, "w1");
    join("l0", "lan");
    join("w0", "wan");
    char letter = 'A';
    for (String address : List.of(WIFI.get(0), WIFI.get(1), DESKS.get(0), DESKS.get(1))) {
      callers.add(new Caller(plug(letter, address, "lan"), address));
      letter++;
    }
    answer(plug('N', ALPHA, "wan"), ALPHA);
    answer(plug('O', BETA, "wan"), BETA);
  }

  private void bridge(String name) throws IOException, InterruptedException {
    net.in(hub, "ip", "link", "add", name, "type", "bridge");
    net.in(hub, "ip", "link", "set", name, "up");
  }

  private void join(String port, String bridge) throws IOException, InterruptedException {
    net.in(hub, "ip", "link", "set", port, "master", bridge);
  }

  private String plug(char letter, String address, String bridge)
      throws IOException, InterruptedException {
    String namespace = net.make(letter);
    String port = "port" + letter;
    net.cable(namespace, PORT, hub, port);
    join(port, bridge);
    net.in(namespace, "ip", "address", "add", address + "/32", "dev", PORT);
    net.in(namespace, "ip", "route", "add", "default", "dev", PORT);
    return namespace;
  }

  /** As many lines as there are callers. */
  private void answer(String namespace, String address) throws IOException {
    for (int line = 0; line < WIFI.size() + DESKS.size(); line++) {
      answering.add(phone(namespace, address, line, true, List.of("-t", "600")));
    }
  }

  private Child phone(
      String namespace, String address, int line, boolean answers, List<String> options)
      throws IOException {
    return new Phone(
            "phone-" + address + "-" + line,
            "p",
            address,
            answers,
            "pcmu/8000/1",
            List.of("g711.so"),
            "rtp_stats yes",
            line)
        .start(folder, namespace, tone, options);
  }

  /**
   * Puts a relay in the middle.
   *
   * @param out what it does with what leaves the office, as relay.py takes it, after {@code "in"};
   *     and {@code in} with what comes
   */
  void relay(String out, String in) throws IOException {
    Path program = program();
    Path settings =
        Files.writeString(
            folder.resolve("relay.json"),
            "{\"seed\": %d, \"ways\": [{\"in\": \"l1\", %s}, {\"in\": \"w1\", %s}]}"
                .formatted(number, out, in));
    String[] command = {
      Programs.path("python3"), "" + program, "" + settings, "" + folder.resolve("relay.log")
    };
    Child relay = Child.start(folder, "relay", Namespaces.within(hub, command));
    running.add(relay);
    await("the relay").atMost(PATIENCE).until(() -> relay.out().contains("relaying"));
  }

  private Path program() throws IOException {
    Path program = folder.resolve("relay.py");
    try (InputStream source = OfficeLab.class.getResourceAsStream("relay.py")) {
      return Files.write(program, Objects.requireNonNull(source).readAllBytes());
    }
  }

  /** Puts a router in the middle, with queues by tc on its way out, and an agent that tells. */
  void router(List<String> queues) throws IOException, InterruptedException {
    bridge("router");
    join("l1", "router");
    join("w1", "router");
    for (String command : queues) {
      net.in(hub, ("tc " + command).split(" "));
    }
    running.add(snmpd());
  }

  private Child snmpd() throws IOException {
    Path script = Path.of("packaging", "snmp", "tc-pass").toAbsolutePath();
    Path agent =
        Files.writeString(
            folder.resolve("snmpd.conf"),
            """
            agentaddress udp:127.0.0.1:1161
            rocommunity lab 127.0.0.1
            pass_persist .1.3.6.1.4.1.8072.9999.9999.10199 %s
            """
                .formatted(script));
    String[] command = {Programs.path("snmpd"), "-f", "-Lo", "-C", "-c", agent.toString()};
    Map<String, String> environment =
        Map.of("SNMP_PERSISTENT_DIR", folder.resolve("persist").toString(), "MIBS", "");
    return Child.start(folder, "snmpd", Namespaces.within(hub, command), environment);
  }

  /** Starts the daemon, lets all phones call, and waits until it has concluded from all of it. */
  void call(Sniffs where, String configuration) throws IOException, InterruptedException {
    String capture = "capture: [{interface: " + where.networkInterface + "}]\n";
    Child daemon = SniffingDaemon.start(folder, hub, CONFIGURATION + capture + configuration);
    running.add(daemon);
    await("the daemon")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertTrue(daemon.err().contains("ready on ports"), daemon::described));
    for (Child phone : answering) {
      await("a phone").atMost(PATIENCE).until(() -> phone.out().contains("ready"));
    }
    dial();
    await("records of all calls")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> SniffingDaemon.calls(folder, hub).size() == CALLS);
    Object before = concluded().get("at");
    await("conclusions of all calls")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> !Objects.equals(before, concluded().get("at")));
  }

  private void dial() throws IOException {
    for (int i = 0; i < callers.size(); i++) {
      Caller caller = callers.get(i);
      int line = 0;
      for (String far : List.of(ALPHA, BETA)) {
        String to = "/dial sip:p@" + far + ":" + Phone.sipPort(i);
        List<String> options = List.of("-t", Integer.toString(SECONDS), "-e", to);
        running.add(phone(caller.namespace(), caller.address(), line, false, options));
        line++;
      }
    }
  }

  /** What {@code /api/v1/findings} says. */
  Map<?, ?> concluded() throws IOException, InterruptedException {
    return (Map<?, ?>) Json.parse(SniffingDaemon.ask(folder, hub, "/api/v1/findings"));
  }

  List<ApiCall> calls() throws IOException, InterruptedException {
    return SniffingDaemon.calls(folder, hub);
  }

  Scrape scrape() throws IOException, InterruptedException {
    return SniffingDaemon.scrape(folder, hub);
  }

  /** What the kernel says of the classes on the router's way out. */
  String classes() throws IOException, InterruptedException {
    return net.in(hub, "tc", "-s", "class", "show", "dev", "w1");
  }

  /** What {@code mos-exporter explain} says of a phone. */
  String explain(String address) throws IOException, InterruptedException {
    return net.in(
        hub,
        Programs.MOS_EXPORTER.toString(),
        "explain",
        address,
        "--url=http://" + SniffingDaemon.LISTEN);
  }

  @Override
  public void close() {
    running.reversed().forEach(Child::close);
    answering.forEach(Child::close);
    net.close();
  }
}
