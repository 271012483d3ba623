package org.mosexporter.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Programs that report, and the daemon that listens to them: one namespace, where each has an
 * address of its own. In a lab of its own choice it also sniffs a cable, {@link #WIRE}.
 */
final class ReportLab implements AutoCloseable {
  static final String CALLER = "10.77.0.1";
  static final String CALLEE = "10.77.0.2";
  static final String PBX = "10.77.0.5";
  static final String DAEMON = "10.77.0.9";
  static final String WIRE = "wire";
  static final int RTCP_PORT = 5005;
  static final int HEP_PORT = 9060;
  static final int SIP_PORT = 5066;

  private static final String CONFIGURATION =
      """
      networks:
        - {name: phones, cidr: 10.77.0.0/24, access: wired}
        - {name: recorded, cidr: 10.99.0.0/24, access: wired}
      servers: [{name: pbx, addresses: [%s]}]
      receive:
        rtcp: [{listen: "%s:%d"}]
        hep: [{listen: "%s:%d"}]
        sip: [{listen: "%s:%d"}]
      """
          .formatted(PBX, DAEMON, RTCP_PORT, DAEMON, HEP_PORT, DAEMON, SIP_PORT);

  private static final String TAP = "tap";
  private static final String SNIFFING = "capture: [{interface: " + TAP + "}]\n";

  private final Path folder;
  private final Namespaces net;
  private final String namespace;
  private final List<Child> running = new ArrayList<>();

  /** One in which nothing is sniffed. */
  ReportLab(Path folder, int number) throws IOException, InterruptedException {
    this(folder, number, "");
  }

  static ReportLab sniffing(Path folder, int number) throws IOException, InterruptedException {
    return new ReportLab(folder, number, SNIFFING);
  }

  private ReportLab(Path folder, int number, String capture)
      throws IOException, InterruptedException {
    this.folder = folder;
    net = new Namespaces(folder, number);
    namespace = net.make('P');
    for (String address : List.of(CALLER, CALLEE, PBX, DAEMON)) {
      net.in(namespace, "ip", "address", "add", address + "/32", "dev", "lo");
    }
    net.in(namespace, "ip", "link", "add", WIRE, "type", "veth", "peer", "name", TAP);
    for (String end : List.of(WIRE, TAP)) {
      net.in(namespace, "sysctl", "-qw", "net.ipv6.conf." + end + ".disable_ipv6=1");
      net.in(namespace, "ip", "link", "set", end, "up");
    }
    Child daemon = SniffingDaemon.start(folder, namespace, CONFIGURATION + capture);
    running.add(daemon);
    await("the daemon")
        .atMost(Duration.ofMinutes(2))
        .until(() -> daemon.err().contains("ready on ports"));
  }

  /** Starts a program that goes on; the lab ends it. */
  Child start(String name, String program, String... arguments) throws IOException {
    Child child = Child.start(folder, name, command(program, arguments));
    running.add(child);
    return child;
  }

  private List<String> command(String program, String... arguments) {
    String[] command =
        Stream.concat(Stream.of(Programs.path(program)), Arrays.stream(arguments))
            .toArray(String[]::new);
    return Namespaces.within(namespace, command);
  }

  /** Runs a program that must succeed. */
  String run(String program, String... arguments) throws IOException, InterruptedException {
    return Child.must(folder, command(program, arguments).toArray(String[]::new));
  }

  /** A file of the tests' own, where the programs find it. */
  Path resource(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = ReportLab.class.getResourceAsStream(name)) {
      Files.write(copy, Objects.requireNonNull(in).readAllBytes());
    }
    return copy;
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  Path folder() {
    return folder;
  }

  Scrape scrape() throws IOException, InterruptedException {
    return SniffingDaemon.scrape(folder, namespace);
  }

  /** The records of calls that are over, as the API tells them. */
  List<ApiCall> calls() throws IOException, InterruptedException {
    return SniffingDaemon.calls(folder, namespace);
  }

  /** Waits until so many calls are over: half a minute after their last packets. */
  List<ApiCall> calls(int number) throws IOException, InterruptedException {
    await("the records of " + number + " calls")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> calls().size() >= number);
    return calls();
  }

  /** Whether somebody listens on a UDP port. */
  boolean listens(int port) throws IOException, InterruptedException {
    return run("ss", "-Hlun", "sport = :" + port).contains(":" + port);
  }

  String described() {
    StringBuilder text = new StringBuilder();
    running.forEach(each -> text.append(each.described()).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    running.reversed().forEach(Child::close);
    net.close();
  }
}
