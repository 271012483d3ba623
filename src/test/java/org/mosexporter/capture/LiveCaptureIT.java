package org.mosexporter.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** With real rings: needs CAP_NET_RAW and CAP_NET_ADMIN. */
class LiveCaptureIT {
  private static final String MARK = "6d6f732d6578706f72746572";
  private final SeenPackets seen = new SeenPackets();

  @AfterEach
  void removeInterfaces() throws Exception {
    run("ip", "link", "del", "mosa0");
  }

  private static Capture capture(String name, long ringBytes) {
    return new Capture(name, true, ringBytes);
  }

  @Test
  void seesEachDatagramOnLoopbackExactlyOnce() throws Exception {
    try (LiveCapture live = LiveCapture.open(List.of(capture("lo", 8 << 20)), seen);
        DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket sender = new DatagramSocket()) {
      long beforeNs = System.currentTimeMillis() * 1_000_000;
      for (int i = 0; i < 500; i++) {
        send(sender, receiver.getLocalPort(), i);
      }
      await().untilAsserted(() -> assertTrue(pollUntilMarked(live, 500)));
      live.poll(50);
      long afterNs = System.currentTimeMillis() * 1_000_000 + 1_000_000;

      List<SeenPackets.Packet> marked = marked();
      assertEquals(500, marked.size());
      for (int i = 0; i < 500; i++) {
        SeenPackets.Packet packet = marked.get(i);
        assertTrue(packet.hex().endsWith(MARK + "%08x".formatted(i)), packet.hex());
        assertEquals(14 + 20 + 8 + 16, packet.wireLength());
        assertTrue(packet.atNs() >= beforeNs && packet.atNs() <= afterNs, packet::toString);
      }
      assertEquals(List.of(new ObservationPoint("lo", LinkType.ETHERNET)), seen.places);
      InterfaceCounters counters = live.counters().interfaces().getFirst();
      assertTrue(counters.up() && counters.packets() >= 500, counters::toString);
    }
  }

  @Test
  void takesTwoInterfacesInOrderOfTimeAndTellsThemApart() throws Exception {
    makeVeth();
    List<Capture> both = List.of(capture("mosa0", 1 << 20), capture("mosb0", 1 << 20));
    try (LiveCapture live = LiveCapture.open(both, seen);
        DatagramSocket sender = new DatagramSocket()) {
      for (int i = 0; i < 100; i++) {
        send(sender, new InetSocketAddress("198.18.233.2", 9), i);
      }
      // The first look comes when the kernel has given away the blocks of both.
      await()
          .pollDelay(Duration.ofMillis(200))
          .untilAsserted(() -> assertTrue(pollUntilMarked(live, 200)));
      List<SeenPackets.Packet> marked = marked();

      assertEquals(100, marked.stream().filter(each -> each.observationPoint() == 0).count());
      assertEquals(100, marked.stream().filter(each -> each.observationPoint() == 1).count());
      List<Long> times = marked.stream().map(SeenPackets.Packet::atNs).toList();
      assertEquals(times.stream().sorted().toList(), times);
      // They leave by the first and arrive at the second.
      assertTrue(marked.stream().allMatch(each -> each.flags() == 1 - each.observationPoint()));
    }
  }

  @Test
  void saysWhichInterfacesThereAre() {
    CaptureException refused =
        assertThrows(
            CaptureException.class,
            () ->
                LiveCapture.open(List.of(capture("lo", 1 << 20), capture("eth9", 1 << 20)), seen));

    String message = refused.getMessage();
    assertTrue(message.startsWith("interface eth9 does not exist; there are: "), message);
    assertTrue(message.contains("lo"), message);
  }

  @Test
  void countsWhatFoundTheRingFull() throws Exception {
    try (LiveCapture live = LiveCapture.open(List.of(capture("lo", 1)), seen);
        DatagramSocket sender = new DatagramSocket()) {
      live.poll(0);
      // Nobody reads meanwhile: 2 blocks of 64 KiB hold some 90 of these.
      for (int i = 0; i < 400; i++) {
        send(sender, 9, new byte[1400]);
      }
      await()
          .untilAsserted(
              () -> {
                live.poll(10);
                InterfaceCounters counters = live.counters().interfaces().getFirst();
                assertTrue(counters.kernelDrops() >= 200, counters::toString);
                assertTrue(counters.ringFullFreezes() >= 1, counters::toString);
              });
      InterfaceCounters counters = live.counters().interfaces().getFirst();
      assertTrue(counters.kernelDrops() + counters.packets() >= 400, counters::toString);
    }
  }

