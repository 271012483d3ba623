package org.mosexporter.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mosexporter.app.setup.Detection;
import org.mosexporter.app.setup.Findings;
import org.mosexporter.app.setup.Findings.Office;
import org.mosexporter.app.setup.Findings.Zone;
import org.mosexporter.app.setup.HostNetwork;
import org.mosexporter.app.setup.Questions;
import org.mosexporter.app.setup.SetupFile;
import org.mosexporter.app.setup.Survey;
import org.mosexporter.capture.PacketFilter;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.ConfigLoader;
import org.mosexporter.load.OfficeHours;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mos-exporter setup}: a first configuration, from what the network shows. */
@Command(
    name = "setup",
    description = {
      "Listens for a while, finds interfaces, networks, PBX, providers and routers, shows a"
          + " commented configuration, and writes it when that is wanted.",
      "On a terminal it asks; elsewhere it only shows, unless --yes is given."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SetupCommand implements Callable<Integer> {
  private static final int LONGEST_SECONDS = 3600;
  private static final ZoneId UTC = ZoneId.of("UTC");

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "What is written (default: /etc/mos-exporter/mos-exporter.yml).")
  private Path output = Path.of("/etc/mos-exporter/mos-exporter.yml");

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description =
          "Listen to this interface only; may be repeated. One alone is the one to sniff.")
  private List<String> interfaces = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "How long to listen, 1 to 3600 (default: 65: CDP is sent each 60, LLDP each 30).")
  private int seconds = 65;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Read capture files instead; may be repeated. Nothing of this host is used.")
  private List<Path> from = List.of();

  @Option(names = "--site", paramLabel = "NAME", description = "Name of the office.")
  private @Nullable String site;

  @Option(
      names = "--office-hours",
      paramLabel = "HOURS",
      description = "When people work there, such as \"Mon-Fri 08:00-18:00\".")
  private Optional<String> officeHours = Optional.empty();

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description =
          "Time zone of the office hours, such as Europe/Berlin (default: this host's; UTC with"
              + " --from).")
  private Optional<ZoneId> timezone = Optional.empty();

  @Option(
      names = "--snmp.community-file",
      paramLabel = "FILE",
      description = "Ask the routers that are found, with the community in this file (SNMP 2c).")
  private @Nullable Path community;

  @Option(names = "--yes", description = "Ask nothing, and write what was found.")
  private boolean yes;

  @Option(
      names = "--force",
      description = "Replace a file that is there already; a copy of it is kept beside it.")
  private boolean force;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Optional<BufferedReader> terminal;

  SetupCommand() {
    this(terminal());
  }

  /**
   * With somebody who answers.
   *
   * @param terminal what they type; empty when there is nobody
   */
  SetupCommand(Optional<BufferedReader> terminal) {
    this.terminal = terminal;
  }

  /** JDK 25 gives none where nobody sits, as JDKs before 22 did (JDK-8351435). */
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<BufferedReader> terminal() {
    Console console = System.console();
    return console != null && console.isTerminal()
        ? Optional.of(
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())))
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw new ParameterException(spec.commandLine(), "--seconds: 1 to 3600 is expected");
    }
    checkHours();
    PrintWriter out = spec.commandLine().getOut();
    Optional<Questions> asked =
        yes ? Optional.empty() : terminal.map(answers -> new Questions(answers, err()));
    Findings found = found();
    if (asked.isPresent()) {
      found = asked.get().about(found);
    }
    String text = SetupFile.text(found, Optional.ofNullable(community));
    out.print(text);
    out.flush();
    warnOfUtc(found.office());
    Optional<String> wrong = wrong(text);
    if (wrong.isPresent()) {
      err().println(wrong.get());
      err().flush();
      return Main.FAILED;
    }
    return write(text, asked);
  }

  /** Hours that nobody works are worse than none: alerts would be silent by day. */
  private void warnOfUtc(Office office) {
    if (office.hours().isPresent() && office.zone().isUtcByDefault()) {
      err().println("The office hours are in UTC, for nobody said a time zone: --timezone does.");
      err().flush();
    }
  }

  private void checkHours() {
    try {
      officeHours.ifPresent(OfficeHours::checked);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "--office-hours: " + wrong.getMessage(), wrong);
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private Findings found() throws IOException {
    String name = site == null ? ConfigOption.hostName() : site;
    Survey survey = new Survey(name);
    SetupListening listening = new SetupListening(survey, err());
    HostNetwork host = from.isEmpty() ? HostNetwork.read() : HostNetwork.unknown();
    if (from.isEmpty()) {
      Logging.start(LogOptions.Level.ERROR, LogOptions.Format.LOGFMT); // what matters is told below
      listening.listen(host, interfaces, Duration.ofSeconds(seconds));
    } else {
      listening.read(from);
    }
    survey.finish();
    Optional<String> chosen =
        interfaces.size() == 1 ? Optional.of(interfaces.getFirst()) : Optional.empty();
    return Detection.of(new Office(name, zone(), officeHours), host, survey, chosen);
  }

  /** A capture may come from anywhere. */
  private Zone zone() {
    return timezone
        .map(said -> new Zone(said, true))
        .orElseGet(() -> new Zone(from.isEmpty() ? ZoneId.systemDefault() : UTC, false));
  }

  /** What {@code check} would say of it; empty when it is good. */
  private static Optional<String> wrong(String text) throws IOException {
    Path trial = Files.createTempFile("mos-exporter", ".yml");
    try {
      Files.writeString(trial, text);
      ConfigLoader.load(trial, ConfigOption.hostName(), System.getenv(), PacketFilter::checked);
      return Optional.empty();
    } catch (ConfigException refused) {
      return Optional.of(
          String.join("\n", refused.problems()).replace(trial.toString(), "what was found"));
    } finally {
      Files.deleteIfExists(trial);
    }
  }

  private int write(String text, Optional<Questions> asked) throws IOException {
    SetupTarget target = new SetupTarget(output, InstantSource.system());
    if (asked.isPresent()) {
      String question =
          target.exists() && !force
              ? output + " is there already. Replace it, and keep it as " + target.backup() + "?"
              : "Write this to " + output + "?";
      if (!asked.get().agrees(question)) {
        return told("Nothing was written.", Main.DONE);
      }
    } else if (!yes) {
      return told("Nothing was written: --yes writes it to " + output + ".", Main.DONE);
    } else if (target.exists() && !force) {
      return told(output + " is there already: --force replaces it and keeps a copy.", Main.FAILED);
    }
    Optional<Path> backup = target.write(text);
    backup.ifPresent(old -> err().println("What stood there is " + old + " now."));
    return told(
        output + " is written. In use it is after: systemctl reload mos-exporter", Main.DONE);
  }

  private int told(String sentence, int exit) {
    err().println(sentence);
    err().flush();
    return exit;
  }
}
