package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mosexporter.call.Tracker;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.capture.PacketFilter;
import org.mosexporter.config.Config;
import org.mosexporter.demo.LoadGenerator;
import org.mosexporter.load.ConfigLoader;
import org.mosexporter.record.AnalysisJson;
import org.mosexporter.web.Listening;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code mos-exporter train}: once what a day's packets and a start run, for the JVM to learn from
 * (JEP 514, JEP 515). It needs no right and no packet of anybody, for an installation runs it.
 */
@Command(
    name = "train",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Analyzes a simulated capture and starts the daemon once, for the AOT cache.")
final class TrainCommand implements Callable<Integer> {
  private static final long PACKETS = 400_000;
  private static final int CALLS = 200;
  private static final long SEED = 1;

  private static final List<String> PATHS =
      List.of("/metrics", "/", "/calls", "/routers", "/api/v1/status", "/api/v1/calls");

  /** A browser's and a scraper's second visit is what they come for all day. */
  private static final int VISITS = 3;

  @Parameters(paramLabel = "FOLDER", description = "An empty one, for what is written meanwhile.")
  private Path folder = Path.of(".");

  @Mixin private LogOptions log = new LogOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    log.apply();
    Config config = configuration();
    analyze(config);
    // Nobody listens there, and the way to it is the same.
    Systemd.of(Map.of("NOTIFY_SOCKET", folder.resolve("notify").toAbsolutePath().toString()))
        .alive();
    try (Daemon daemon =
        new Daemon(
            config,
            () -> config,
            TrainCommand::asFarAsItMay,
            Listening.on(List.of("127.0.0.1:0"), "/metrics"))) {
      visit(daemon.ports().getFirst());
    }
    return Main.DONE;
  }

  /** Read from a file, as that of a service is; nothing listens for reports. */
  private Config configuration() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("training.yml"),
            """
            site: training
            networks: [{name: phones, cidr: 10.0.0.0/8, access: wired}]
            capture: [{interface: lo}]
            receive: {rtcp: [], hep: [], sip: []}
            records: {database: "sqlite:%s"}
            """
                .formatted(folder.resolve("training.db").toAbsolutePath()));
    return ConfigLoader.load(file, ConfigOption.hostName(), System.getenv(), PacketFilter::checked);
  }

  private void analyze(Config config) throws IOException {
    Path capture = folder.resolve("training.pcap");
    spec.commandLine().getOut().println(LoadGenerator.generate(capture, PACKETS, CALLS, SEED));
    Analyzer analyzer = new Analyzer(config);
    analyzer.read(capture, _ -> {});
    AnalysisJson.write(analyzer.finish(), new StringWriter());
    Files.delete(capture);
  }

  /** Opens the ring, which needs a right that an installation does not give: then none. */
  private static PacketSource asFarAsItMay(Config config, Tracker tracker) {
    try {
      return PacketSource.live(config.capture(), tracker);
    } catch (CaptureException notPermitted) {
      return new PacketSource.None();
    }
  }

  /** By a bare socket: what a client of HTTP learns is of no use to the daemon. */
  private static void visit(int port) throws IOException {
    for (int visit = 0; visit < VISITS; visit++) {
      for (String path : PATHS) {
        String first = get(port, path);
        if (!first.startsWith("HTTP/1.1 200")) {
          throw new IOException(path + " answers " + first);
        }
      }
    }
  }

  private static String get(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String asked =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(asked.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      return answer.lines().findFirst().orElse("nothing");
    }
  }
}
