package org.mosexporter.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Two baresip phones that call each other through a relay that spoils their packets, and the daemon
 * that sniffs beside the phone that is called.
 *
 * <pre>
 * caller 10.77.0.1 ── relay ── ● ── callee 10.77.0.2
 *                              └ mos-exporter run
 * </pre>
 */
final class CallLab {
  static final String CALLER = "10.77.0.1";
  static final String CALLEE = "10.77.0.2";
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final int SECONDS = 64;
  private static final String PORT = Phone.PORT;

  private final Path folder;
  private final int number;
  private final Impairment towardsCallee;
  private final Impairment towardsCaller;

  /** What the relay does to the packets of one way. */
  record Impairment(double delayMs, double jitterMs, double loss, double burst) {
    String json(String in) {
      return String.format(
          Locale.ROOT,
          "{\"in\": \"%s\", \"delay_ms\": %s, \"jitter_ms\": %s, \"loss\": %s, \"burst\": %s}",
          in,
          delayMs,
          jitterMs,
          loss,
          burst);
    }
  }

  /**
   * What a call left.
   *
   * @param caller gauges of what the caller hears after each scored interval, by their count
   * @param callee the same for the callee
   */
  record Outcome(
      Scrape end, RelayLog relay, Map<Integer, Gauges> caller, Map<Integer, Gauges> callee) {
    Map<Integer, Gauges> gauges(String endpoint) {
      return endpoint.equals(CALLER) ? caller : callee;
    }
  }

  /** Figures of one interval; NaN when absent. */
  record Gauges(double jitterSeconds, double roundTripSeconds) {}

  CallLab(Path folder, int number, Impairment towardsCallee, Impairment towardsCaller) {
    this.folder = folder;
    this.number = number;
    this.towardsCallee = towardsCallee;
    this.towardsCaller = towardsCaller;
  }

  /** Makes the lab, places the call, takes the lab down. */
  Outcome call() throws IOException, InterruptedException {
    Path tone = ToneFile.write(folder.resolve("tone.wav"), SECONDS + 30);
    try (Namespaces net = new Namespaces(folder, number)) {
      String caller = net.make('A');
      String relay = net.make('R');
      String callee = net.make('B');
      net.cable(caller, PORT, relay, "near");
      net.cable(callee, PORT, relay, "far");
      address(net, caller, CALLER, CALLEE);
      address(net, callee, CALLEE, CALLER);
      Path log = folder.resolve("relay.log");
      try (Child relaying = relay(relay, log);
          Child daemon = daemon(callee);
          Child called = phone(callee, "callee", CALLEE, tone, List.of("-t", "600"))) {
        await("the relay").atMost(A_MINUTE).until(() -> relaying.out().contains("relaying"));
        await("the daemon").atMost(A_MINUTE).until(() -> daemon.err().contains("ready on ports"));
        await("the callee's phone").atMost(A_MINUTE).until(() -> called.out().contains("ready"));
        Outcome outcome = talk(caller, callee, tone, log);
        called.terminate();
        daemon.terminate();
        return outcome;
      }
    }
  }

  private static void address(Namespaces net, String namespace, String own, String other)
      throws IOException, InterruptedException {
    net.in(namespace, "ip", "address", "add", own + "/24", "dev", PORT);
    net.in(namespace, "ip", "route", "add", "default", "via", other);
  }

  private Outcome talk(String caller, String callee, Path tone, Path log)
      throws IOException, InterruptedException {
    Map<Integer, Gauges> hearsCaller = new TreeMap<>();
    Map<Integer, Gauges> hearsCallee = new TreeMap<>();
    List<String> dial =
        List.of("-t", Integer.toString(SECONDS), "-e", "/dial sip:callee@" + CALLEE + ":5060");
    try (Child calling = phone(caller, "caller", CALLER, tone, dial)) {
      await("the call to end")
          .atMost(Duration.ofSeconds(SECONDS + 60))
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                Scrape now = SniffingDaemon.scrape(folder, callee);
                look(now, CALLER, hearsCaller);
                look(now, CALLEE, hearsCallee);
                // A new series stands at 0 for 20 s before it tells its call (decision 90).
                return !calling.runs()
                    && now.sum("voip_streams_active") == 0
                    && now.sum("voip_calls_total") > 0;
              });
    }
    return new Outcome(
        SniffingDaemon.scrape(folder, callee), new RelayLog(log), hearsCaller, hearsCallee);
  }

  private static void look(Scrape now, String endpoint, Map<Integer, Gauges> gauges) {
    String[] heard = {"endpoint", endpoint, "direction", "received", "source", "measured"};
    int scored = (int) now.sum("voip_endpoint_mos_lq_scored_intervals_total", heard);
    if (scored > 0) {
      gauges.putIfAbsent(
          scored,
          new Gauges(
              now.value("voip_endpoint_jitter_seconds", heard).orElse(Double.NaN),
              now.value("voip_endpoint_round_trip_seconds", heard).orElse(Double.NaN)));
    }
  }

  private Child relay(String namespace, Path log) throws IOException {
    Path program = folder.resolve("relay.py");
    try (InputStream in = CallLab.class.getResourceAsStream("relay.py")) {
      Files.write(program, Objects.requireNonNull(in).readAllBytes());
    }
    String settings =
        "{\"seed\": %d, \"ways\": [%s, %s]}"
            .formatted(number, towardsCallee.json("near"), towardsCaller.json("far"));
    Path file = Files.writeString(folder.resolve("relay.json"), settings);
    return Child.start(
        folder,
        "relay",
        Namespaces.within(
            namespace, Programs.path("python3"), program.toString(), file.toString(), "" + log));
  }

  private Child daemon(String namespace) throws IOException {
    return SniffingDaemon.start(
        folder,
        namespace,
        """
        networks:
          - {name: phones, cidr: 10.77.0.0/24, access: wired}
        capture:
          - {interface: tel}
        """);
  }

  private Child phone(String namespace, String user, String own, Path tone, List<String> options)
      throws IOException {
    return new Phone(
            user,
            user,
            own,
            user.equals("callee"),
            "pcmu/8000/1",
            List.of("g711.so"),
            "rtp_stats yes")
        .start(folder, namespace, tone, options);
  }
}
