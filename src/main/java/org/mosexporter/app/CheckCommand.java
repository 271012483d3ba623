package org.mosexporter.app;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mosexporter.config.Config;
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

  @Option(names = "--live", description = "Also try interfaces, listeners and routers.")
  private boolean live;

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
    boolean good = !live || new LiveCheck(loaded, out).passes();
    out.flush();
    return good ? Main.DONE : Main.FAILED;
  }
}
