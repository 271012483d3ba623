package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first hour of a daemon: without configuration it sniffs the interface with the default route
 * and says what is missing; {@code setup} finds the mirror, the phones and the router while two
 * baresip phones call; with what it wrote the call has a MOS, and the first steps are gone.
 *
 * <pre>
 *  phone 10.79.1.11 ──┐
 *                    hub ──── mirror0 ┐
 *  phone 10.79.1.12 ──┘               │ the daemon's host
 *                   net  ──── up0 ────┘ 192.0.2.2, default route by 192.0.2.1
 * </pre>
 */
class FirstStartIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> PHONES = List.of("10.79.1.11", "10.79.1.12");

  /**
   * One bridges and routes, is called gw1 and managed at 192.0.2.1 (IEEE 802.1AB-2016 §8); the
   * other switches, is called sw2 and says so by CDP.
   */
  private static final String LLDP =
      """
      import socket, time
      link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
      link.bind(("up1", 0))
      frame = bytes.fromhex("0180C200000E00049FAABB0288CC020704" "00049FAABB02"
        "040205" "31" "06020078" "0A03677731" "0E0400140010"
        "100C0501C000020102" "0000000100" "0000")
      cisco = bytes.fromhex("01000CCCCCCC00049FAABB070022AAAA0300000C200002B40000"
        "00010007737732" "00030007" "676931" "0004000800000028")
      while True:
        link.send(frame)
        link.send(cisco)
        time.sleep(1)
      """;

  @TempDir private Path folder;

  private static ConditionFactory soon(String what) {
    return await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(500));
  }

  @BeforeAll
  static void needPrograms() {
    Programs.need("baresip", "curl", "ethtool", "ip", "python3");
    Programs.needRoot();
  }

  @Test
  void aNewDaemonLeadsToAMeasuredCall() throws Exception {
    Path tone = ToneFile.write(folder.resolve("tone.wav"), 120);
    try (Namespaces net = new Namespaces(folder, 79)) {
      String hub = net.make('H');
      String host = net.make('I');
      net.in(hub, "ip", "link", "add", "hub", "type", "bridge", "ageing_time", "0");
      net.in(hub, "ip", "link", "set", "hub", "up");
      net.cable(host, "mirror0", hub, "m0");
      net.in(hub, "ip", "link", "set", "m0", "master", "hub");
      net.cable(host, "up0", hub, "up1");
      net.in(host, "ip", "address", "add", "192.0.2.2/24", "dev", "up0");
      net.in(hub, "ip", "address", "add", "192.0.2.1/24", "dev", "up1");
      net.in(host, "ip", "route", "add", "default", "via", "192.0.2.1");
      String called = plug(net, hub, 'J', PHONES.get(0));
      String caller = plug(net, hub, 'K', PHONES.get(1));

      saysWhatIsMissing(host);

      try (Child answers = phone(called, PHONES.get(0), tone, true, List.of("-t", "600"))) {
        soon("a phone").until(() -> answers.out().contains("ready"));
        String to = "/dial sip:p@" + PHONES.get(0) + ":" + Phone.sipPort(0);
        List<String> dial = List.of("-t", "100", "-e", to);
        try (Child calls = phone(caller, PHONES.get(1), tone, false, dial)) {
          Path config = setup(host, hub);
          measures(host, config);
          assertTrue(calls.runs(), calls::described);
        }
      }
    }
  }

  private String plug(Namespaces net, String hub, char letter, String address) throws Exception {
    String namespace = net.make(letter);
    String port = "port" + letter;
    net.cable(namespace, Phone.PORT, hub, port);
    net.in(hub, "ip", "link", "set", port, "master", "hub");
    net.in(namespace, "ip", "address", "add", address + "/24", "dev", Phone.PORT);
    return namespace;
  }

  private Child phone(
      String namespace, String address, Path tone, boolean answers, List<String> options)
      throws IOException {
    return Phone.ofG711(address, answers).start(folder, namespace, tone, options);
  }

  private Child daemon(String host, String name, Path config) throws IOException {
    return Child.start(
        folder,
        name,
        Namespaces.within(
            host,
            Programs.MOS_EXPORTER.toString(),
            "run",
            "--config.file=" + config,
            "--web.listen-address=" + SniffingDaemon.LISTEN));
  }

  private void saysWhatIsMissing(String host) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.yml"), "# nothing\n");
    try (Child daemon = daemon(host, "new", empty)) {
      soon("the daemon").until(() -> daemon.err().contains("what is seen: up0"));
      assertTrue(
          daemon.err().contains("up0 is sniffed, for the default route leads there"),
          daemon::described);
      String page = SniffingDaemon.ask(folder, host, "/");
      assertTrue(page.contains("<h2>First steps</h2>"), page);
      assertTrue(page.contains("up0 (which has the default route; none is configured)"), page);
      assertTrue(page.contains("it gets no mirror"), page);
      assertTrue(page.contains("RTCP to UDP port 5005, HEP to UDP port 9060"), page);
      assertEquals(
          OptionalDouble.of(1),
          SniffingDaemon.scrape(folder, host).value("mos_exporter_capture_up", "interface", "up0"));
    }
  }

  private Path setup(String host, String hub) throws Exception {
    Path config = folder.resolve("found.yml");
    Path program = Files.writeString(folder.resolve("lldp.py"), LLDP);
    String[] speak = {Programs.path("python3"), program.toString()};
    try (Child _ = Child.start(folder, "lldp", Namespaces.within(hub, speak))) {
      String[] command = {
        Programs.MOS_EXPORTER.toString(),
        "setup",
        "--yes",
        "--site=lab",
        "--seconds=15",
        "--output=" + config
      };
      String shown = Child.must(folder, Namespaces.within(host, command).toArray(String[]::new));
      assertEquals(shown, Files.readString(config));
    }
    String text = Files.readString(config);
    assertTrue(text.contains("\ncapture:\n  - {interface: \"mirror0\"}\n"), text);
    assertTrue(text.contains("{name: \"phones\", cidr: \"10.79.1.0/24\"}   # wired"), text);
    assertTrue(text.contains("{name: \"gw1\", address: \"192.0.2.1\""), text);
    assertTrue(text.contains("# sw2: it says by CDP that it is a switch; its port is gi1"), text);
    assertFalse(text.contains("\nservers:") || text.contains("\ntrunks:"), text);
    return config;
  }

  private void measures(String host, Path config) throws Exception {
    try (Child daemon = daemon(host, "set-up", config)) {
      soon("a score")
          .untilAsserted(
              () ->
                  assertTrue(
                      SniffingDaemon.scrape(folder, host)
                              .value(
                                  "voip_endpoint_mos_lq",
                                  "endpoint",
                                  PHONES.get(0),
                                  "direction",
                                  "received",
                                  "source",
                                  "measured")
                              .orElse(0)
                          > 4.3, // clean G.711 has 4.41
                      daemon::described));
      String page = SniffingDaemon.ask(folder, host, "/");
      assertFalse(page.contains("First steps"), page);
    }
  }
}
