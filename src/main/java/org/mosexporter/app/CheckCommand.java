package org.mosexporter.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Config;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Receive;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.TlsMaterial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mos-exporter check}: whether a configuration can be used. */
@Command(
    name = "check",
    description = "Validates the configuration and says what it holds.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--live",
      description =
          "Also try interfaces, listeners and routers, and ask the running daemon who reports.")
  private boolean live;

  @Option(
      names = "--web.listen-address",
      paramLabel = "ADDRESS:PORT",
      description = "Where the running daemon serves its pages, for --live (default: :10199).")
  private String daemon = WebOptions.PORT;

  @Option(
      names = "--web.config.file",
      paramLabel = "FILE",
      description = "Also try the certificate and key of listeners for reports with TLS.")
  private @Nullable Path webConfig;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Config loaded;
    try {
      loaded = config.load();
    } catch (ConfigException refused) {
      PrintWriter err = spec.commandLine().getErr();
      refused.problems().forEach(err::println);
      err.flush();
      return Main.USAGE;
    }
    Optional<String> tooMuch = HeapLimits.plan(loaded).problem();
    if (tooMuch.isPresent()) {
      spec.commandLine().getErr().println(tooMuch.get());
      spec.commandLine().getErr().flush();
      return Main.USAGE;
    }
    String file = config.file().map(Object::toString).orElse("no file: defaults");
    out.printf("%s: good%n", file);
    out.printf(
        "site %s, %d networks, %d servers, %d trunks, %d groups%n",
        loaded.site(),
        loaded.networks().size(),
        loaded.servers().size(),
        loaded.trunks().size(),
        loaded.groups().size());
    boolean good = certificateIsGood(loaded, out);
    if (live) {
      good &= new LiveCheck(loaded, out).passes();
      tellReporters(out);
    }
    out.flush();
    return good ? Main.DONE : Main.FAILED;
  }

  private boolean certificateIsGood(Config loaded, PrintWriter out) {
    if (webConfig == null) {
      if (usesTls(loaded.receive())) {
        out.println("TLS: its certificate was not tried; name --web.config.file");
      }
      return true;
    }
    Instant now = Instant.now();
    try {
      Instant until = TlsMaterial.of(webConfig).validUntil();
      boolean expired = until.isBefore(now);
      out.printf(
          "TLS: %s: the certificate %s %s%n",
          expired ? "FAILED" : "good", expired ? "expired on" : "is valid until", until);
      return !expired;
    } catch (ConfigException refused) {
      refused.problems().forEach(problem -> out.println("TLS: FAILED: " + problem));
      return false;
    }
  }

  private static boolean usesTls(Receive receive) {
    return Stream.of(receive.rtcp(), receive.hep(), receive.sip())
        .flatMap(List::stream)
        .anyMatch(listener -> listener.transport() == Listener.Transport.TLS);
  }

  private void tellReporters(PrintWriter out) {
    try {
      List<String> reporters = new RunningDaemon(daemon).reporters();
      reporters.forEach(out::println);
      if (reporters.isEmpty()) {
        out.println("reports: the running daemon has none yet");
      }
    } catch (IOException | IllegalArgumentException unasked) {
      out.println("reports: no daemon answers on " + daemon + ", so nobody knows who reports");
    }
  }
}
