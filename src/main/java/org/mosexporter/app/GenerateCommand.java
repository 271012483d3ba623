package org.mosexporter.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mosexporter.demo.LoadGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mos-exporter generate}: a capture file for the bench, of any size. */
@Command(
    name = "generate",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Writes a capture file with simulated calls, for measuring performance.")
final class GenerateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the call
  private CommandSpec spec;

  @Option(
      names = "--packets",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "RTP packets in it (default: ${DEFAULT-VALUE}).")
  private long packets;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "500",
      description = "Calls at the same time, two streams each (default: ${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same file (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Parameters(paramLabel = "FILE", description = "Where to write it; an old file is replaced.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Override
  public Integer call() {
    try {
      PrintWriter out = spec.commandLine().getOut();
      out.println(LoadGenerator.generate(file, packets, calls, seed));
      return 0;
    } catch (IllegalArgumentException unusable) {
      throw new ParameterException(spec.commandLine(), unusable.getMessage(), unusable);
    } catch (IOException failed) {
      spec.commandLine().getErr().println("cannot write " + file + ": " + failed.getMessage());
      return 1;
    }
  }
}
