package org.mosexporter.snmp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Snmp.Device;
import org.mosexporter.network.RouterSnapshot;

/** What bench/snmp runs: how long polls take, and what many devices cost. */
final class PollTimes {
  private static final int WARM_UP = 30;
  private static final int MEASURED = 11;
  private static final double TICKS_PER_SECOND = 100;

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "poll" -> poll(arguments[1]);
      case "agent" -> agent(Path.of(arguments[1]));
      case "fleet" ->
          fleet(arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.exit(0);
  }

  private static void poll(String address) throws Exception {
    Device device = new Device("bench", "bench", address, "c");
    try (var poller = new DevicePoller(device, ReplayAgent.PUBLIC, InstantSource.system(), 5_000)) {
      for (int i = 0; i < WARM_UP; i++) {
        poller.poll();
      }
      List<Double> seconds = new ArrayList<>();
      long before = datagrams();
      for (int i = 0; i < MEASURED; i++) {
        long start = System.nanoTime();
        poller.poll();
        seconds.add((System.nanoTime() - start) / 1e9);
      }
      double packets = (datagrams() - before) / (double) MEASURED;
      RouterSnapshot router = poller.state().snapshot();
      seconds.sort(null);
      System.out.printf(
          Locale.ROOT,
          "mos-exporter %.3f s, %.0f packets (%d interfaces, %d classes%s)%n",
          seconds.get(MEASURED / 2),
          packets,
          router.interfaces().size(),
          router.classes().size(),
          poller.state().problem().map(problem -> "; " + problem).orElse(""));
    }
  }

  /** All that arrived in this network namespace, questions and answers. */
  private static long datagrams() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("/proc/net/snmp")).stream()
            .filter(line -> line.startsWith("Udp:"))
            .toList();
    return Long.parseLong(lines.get(1).split(" ", -1)[1]);
  }

  private static void agent(Path recording) throws Exception {
    try (var agent = new ReplayAgent(Recording.read(recording))) {
      System.out.println(agent.address());
      int _ = System.in.read();
    }
  }

  private static void fleet(String address, int count, int forSeconds) throws Exception {
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      devices.add(new Device("d" + i, "bench", address, "c"));
    }
    Snmp config =
        new Snmp(Duration.ofSeconds(30), Map.of("c", ReplayAgent.PUBLIC), List.copyOf(devices));
    try (var poller = new SnmpPoller(config, InstantSource.system())) {
      poller.start();
      Thread.sleep(Duration.ofSeconds(65));
      double before = cpuSeconds();
      Thread.sleep(Duration.ofSeconds(forSeconds));
      double share = (cpuSeconds() - before) / forSeconds;
      long up = poller.snapshots().stream().filter(RouterSnapshot::up).count();
      System.out.printf(
          Locale.ROOT,
          "%d of %d devices up, %.1f %% of a core, %s, heap after collection %d KiB%n",
          up,
          count,
          100 * share,
          residentMemory(),
          heapInUse() >> 10);
    }
  }

  private static double cpuSeconds() throws IOException {
    String[] fields = Files.readString(Path.of("/proc/self/stat")).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
  }

  private static long heapInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String residentMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .findFirst()
        .orElse("")
        .replaceAll("\\s+", " ");
  }

  private PollTimes() {}
}
