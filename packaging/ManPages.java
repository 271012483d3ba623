import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.mosexporter.app.Main;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes a manual page for each command, in the roff of man(7), and the completion of bash, from the options as the
 * program declares them: {@code java -cp mos-exporter.jar ManPages.java FOLDER VERSION DATE}.
 */
final class ManPages {
  private static final String PROGRAM = "mos-exporter";

  private static final String FILES =
      """
      .SH FILES
      .TP
      .I /etc/mos-exporter/mos-exporter.yml
      The configuration; its keys stand in CONFIGURATION.md.
      .TP
      .I /etc/default/mos-exporter
      Arguments of the service.
      .TP
      .I /var/lib/mos-exporter
      Records of calls and what the daemon remembers over restarts.
      .TP
      .I /usr/share/mos-exporter
      Dashboards for Grafana, alerts for Prometheus, a script for snmpd.
      .TP
      .I /usr/share/doc/mos-exporter
      All documents.
      .SH ENVIRONMENT
      .TP
      .B MOS_EXPORTER_JAVA_OPTIONS
      Further options of the JVM, such as \\-Xmx512m.
      """;

  private static final String EXIT =
      """
      .SH EXIT STATUS
      .TP
      .B 0
      Done.
      .TP
      .B 1
      Failed; standard error says why.
      .TP
      .B 2
      The arguments or the configuration cannot be used.
      """;

  private final String footer;

  private ManPages(String version, String date) {
    footer = "\"" + date + "\" \"" + PROGRAM + " " + version + "\" \"User Commands\"";
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    ManPages pages = new ManPages(arguments[1], arguments[2]);
    CommandLine program = new CommandLine(new Main());
    pages.write(folder, program);
    Files.writeString(folder.resolve(PROGRAM + ".bash"), AutoComplete.bash(PROGRAM, program));
  }

  private void write(Path folder, CommandLine command) {
    String name = command.getCommandSpec().qualifiedName("-");
    try {
      Files.writeString(folder.resolve(name + ".1"), page(command.getCommandSpec()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    subcommands(command).forEach(each -> write(folder, each));
  }

  private static List<CommandLine> subcommands(CommandLine command) {
    return new LinkedHashSet<>(command.getSubcommands().values())
        .stream().filter(each -> !each.getCommandSpec().usageMessage().hidden()).toList();
  }

  private String page(CommandSpec command) {
    String name = command.qualifiedName("-");
    List<String> about = List.of(command.usageMessage().description());
    StringBuilder page = new StringBuilder();
    page.append(".TH ").append(escaped(name.toUpperCase(Locale.ROOT))).append(" 1 ").append(footer).append('\n');
    page.append(".SH NAME\n").append(escaped(name)).append(" \\- ").append(brief(about)).append('\n');
    page.append(".SH SYNOPSIS\n").append(synopsis(command));
    page.append(".SH DESCRIPTION\n").append(text(String.join("\n", about))).append('\n');
    parameters(command, page);
    options(command, page);
    commands(command, page);
    page.append(EXIT);
    if (command.parent() == null) {
      page.append(FILES);
    }
    return page.append(seeAlso(command)).toString();
  }

  /** The first sentence, as apropos shows it. */
  private static String brief(List<String> about) {
    String first = String.join(" ", about).split("[.;:](\\s|$)", 2)[0];
    return escaped(first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1));
  }

  private static String synopsis(CommandSpec command) {
    StringBuilder line = new StringBuilder(".B ").append(escaped(command.qualifiedName(" "))).append('\n');
    if (!command.subcommands().isEmpty()) {
      return line.append(".I COMMAND\n[\\fIOPTION\\fR]...\n").toString();
    }
    line.append("[\\fIOPTION\\fR]...\n");
    for (PositionalParamSpec each : command.positionalParameters()) {
      String label = "\\fI" + escaped(each.paramLabel()) + "\\fR";
      String many = each.arity().max() > 1 ? "..." : "";
      line.append(each.arity().min() > 0 ? label + many : "[" + label + "]" + many).append('\n');
    }
    return line.toString();
  }

  private static void parameters(CommandSpec command, StringBuilder page) {
    if (!command.positionalParameters().isEmpty()) {
      page.append(".SH ARGUMENTS\n");
      command.positionalParameters().stream()
          .filter(each -> !each.hidden())
          .forEach(each -> item("\\fI" + escaped(each.paramLabel()) + "\\fR", each, page));
    }
  }

  private static void options(CommandSpec command, StringBuilder page) {
    page.append(".SH OPTIONS\n");
    for (OptionSpec each : command.options()) {
      if (!each.hidden()) {
        String label = each.arity().max() == 0 ? "" : "=\\fI" + escaped(each.paramLabel()) + "\\fR";
        String names =
            Arrays.stream(each.names()).map(name -> "\\fB" + escaped(name) + "\\fR").collect(Collectors.joining(", "));
        item(names + label, each, page);
      }
    }
  }

  private static void item(String head, ArgSpec about, StringBuilder page) {
    String description = String.join("\n", about.description());
    String value = String.valueOf(about.defaultValueString());
    description = description.replace("${DEFAULT-VALUE}", value).replace("${COMPLETION-CANDIDATES}", candidates(about));
    page.append(".TP\n").append(head).append('\n').append(text(description)).append('\n');
  }

  private static String candidates(ArgSpec about) {
    List<String> all = new ArrayList<>();
    if (about.completionCandidates() != null) {
      about.completionCandidates().forEach(all::add);
    }
    return String.join(", ", all);
  }

  private static void commands(CommandSpec command, StringBuilder page) {
    List<CommandLine> all = subcommands(command.commandLine());
    if (!all.isEmpty()) {
      page.append(".SH COMMANDS\n");
      for (CommandLine each : all) {
        CommandSpec one = each.getCommandSpec();
        page.append(".TP\n\\fB").append(escaped(one.name())).append("\\fR\n")
            .append(text(String.join("\n", one.usageMessage().description()))).append('\n');
      }
    }
  }

  private static String seeAlso(CommandSpec command) {
    Set<String> others = new LinkedHashSet<>();
    if (command.parent() != null) {
      others.add(command.parent().qualifiedName("-"));
    }
    subcommands(command.commandLine()).forEach(each -> others.add(each.getCommandSpec().qualifiedName("-")));
    return others.isEmpty()
        ? ""
        : ".SH SEE ALSO\n"
            + others.stream().map(each -> ".BR " + escaped(each) + " (1)").collect(Collectors.joining(",\n"))
            + "\n";
  }

  /** What begins a line with a dot or an apostrophe would be a request. */
  private static String text(String plain) {
    String lines = plain.replace("%n", "\n").replace("%%", "%");
    return lines.lines().map(ManPages::escaped).map(line -> line.matches("[.'].*") ? "\\&" + line : line)
        .collect(Collectors.joining("\n.br\n"));
  }

  private static String escaped(String plain) {
    return plain.replace("\\", "\\e").replace("-", "\\-");
  }
}
