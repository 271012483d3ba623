package org.mosexporter.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.mosexporter.capture.ReadResult;
import org.mosexporter.config.Config;
import org.mosexporter.config.MemoryPlan;
import org.mosexporter.config.Privacy;
import org.mosexporter.load.ConfigException;
import org.mosexporter.record.Analysis;
import org.mosexporter.record.AnalysisJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mos-exporter analyze}: what capture files say of the calls in them. */
@Command(
    name = "analyze",
    description = "Lists the streams and calls of capture files with their quality.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AnalyzeCommand implements Callable<Integer> {
  /** How the result is written. */
  enum Format {
    TABLE,
    JSON,
    CSV
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "pcap or pcapng, also gzip; a directory with such files; - is standard input. Several are"
              + " one capture, in the order of their first packets.")
  private List<Path> files = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, json or csv (default: table).")
  private Format format = Format.TABLE;

  @Mixin private ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Config loaded;
    try {
      loaded = named(config.load());
    } catch (ConfigException refused) {
      Main.error(err, refused);
      return Main.USAGE;
    }
    List<String> errors = new ArrayList<>();
    List<Path> inOrder = CaptureFiles.inOrder(files, errors::add);
    errors.forEach(err::println);
    err.flush();
    if (inOrder.isEmpty()) {
      return Main.FAILED;
    }
    MemoryPlan plan = HeapLimits.plan(loaded);
    if (plan.isLowered()) {
      err.println("warning: " + HeapLimits.warning(plan));
    }
    Analyzer analyzer = new Analyzer(loaded.with(plan.inForce()));
    boolean whole = errors.isEmpty();
    try (Progress progress = Progress.of(inOrder)) {
      for (Path file : inOrder) {
        progress.begin(file);
        whole &= read(analyzer, file, progress, err);
      }
    }
    Analysis analysis = analyzer.finish();
    write(analysis);
    if (analysis.leftOut().any()) {
      err.printf(
          "warning: %d streams and %d calls, those of the fewest packets, are left out: the heap has"
              + " no room for them. Give the JVM more (-Xmx in MOS_EXPORTER_JAVA_OPTIONS)%n",
          analysis.leftOut().streams(), analysis.leftOut().calls());
      err.flush();
    }
    return whole ? Main.DONE : Main.FAILED;
  }

  /** Who holds a capture knows whom it names: only a configuration may hide them. */
  private Config named(Config loaded) {
    return config.file().isPresent()
        ? loaded
        : loaded.but().privacy(Privacy.all(Privacy.Form.PLAIN)).build();
  }

  /** False when the file could not be read to its end; what could be read counts all the same. */
  private static boolean read(Analyzer analyzer, Path file, Progress progress, PrintWriter err) {
    try {
      ReadResult result = analyzer.read(file, progress);
      progress.clear();
      result.warning().ifPresent(warning -> err.println(file + ": warning: " + warning));
      return result.warning().isEmpty();
    } catch (IOException unreadable) {
      progress.clear();
      String reason = unreadable.getMessage();
      err.println(file + ": " + (reason == null ? unreadable.toString() : reason));
      return false;
    } finally {
      err.flush();
    }
  }

  private void write(Analysis analysis) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE -> AnalysisTable.write(analysis, out);
      case CSV -> AnalysisCsv.write(analysis, out);
      case JSON -> AnalysisJson.write(analysis, out);
    }
    out.flush();
  }
}
