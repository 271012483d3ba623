package org.mosexporter.app;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.mosexporter.capture.PacketFilter;
import org.mosexporter.config.Config;
import org.mosexporter.demo.LoadGenerator;
import org.mosexporter.load.ConfigLoader;
import org.mosexporter.record.AnalysisJson;
import org.mosexporter.web.Listening;
import picocli.CommandLine.Command;
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

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Config config = configuration();
    analyze(config);
    try (Daemon daemon =
        new Daemon(
            config,
            () -> config,
            (_, _) -> new PacketSource.None(),
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
            receive: {rtcp: [], hep: [], sip: []}
            records: {database: "sqlite:%s"}
            """
                .formatted(folder.resolve("training.db").toAbsolutePath()));
    return ConfigLoader.load(
        file, ConfigOption.hostName(), System.getenv(), PacketFilter::checked);
  }

  private void analyze(Config config) throws IOException {
    Path capture = folder.resolve("training.pcap");
    spec.commandLine().getOut().println(LoadGenerator.generate(capture, PACKETS, CALLS, SEED));
    Analyzer analyzer = new Analyzer(config);
    analyzer.read(capture, _ -> {});
    AnalysisJson.write(analyzer.finish(), new StringWriter());
    Files.delete(capture);
  }

  private static void visit(int port) throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      for (int visit = 0; visit < VISITS; visit++) {
        for (String path : PATHS) {
          URI page = URI.create("http://127.0.0.1:" + port + path);
          HttpRequest asked =
              HttpRequest.newBuilder(page).header("Accept-Encoding", "gzip").build();
          int status = browser.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode();
          if (status != 200) {
            throw new IOException(path + " answers " + status);
          }
        }
      }
    }
  }
}