  @Test
  void goesOnWhenAnInterfaceGoesDownVanishesAndComesBack() throws Exception {
    makeVeth();
    List<Capture> both = List.of(capture("mosa0", 1 << 20), capture("lo", 1 << 20));
    try (LiveCapture live = LiveCapture.open(both, seen);
        DatagramSocket sender = new DatagramSocket()) {
      awaitUp(live, true);
      run("ip", "link", "set", "mosa0", "down");
      awaitUp(live, false);
      run("ip", "link", "set", "mosa0", "up");
      awaitUp(live, true);
      run("ip", "link", "del", "mosa0");
      awaitUp(live, false);
      send(sender, 9, 1);
      await().untilAsserted(() -> assertTrue(pollUntilMarked(live, 1)));
      makeVeth();
      awaitUp(live, true);
      seen.packets.clear();
      send(sender, new InetSocketAddress("198.18.233.2", 9), 2);
      await().untilAsserted(() -> assertTrue(pollUntilMarked(live, 1)));
      assertEquals(0, marked().getFirst().observationPoint());
    }
  }

  @Test
  void waitsInsteadOfSpinningWhileAnInterfaceIsDown() throws Exception {
    makeVeth();
    try (LiveCapture live = LiveCapture.open(List.of(capture("mosa0", 1 << 20)), seen)) {
      run("ip", "link", "set", "mosa0", "down");
      awaitUp(live, false);
      long calls = 0;
      long endNs = System.nanoTime() + Duration.ofMillis(500).toNanos();
      while (System.nanoTime() < endNs) {
        live.poll(50);
        calls++;
      }
      // 10 when each call waits for its 50 ms; a spinning one would make it 100,000.
      assertTrue(calls < 100, "poll returned " + calls + " times");
    }
  }

  @Test
  void saysThatItNeedsTheCapability() throws Exception {
    Process child =
        new ProcessBuilder(
                "setpriv",
                "--bounding-set",
                "-net_raw",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Unprivileged.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), UTF_8);

    assertTrue(output.contains("capturing on lo needs CAP_NET_RAW: run as root, or "), output);
    assertEquals(0, child.waitFor());
  }

  /** What the child runs. */
  static final class Unprivileged {
    public static void main(String[] arguments) {
      try (LiveCapture live =
          LiveCapture.open(List.of(capture("lo", 1 << 20)), new SeenPackets())) {
        System.out.println("opened: " + live.counters());
      } catch (CaptureException refused) {
        System.out.println(refused.getMessage());
      }
    }

    private Unprivileged() {}
  }

  @Test
  void closedIsClosed() throws Exception {
    LiveCapture live = LiveCapture.open(List.of(capture("lo", 1 << 20)), seen);
    live.close();
    live.close();
    assertEquals(0, live.poll(10));
  }

  private boolean pollUntilMarked(LiveCapture live, int wanted) {
    live.poll(20);
    return marked().size() >= wanted;
  }

  private void awaitUp(LiveCapture live, boolean up) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              live.poll(20);
              assertEquals(up, live.counters().interfaces().getFirst().up());
            });
  }

  private List<SeenPackets.Packet> marked() {
    return seen.packets.stream().filter(each -> each.hex().contains(MARK)).toList();
  }

  private static void makeVeth() throws Exception {
    run("ip", "link", "add", "mosa0", "type", "veth", "peer", "name", "mosb0");
    run("ip", "addr", "add", "198.18.233.1/24", "dev", "mosa0");
    String neighbour = "02:00:00:00:00:02";
    run("ip", "neigh", "replace", "198.18.233.2", "lladdr", neighbour, "dev", "mosa0");
    run("ip", "link", "set", "mosb0", "up");
    assertEquals(0, run("ip", "link", "set", "mosa0", "up"));
    run("ip", "neigh", "replace", "198.18.233.2", "lladdr", neighbour, "dev", "mosa0");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private static void send(DatagramSocket from, int port, int number) throws IOException {
    send(from, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), number);
  }

  private static void send(DatagramSocket from, InetSocketAddress to, int number)
      throws IOException {
    byte[] octets = HexFormat.of().parseHex(MARK + "%08x".formatted(number));
    from.send(new DatagramPacket(octets, octets.length, to));
  }

  private static void send(DatagramSocket from, int port, byte[] octets) throws IOException {
    from.send(new DatagramPacket(octets, octets.length, InetAddress.getLoopbackAddress(), port));
  }
}
