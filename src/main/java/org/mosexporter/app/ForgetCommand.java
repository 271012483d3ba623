package org.mosexporter.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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
import picocli.CommandLine.Option;
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
  private static final int CONNECT_MS = 2_000;

  /** Large files take a while. */
  private static final int ANSWER_MS = 300_000;

  private static final int OK = 200;
  private static final int MOST_BYTES = 64 * 1024;

  @Parameters(
      paramLabel = "USER|NUMBER",
      description = "User name, or number however it is written.")
  private String who = "";

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:10199",
      description = "Where the daemon answers; default: ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://localhost:10199");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (who.isBlank()) {
      Main.error(spec.commandLine().getErr(), new IllegalArgumentException("nobody is named"));
      return Main.USAGE;
    }
    try {
      Optional<List<Erased>> byDaemon = askDaemon();
      return told(byDaemon.isPresent() ? byDaemon.get() : here(config.load()));
    } catch (ConfigException refused) {
      Main.error(spec.commandLine().getErr(), refused);
      return Main.USAGE;
    }
  }

  private List<Erased> here(Config loaded) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("no daemon answers at " + url + ": its stores are opened here");
    return RecordStores.eraseStored(
        loaded, Person.of(who, PrivateNames.ofService().others(who, loaded.privacy())));
  }

  private int told(List<Erased> erased) {
    PrintWriter out = spec.commandLine().getOut();
    boolean done = true;
    for (Erased one : erased) {
      String where = (one.store() + " " + one.place()).strip();
      out.println(
          where + (one.isDone() ? ": " + calls(one.calls()) : ": FAILED: " + one.failure()));
      done &= one.isDone();
    }
    out.flush();
    return done ? Main.DONE : Main.FAILED;
  }

  private static String calls(int number) {
    return number + (number == 1 ? " call erased" : " calls erased");
  }

  /** Empty when there is none: then nobody else writes the stores. */
  private Optional<List<Erased>> askDaemon() throws IOException {
    URI to = URI.create(url.toString().replaceFirst("/$", "") + "/api/v1/forget");
    if (!(to.toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection asking)) {
      throw new IOException(to + " is no web address");
    }
    asking.setConnectTimeout(CONNECT_MS);
    asking.setReadTimeout(ANSWER_MS);
    asking.setRequestMethod("POST");
    asking.setDoOutput(true);
    asking.setRequestProperty("Content-Type", "application/json");
    try {
      asking.getOutputStream().write(ErasedJson.ask(who));
      if (asking.getResponseCode() != OK) {
        throw new IOException(
            "the daemon at %s answers %d: nothing is erased. Ask it on its own machine, or stop it"
                .formatted(url, asking.getResponseCode()));
      }
      try (InputStream in = asking.getInputStream()) {
        return Optional.of(ErasedJson.read(in.readNBytes(MOST_BYTES)));
      }
    } catch (ConnectException nobody) {
      return Optional.empty();
    } finally {
      asking.disconnect();
    }
  }
}
