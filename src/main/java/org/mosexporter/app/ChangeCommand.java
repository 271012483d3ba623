package org.mosexporter.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mos-exporter change "text"}: tells the daemon that runs here of a change. */
@Command(
    name = "change",
    description =
        "Tells the running daemon that something was changed, so that calls before and after can"
            + " be compared (/api/v1/changes/ID).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ChangeCommand implements Callable<Integer> {
  private static final String CHANGES = "/api/v1/changes";

  @Parameters(paramLabel = "TEXT", description = "What was changed, in up to 500 characters.")
  private String text = "";

  @Option(
      names = "--site",
      paramLabel = "NAME",
      description = "Where; default: the daemon's own site.")
  private Optional<String> site = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When, such as 2026-07-01T12:00:00Z; default: now.")
  private Optional<String> at = Optional.empty();

  @Mixin private DaemonOptions options = new DaemonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    RunningDaemon daemon = options.daemon();
    Map<String, String> answer =
        RunningDaemon.texts(daemon.post(CHANGES, body(), RunningDaemon.SOON));
    PrintWriter out = spec.commandLine().getOut();
    String id = answer.getOrDefault("id", "?");
    out.printf("Change %s is recorded. How calls sound since: %s/%s%n", id, CHANGES, id);
    out.flush();
    return Main.DONE;
  }

  private byte[] body() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("text", text);
      if (site.isPresent()) {
        out.writeStringField("site", site.get());
      }
      if (at.isPresent()) {
        out.writeStringField("at", at.get());
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
