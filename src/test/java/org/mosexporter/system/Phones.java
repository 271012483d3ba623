package org.mosexporter.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs of baresip phones on one switch, each in a namespace of its own, and in the switch's
 * namespace the daemon, behind a mirror of the ports of those that are called.
 *
 * <pre>
 * caller 0, 1 … ── switch ── callee 0, 1 …
 *                    └ mirror ── mos-exporter run
 * </pre>
 */
final class Phones implements AutoCloseable {
  /** Where the daemon sniffs. */
  static final String MIRROR = "mirror";

  private static final String PORT = Phone.PORT;
  private static final int FIRST_CALLER = 10;
  private static final int FIRST_CALLEE = 30;

  private final Path folder;
  private final Namespaces net;
  private final String hub;
  private final Path tone;
  private final List<Call> calls;
  private final List<String> callers = new ArrayList<>();
  private final List<Child> running = new ArrayList<>();

  /**
   * How two of them talk.
   *
   * @param codec as baresip's accounts name it
   * @param module of baresip, for that codec
   * @param transport {@code udp} or {@code tcp}, for SIP
   */
  record Call(String codec, String module, boolean ipv6, String transport, boolean encrypted) {
    Call(String codec, String module) {
      this(codec, module, false, "udp", false);
    }

    private String address(int host) {
      return ipv6 ? "fd77::" + host : "10.77.0." + host;
    }

    private String sip(int host) {
      return ipv6 ? "[" + address(host) + "]" : address(host);
    }
  }

  Phones(Path folder, int number, List<Call> calls) throws IOException, InterruptedException {
    this.folder = folder;
    this.calls = List.copyOf(calls);
    tone = ToneFile.write(folder.resolve("tone.wav"), 90);
    net = new Namespaces(folder, number);
    hub = net.make('H');
    net.in(hub, "ip", "link", "add", "switch", "type", "bridge");
    net.in(hub, "ip", "link", "set", "switch", "up");
    net.in(hub, "ip", "link", "add", "copies", "type", "veth", "peer", "name", MIRROR);
    for (String end : List.of("copies", MIRROR)) {
      net.in(hub, "sysctl", "-qw", "net.ipv6.conf." + end + ".disable_ipv6=1");
      net.in(hub, "ip", "link", "set", end, "up");
    }
    for (int i = 0; i < calls.size(); i++) {
      callers.add(plug((char) ('A' + i), "near" + i, calls.get(i).address(FIRST_CALLER + i), i));
      String callee = plug((char) ('N' + i), "far" + i, calls.get(i).address(FIRST_CALLEE + i), i);
      mirror("far" + i);
      running.add(phone(callee, i, FIRST_CALLEE + i, List.of("-t", "600")));
    }
  }

  private String plug(char letter, String port, String address, int call)
      throws IOException, InterruptedException {
    String namespace = net.make(letter);
    net.cable(namespace, PORT, hub, port);
    net.in(hub, "ip", "link", "set", port, "master", "switch");
    if (calls.get(call).ipv6()) {
      net.in(namespace, "ip", "address", "add", address + "/64", "dev", PORT, "nodad");
    } else {
      net.in(namespace, "ip", "address", "add", address + "/24", "dev", PORT);
    }
    return namespace;
  }

  /** Both directions of a port go to the mirror. */
  private void mirror(String port) throws IOException, InterruptedException {
    net.in(hub, "tc", "qdisc", "add", "dev", port, "clsact");
    for (String direction : List.of("ingress", "egress")) {
      net.in(
          hub,
          ("tc filter add dev "
                  + port
                  + " "
                  + direction
                  + " protocol all u32 match u32 0 0 action mirred egress mirror dev copies")
              .split(" "));
    }
  }

  String caller(int call) {
    return calls.get(call).address(FIRST_CALLER + call);
  }

  String callee(int call) {
    return calls.get(call).address(FIRST_CALLEE + call);
  }

  /** Starts the daemon and waits until it and the phones that are called are ready. */
  Child daemon(String ring) throws IOException {
    Child daemon =
        SniffingDaemon.start(
            folder,
            hub,
            """
            networks:
              - {name: phones, cidr: 10.77.0.0/24, access: wired}
              - {name: phones6, cidr: "fd77::/64", access: wired}
            capture:
              - {interface: %s, ring: %s}
            """
                .formatted(MIRROR, ring));
    List<Child> called = List.copyOf(running);
    running.add(daemon);
    await("the daemon")
        .atMost(Duration.ofMinutes(2))
        .until(() -> daemon.err().contains("ready on ports"));
    for (Child phone : called) {
      await("a phone").atMost(Duration.ofMinutes(1)).until(() -> phone.out().contains("ready"));
    }
    return daemon;
  }

  /** Places all calls at once; each ends by itself. */
  void dial(int seconds) throws IOException {
    for (int i = 0; i < calls.size(); i++) {
      String to = "sip:p@" + calls.get(i).sip(FIRST_CALLEE + i) + ":5060";
      String transport = calls.get(i).transport().equals("tcp") ? ";transport=tcp" : "";
      List<String> options =
          List.of("-t", Integer.toString(seconds), "-e", "/dial " + to + transport);
      running.add(phone(callers.get(i), i, FIRST_CALLER + i, options));
    }
  }

  /** Changes the interface that the daemon sniffs on. */
  void mirror(boolean up) throws IOException, InterruptedException {
    net.in(hub, "ip", "link", "set", MIRROR, up ? "up" : "down");
  }

  /** Captures the signalling on the mirror into a file, until it is ended. */
  Child capture(Path file) throws IOException {
    String[] tshark = {
      Programs.path("tshark"), "-q", "-i", MIRROR, "-f", "udp port 5060", "-w", file.toString()
    };
    Child child = Child.start(folder, "tshark", Namespaces.within(hub, tshark));
    running.add(child);
    await("tshark").atMost(Duration.ofMinutes(1)).until(() -> child.err().contains("Capturing on"));
    return child;
  }

  /** The records of calls that are over, as the API tells them. */
  List<ApiCall> calls() throws IOException, InterruptedException {
    return SniffingDaemon.calls(folder, hub);
  }

  Scrape scrape() throws IOException, InterruptedException {
    return SniffingDaemon.scrape(folder, hub);
  }

  String described() {
    StringBuilder text = new StringBuilder();
    running.forEach(each -> text.append(each.described()).append('\n'));
    return text.toString();
  }

  private Child phone(String namespace, int number, int host, List<String> options)
      throws IOException {
    Call call = calls.get(number);
    String media = call.encrypted() ? ";mediaenc=srtp-mand" : "";
    return new Phone(
            "phone" + host,
            "p",
            call.sip(host),
            host >= FIRST_CALLEE,
            call.codec() + media,
            List.of(call.module(), "srtp.so"),
            """
            rtp_stats yes
            prefer_ipv6 %s
            opus_stereo no
            opus_bitrate 32000
            """
                .formatted(call.ipv6() ? "yes" : "no"))
        .start(folder, namespace, tone, options);
  }

  @Override
  public void close() {
    running.reversed().forEach(Child::close);
    net.close();
  }
}
