package org.mosexporter.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/** With real rings: needs CAP_NET_RAW and CAP_NET_ADMIN. */
class LiveCaptureIT {
  private static final String MARK = "6d6f732d6578706f72746572";
  private static final String NEIGHBOUR = "02:00:00:00:00:02";
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
      // They leave by the first and arrive at the second, addressed to neither.
      assertEquals(Set.of(PacketSink.FLAG_OUTGOING), flagsAt(0, marked));
      assertEquals(Set.of(PacketSink.FLAG_FOREIGN), flagsAt(1, marked));
    }
  }

  private static Set<Integer> flagsAt(int point, List<SeenPackets.Packet> packets) {
    return packets.stream()
        .filter(each -> each.observationPoint() == point)
        .map(SeenPackets.Packet::flags)
        .collect(Collectors.toSet());
  }

  @Test
  void leavesNothingOpenWhenSomethingGoesWrong() throws Exception {
    int[] asked = {0};
    InstantSource broken =
        () -> {
          if (asked[0]++ > 0) { // the second interface asks
            throw new IllegalStateException("no clock");
          }
          return Instant.EPOCH;
        };
    List<Capture> twice = List.of(capture("lo", 1 << 20), capture("lo", 1 << 20));
    long before = openSockets();

    assertThrows(
        IllegalStateException.class, () -> LiveCapture.open(twice, seen, broken, System::nanoTime));
    assertEquals(before, openSockets());
  }

  private static long openSockets() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(LiveCaptureIT::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  @Test
  void saysWhichInterfacesThereAre() {
    CaptureException refused =
        assertThrows(CaptureException.class, () -> LiveCapture.check(capture("eth9", 1 << 20)));

    String message = refused.getMessage();
    assertTrue(message.startsWith("interface eth9 does not exist; there are: "), message);
    assertTrue(message.contains("lo"), message);
  }

  @Test
  void refusesWhatCanBeNoInterface() {
    for (String name : List.of("", ".", "a/b", "sixteen-letters-", "eth 1")) {
      CaptureException refused =
          assertThrows(
              CaptureException.class,
              () -> LiveCapture.open(List.of(capture("lo", 1 << 20), capture(name, 1)), seen));
      assertTrue(refused.getMessage().startsWith("'" + name + "' can be no "), refused::toString);
    }
  }

  @Test
  void waitsForAnInterfaceThatIsNotThereYet() throws Exception {
    try (LiveCapture live = LiveCapture.open(List.of(capture("mosa0", 1 << 20)), seen);
        DatagramSocket sender = new DatagramSocket()) {
      live.poll(10);
      assertFalse(live.counters().interfaces().getFirst().up());
      assertEquals(List.of(), seen.places);
      makeVeth();
      awaitUp(live, true);
      send(sender, new InetSocketAddress("198.18.233.2", 9), 1);
      await().untilAsserted(() -> assertTrue(pollUntilMarked(live, 1)));
      assertEquals(List.of(new ObservationPoint("mosa0", LinkType.ETHERNET)), seen.places);
    }
  }

  @Test
  void followsTheNameWhenInterfacesAreRenamedAndReplaced() throws Exception {
    makeVeth();
    try (LiveCapture live = LiveCapture.open(List.of(capture("mosa0", 1 << 20)), seen);
        DatagramSocket sender = new DatagramSocket()) {
      awaitUp(live, true);
      send(sender, new InetSocketAddress("198.18.233.2", 9), 1);
      await().untilAsserted(() -> assertTrue(pollUntilMarked(live, 1)));
      long before = live.counters().interfaces().getFirst().packets();
      run("ip", "link", "set", "mosa0", "name", "mosc0");
      awaitUp(live, false);
      // Another one of that name, and without Ethernet.
      assertEquals(0, run("ip", "tuntap", "add", "mosa0", "mode", "tun"));
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                live.poll(20);
                assertEquals(new ObservationPoint("mosa0", LinkType.RAW_IP), seen.places.getLast());
              });
      run("ip", "link", "del", "mosa0");
      awaitUp(live, false);
      run("ip", "link", "set", "mosc0", "name", "mosa0");
      awaitUp(live, true);
      assertEquals(new ObservationPoint("mosa0", LinkType.ETHERNET), seen.places.getLast());
      run("ip", "neigh", "replace", "198.18.233.2", "lladdr", NEIGHBOUR, "dev", "mosa0");
      seen.packets.clear();
      send(sender, new InetSocketAddress("198.18.233.2", 9), 2);
      await().untilAsserted(() -> assertTrue(pollUntilMarked(live, 1)));
      assertTrue(live.counters().interfaces().getFirst().packets() > before);
      // What nobody could see was told: from the renaming on, in parts that touch each other.
      List<SeenPackets.Drops> told = seen.drops;
      assertTrue(told.size() >= 2, told::toString);
      for (int i = 1; i < told.size(); i++) {
        assertTrue(told.get(i).fromNs() <= told.get(i - 1).toNs(), told::toString);
      }
    } finally {
      run("ip", "link", "del", "mosc0");
    }
  }

  @Test
  void theKernelKeepsOutWhatTheFilterLeaves() throws Exception {
    makeVeth();
    Capture sipOnly = capture("mosb0", 8 << 20).filtered("", List.of(8088), 256);
    try (LiveCapture live = LiveCapture.open(List.of(sipOnly), seen);
        RawSender raw = new RawSender("mosa0")) {
      awaitUp(live, true);
      seen.packets.clear();
      long before = live.counters().interfaces().getFirst().packets();
      for (int i = 0; i < 50; i++) {
        raw.send(tcp(51000, 443)); // left
        raw.send(tcp(51000, 5060)); // taken
        raw.send(tcp(8088, 51000)); // taken
        raw.send("0806 0001080006040001" + "00".repeat(20)); // left: ARP
        raw.send("8100 0014 0800" + tcp(51000, 443).substring(4)); // left
        raw.send("8100 0014 0800" + tcp(51000, 5061).substring(4)); // taken; the tag is taken off
        raw.send("88a8 0014 8100 0015 0800" + tcp(51000, 5061).substring(4)); // taken
        raw.send("0800 45000240 00010000 40110000 0a000001 0a000002" + "11".repeat(556)); // cut
      }
      await().untilAsserted(() -> assertTrue(pollUntil(live, 250)));
      live.poll(50);
      // Neighbours and the like are of the kernel's own making and would be no IPv4.
      assertEquals(250, ofThisTest().size());
      assertEquals(50, ofThisTest().stream().filter(each -> each.wireLength() == 590).count());
      assertTrue(
          ofThisTest().stream()
              .filter(each -> each.wireLength() == 590)
              .allMatch(each -> each.hex().length() == 2 * 256));
      InterfaceCounters counters = live.counters().interfaces().getFirst();
      assertEquals(seen.packets.size(), counters.packets() - before, counters::toString);
      assertEquals(0, counters.kernelDrops());
      // 50 of two tags: seen by us, but of nobody's use behind us, which the kernel calls dropped.
      assertEquals(0, counters.cardDrops().values().stream().mapToLong(n -> n).sum());
      assertEquals(List.of(), seen.drops);
    }
  }

  @Test
  void theKernelTakesAFilterOfTheUser() throws Exception {
    makeVeth();
    Capture filtered =
        capture("mosb0", 1 << 20)
            .filtered("tcp port 443 and src host 10.0.0.1", List.of(), Capture.WHOLE_PACKETS);
    try (LiveCapture live = LiveCapture.open(List.of(filtered), seen);
        RawSender raw = new RawSender("mosa0")) {
      awaitUp(live, true);
      seen.packets.clear();
      for (int i = 0; i < 20; i++) {
        raw.send(tcp(51000, 443));
        raw.send(tcp(51000, 5060));
      }
      await().untilAsserted(() -> assertTrue(pollUntil(live, 20)));
      live.poll(50);
      assertEquals(20, seen.packets.size());
    }
  }

  private static String tcp(int source, int destination) {
    return "0800 45000028 00010000 40060000 0a000001 0a000002 %04x%04x"
            .formatted(source, destination)
        + "00000001 00000000 50100400 00000000";
  }

  private List<SeenPackets.Packet> ofThisTest() {
    return seen.packets.stream().filter(each -> each.hex().contains("0a0000010a000002")).toList();
  }

  private boolean pollUntil(LiveCapture live, int wanted) {
    live.poll(20);
    return ofThisTest().size() >= wanted;
  }

  @Test
  void leavesTheInterfaceAsPromiscuousAsItWas() throws Exception {
    makeVeth();
    assertEquals("0", promiscuity());
    try (LiveCapture live = LiveCapture.open(List.of(capture("mosa0", 1 << 20)), seen)) {
      live.poll(0);
      assertEquals("1", promiscuity());
    }
    assertEquals("0", promiscuity());
    Capture modest = new Capture("mosa0", false, 1 << 20);
    try (LiveCapture live = LiveCapture.open(List.of(modest), seen)) {
      live.poll(0);
      assertEquals("0", promiscuity());
    }
  }

  @Test
  void aKilledCaptureLeavesItToo() throws Exception {
    makeVeth();
    run("ip", "link", "set", "mosa0", "promisc", "on"); // as somebody else wants it
    Process child = java(Capturing.class, List.of());
    assertEquals("capturing", child.inputReader().readLine());
    assertEquals("2", promiscuity());
    child.destroyForcibly().waitFor(); // SIGKILL
    await().untilAsserted(() -> assertEquals("1", promiscuity()));
  }

  /** What the child runs until it is killed. */
  static final class Capturing {
    public static void main(String[] arguments) throws Exception {
      try (LiveCapture live =
          LiveCapture.open(List.of(capture("mosa0", 1 << 20)), new SeenPackets())) {
        System.out.println("capturing");
        while (live.poll(1000) >= 0) {}
      }
    }

    private Capturing() {}
  }

  private static String promiscuity() throws Exception {
    String shown = output("ip", "-d", "link", "show", "mosa0");
    Matcher matcher = Pattern.compile("promiscuity (\\d+)").matcher(shown);
    assertTrue(matcher.find(), shown);
    return matcher.group(1);
  }

  @Test
  void tellsThatPacketsAreMergedAndHowToStopIt() throws Exception {
    makeVeth();
    assertEquals(0, run("ethtool", "-K", "mosa0", "gro", "on"));
    Offload merging = LiveCapture.check(capture("mosa0", 1 << 20));
    assertTrue(merging.gro());
    assertEquals("ethtool -K mosa0 gro off", merging.remedy("mosa0"));
    assertEquals(0, run("ethtool", "-K", "mosa0", "gro", "off"));
    assertFalse(LiveCapture.check(capture("mosa0", 1 << 20)).any());
    assertFalse(LiveCapture.check(capture("lo", 1 << 20)).any());
  }

  @Test
  void tellsTheSinkWhenPacketsWereDropped() throws Exception {
    makeVeth();
    // 2 blocks of 64 KiB: some 90 packets of 1400 octets.
    try (LiveCapture live = LiveCapture.open(List.of(capture("mosb0", 1)), seen);
        RawSender raw = new RawSender("mosa0")) {
      awaitUp(live, true);
      long fromNs = System.currentTimeMillis() * 1_000_000;
      for (int i = 0; i < 400; i++) {
        raw.send("0800 450005dc 00010000 40110000 0a000001 0a000002" + "11".repeat(1380));
      }
      long toNs = System.currentTimeMillis() * 1_000_000 + 1_000_000;
      await()
          .untilAsserted(
              () -> {
                live.poll(10);
                raw.send("0800 45000020 00010000 40110000 0a000001 0a000002" + "11".repeat(50));
                assertTrue(seen.drops.stream().anyMatch(each -> each.packets() > 200));
              });
      SeenPackets.Drops told =
          seen.drops.stream().filter(each -> each.packets() > 200).findFirst().orElseThrow();
      assertTrue(told.fromNs() >= fromNs && told.fromNs() <= toNs, told::toString);
      long lastBefore =
          ofThisTest().stream()
              .mapToLong(SeenPackets.Packet::atNs)
              .filter(at -> at <= toNs)
              .max()
              .orElseThrow();
      assertTrue(told.fromNs() <= lastBefore && told.toNs() >= lastBefore, told::toString);
      assertEquals(
          live.counters().interfaces().getFirst().kernelDrops(),
          seen.drops.stream().mapToLong(SeenPackets.Drops::packets).sum());
    }
  }

  /** More is ready than one call hands on: what lies in the ring is not past. */
  @Test
  void saysUpToWhenAllPacketsWereHandedOn() throws Exception {
    try (LiveCapture live = LiveCapture.open(List.of(capture("lo", 8 << 20)), seen);
        DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket sender = new DatagramSocket()) {
      for (int i = 0; i < 20_000; i++) {
        send(sender, receiver.getLocalPort(), i);
      }
      Thread.sleep(100); // the kernel gives the last block away
      long untilNs = Long.MIN_VALUE;
      int behind = 0;
      for (int handedOn = live.poll(0); handedOn > 0; handedOn = live.poll(0)) {
        for (SeenPackets.Packet packet : seen.packets.subList(0, handedOn)) {
          assertTrue(packet.atNs() >= untilNs, () -> "a packet of before");
        }
        boolean more = seen.packets.getLast().hex().indexOf(MARK + "%08x".formatted(19_999)) < 0;
        behind += more && handedOn >= 8192 ? 1 : 0;
        untilNs = live.readUntilNs();
        seen.packets.clear();
      }
      assertTrue(behind >= 1, "no call left any");
    }
  }

  @Test
  void tellsTheSinkHowLongAnInterfaceWasDown() throws Exception {
    makeVeth();
    try (LiveCapture live = LiveCapture.open(List.of(capture("mosa0", 1 << 20)), seen)) {
      awaitUp(live, true);
      assertEquals(List.of(), seen.drops);
      long downNs = System.currentTimeMillis() * 1_000_000;
      run("ip", "link", "set", "mosa0", "down");
      awaitUp(live, false);
      Thread.sleep(1500);
      run("ip", "link", "set", "mosa0", "up");
      long upNs = System.currentTimeMillis() * 1_000_000;
      awaitUp(live, true);
      assertTrue(seen.drops.getFirst().fromNs() <= downNs, () -> seen.drops + " " + downNs);
      assertTrue(seen.drops.getFirst().fromNs() >= downNs - 1_200_000_000L);
      assertTrue(seen.drops.getLast().toNs() >= upNs - 1_000_000_000L);
      assertTrue(seen.drops.stream().allMatch(each -> each.packets() == 0));
    }
  }

  @Test
  void keepsTwoInterfacesInOrderWhileTheyCome() throws Exception {
    makeVeth();
    List<Capture> both = List.of(capture("mosa0", 1 << 20), capture("mosb0", 1 << 20));
    try (LiveCapture live = LiveCapture.open(both, seen);
        RawSender forth = new RawSender("mosa0");
        RawSender back = new RawSender("mosb0")) {
      awaitUp(live, true);
      seen.packets.clear();
      Random random = new Random(41);
      for (int i = 0; i < 400; i++) {
        RawSender sender = random.nextInt(10) == 0 ? back : forth;
        sender.send("0800 45000020 00010000 40110000 0a000001 0a000002" + "11".repeat(50));
        if (random.nextInt(3) == 0) {
          live.poll(0);
          Thread.sleep(random.nextInt(4));
        }
      }
      await().untilAsserted(() -> assertTrue(pollUntil(live, 800)));
      List<Long> times = seen.packets.stream().map(SeenPackets.Packet::atNs).toList();
      assertEquals(times.stream().sorted().toList(), times);
    }
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
    Process child = java(Unprivileged.class, List.of("setpriv", "--bounding-set", "-net_raw"));
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

  private static Process java(Class<?> main, List<String> before) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
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
    run("ip", "neigh", "replace", "198.18.233.2", "lladdr", NEIGHBOUR, "dev", "mosa0");
    run("ip", "link", "set", "mosb0", "up");
    assertEquals(0, run("ip", "link", "set", "mosa0", "up"));
    run("ip", "neigh", "replace", "198.18.233.2", "lladdr", NEIGHBOUR, "dev", "mosa0");
    for (String end : List.of("mosa0", "mosb0")) {
      Path state = Path.of("/sys/class/net", end, "operstate");
      await().until(() -> Files.readString(state).startsWith("up")); // before it sends nothing
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
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
