package org.mosexporter.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: {@code mos-exporter COMMAND}. */
@Command(
    name = "mos-exporter",
    description = "Scores every call of an office and says where and why quality was lost.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      AnalyzeCommand.class,
      ChangeCommand.class,
      CheckCommand.class,
      DemoCommand.class,
      EmodelCommand.class,
      ExplainCommand.class,
      ForgetCommand.class,
      GenerateCommand.class,
      SetupCommand.class,
      TrainCommand.class
    })
public final class Main implements Runnable {
  /** Exit codes: what the shell is told. */
  static final int DONE = 0;

  static final int FAILED = 1;
  static final int USAGE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The parser, ready to run; tests give it writers of their own. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler(
            (exception, line, _) -> {
              error(line.getErr(), exception);
              return FAILED;
            });
  }

  /** One line for the user; where it came from stands in the debug log only. */
  static void error(PrintWriter to, Exception exception) {
    String message = exception.getMessage();
    to.println("mos-exporter: " + (message == null ? exception.toString() : message));
    to.flush();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }
}
