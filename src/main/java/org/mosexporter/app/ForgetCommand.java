package org.mosexporter.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.mosexporter.config.Config;
import org.mosexporter.load.ConfigException;
import org.mosexporter.record.Erased;
import org.mosexporter.record.ErasedJson;
import org.mosexporter.record.Person;
import org.mosexporter.record.RecordStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mos-exporter forget}: erases a person's calls. */
@Command(
    name = "forget",
    description =
        "Erases all calls of a person from the running daemon, files and databases: as from, to or"
            + " user of a phone, plain and hashed.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ForgetCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/forget";

  /** Large files take a while. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Parameters(
      paramLabel = "USER|NUMBER",
      description = "User name, or number however it is written.")
  private String who = "";

  @Mixin private ConfigOption config = new ConfigOption();

  @Mixin private DaemonOptions options = new DaemonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (who.isBlank()) {
      Main.error(spec.commandLine().getErr(), new IllegalArgumentException("nobody is named"));
      return Main.USAGE;
    }
    try {
      return told(erased(options.daemon()));
    } catch (ConfigException refused) {
      Main.error(spec.commandLine().getErr(), refused);
      return Main.USAGE;
    }
  }

  /** By the daemon; when there is none, nobody else writes the stores. */
  private List<Erased> erased(RunningDaemon daemon) throws IOException, ConfigException {
    try {
      byte[] answer = daemon.post(PATH, ErasedJson.ask(who), LONGEST);
      spec.commandLine()
          .getOut()
          .println("calls that go on now are recorded when they end: ask again then");
      return ErasedJson.read(answer);
    } catch (DaemonRequests.NoDaemonException nobody) {
      spec.commandLine()
          .getOut()
          .println("no daemon answers at " + daemon.where() + ": its stores are opened here");
      return here(config.load());
    } catch (IOException refused) {
      throw new IOException(refused.getMessage() + "; nothing is known to be erased", refused);
    }
  }

  private List<Erased> here(Config loaded) {
    return RecordStores.eraseStored(
        loaded, Person.of(who, PrivateNames.ofService().others(who, loaded.privacy())));
  }

  private int told(List<Erased> erased) {
    PrintWriter out = spec.commandLine().getOut();
    boolean done = true;
    for (Erased one : erased) {
      String where = (one.store() + " " + one.place()).strip();
      out.println(where + ": " + (one.isDone() ? what(one) : "FAILED: " + one.failure()));
      done &= one.isDone();
    }
    out.flush();
    return done ? Main.DONE : Main.FAILED;
  }

  private static String what(Erased one) {
    return one.store().equals(Measurement.PACKETS)
        ? "all that were kept are erased"
        : calls(one.calls());
  }

  private static String calls(int number) {
    return number + (number == 1 ? " call erased" : " calls erased");
  }
}
