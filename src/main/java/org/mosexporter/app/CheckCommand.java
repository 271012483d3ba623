package org.mosexporter.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Config;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Receive;
import org.mosexporter.load.ConfigException;
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
      names = "--web.config.file",
      paramLabel = "FILE",
      description = "Also check the file of TLS, users and limits of the web server.")
  private @Nullable Path webConfig;

  @Mixin private DaemonOptions daemon = new DaemonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Config loaded;
    try {
      loaded = config.load();
    } catch (ConfigException refused) {
      return tell(refused);
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
    boolean good;
    try {
      good = webIsGood(loaded, out);
    } catch (ConfigException refused) {
      out.flush();
      return tell(refused);
    }
    if (live) {
      Logging.start(LogOptions.Level.ERROR, LogOptions.Format.LOGFMT); // it is told line by line
      good &= new LiveCheck(loaded, out).passes();
      tellReporters(out);
    }
    out.flush();
    return good ? Main.DONE : Main.FAILED;
  }

  private int tell(ConfigException refused) {
    PrintWriter err = spec.commandLine().getErr();
    refused.problems().forEach(err::println);
    err.flush();
    return Main.USAGE;
  }

  private boolean webIsGood(Config loaded, PrintWriter out) throws ConfigException {
    if (webConfig != null) {
      return new WebCheck(webConfig, out).passes();
    }
    if (usesTls(loaded.receive())) {
      out.println("TLS: its certificate was not tried; name --web.config.file");
    }
    return true;
  }

  private static boolean usesTls(Receive receive) {
    return Stream.of(receive.rtcp(), receive.hep(), receive.sip())
        .flatMap(List::stream)
        .anyMatch(listener -> listener.transport() == Listener.Transport.TLS);
  }

  private void tellReporters(PrintWriter out) {
    try {
      List<String> reporters = ReporterLines.of(daemon.daemon().get("/api/v1/status"));
      reporters.forEach(out::println);
      if (reporters.isEmpty()) {
        out.println("reports: the running daemon has none yet");
      }
    } catch (IOException unasked) {
      out.printf("reports: %s; so nobody knows who reports%n", unasked.getMessage());
    }
  }
}
