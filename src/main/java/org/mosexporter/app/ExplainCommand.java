package org.mosexporter.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.record.CallsJson;
import org.mosexporter.record.ConclusionsJson;
import org.mosexporter.record.EndpointsJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mos-exporter explain CALL-ID|ENDPOINT}: what was lost where, why, what would help. */
@Command(
    name = "explain",
    description =
        "Asks the running daemon why a call or a phone sounds as it does: what was lost where, why,"
            + " and what would help.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {
  private static final int CALLS = 20;
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** How it is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Parameters(
      paramLabel = "CALL-ID|ENDPOINT",
      description =
          "The id of a call's record, the Call-ID of one of the latest calls, or a phone's"
              + " address.")
  private String what = "";

  @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (default: text).")
  private Format format = Format.TEXT;

  @Mixin private DaemonOptions options = new DaemonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    RunningDaemon daemon = options.daemon();
    Optional<IpAddress> address = address(what);
    if (address.isPresent()) {
      endpoint(address.get(), daemon);
    } else {
      oneCall(daemon);
    }
    spec.commandLine().getOut().flush();
    return Main.DONE;
  }

  private static Optional<IpAddress> address(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private void oneCall(RunningDaemon daemon) throws IOException {
    byte[] record = daemon.get("/api/v1/calls/" + encoded(what));
    CallSummary call = CallsJson.read(record);
    byte[] concluded = concluded(call.site(), daemon);
    if (format == Format.TEXT) {
      print(CallExplanation.lines(call, ConclusionsJson.read(concluded)));
      return;
    }
    try (JsonGenerator out = JSON.createGenerator(spec.commandLine().getOut())) {
      out.writeStartObject();
      out.writeFieldName("call");
      copy(record, "", out);
      out.writeFieldName("concluded");
      copy(concluded, "", out);
      out.writeEndObject();
    }
    spec.commandLine().getOut().println();
  }

  private void endpoint(IpAddress address, RunningDaemon daemon) throws IOException {
    byte[] endpoints = daemon.get("/api/v1/endpoints?address=" + encoded(address.toString()));
    byte[] calls =
        daemon.get("/api/v1/calls?limit=" + CALLS + "&address=" + encoded(address.toString()));
    List<EndpointInfo> phones = EndpointsJson.read(endpoints);
    List<CallSummary> its = CallsJson.readAll(calls);
    if (phones.isEmpty() && its.isEmpty()) {
      throw new IOException(
          "the daemon at "
              + daemon.where()
              + " knows no phone and no call of "
              + address
              + "; phones of ours are those in networks");
    }
    byte[] concluded = concluded(phones.isEmpty() ? "" : phones.getFirst().site(), daemon);
    if (format == Format.TEXT) {
      Conclusions all = ConclusionsJson.read(concluded);
      print(new EndpointExplanation(address, its, all).lines(phones));
      return;
    }
    try (JsonGenerator out = JSON.createGenerator(spec.commandLine().getOut())) {
      out.writeStartObject();
      out.writeFieldName("endpoints");
      copy(endpoints, "endpoints", out);
      out.writeFieldName("calls");
      copy(calls, "calls", out);
      out.writeFieldName("concluded");
      copy(concluded, "", out);
      out.writeEndObject();
    }
    spec.commandLine().getOut().println();
  }

  private static byte[] concluded(String site, RunningDaemon daemon) throws IOException {
    return daemon.get("/api/v1/findings" + (site.isEmpty() ? "" : "?site=" + encoded(site)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A document, or what it has in a field. */
  private static void copy(byte[] document, String field, JsonGenerator out) throws IOException {
    try (JsonParser in = JSON.createParser(document)) {
      in.nextToken();
      if (field.isEmpty()) {
        out.copyCurrentStructure(in);
        return;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals(field);
        in.nextToken();
        if (wanted) {
          out.copyCurrentStructure(in);
          return;
        }
        in.skipChildren();
      }
    }
    throw new IOException("the daemon's answer has no " + field);
  }

  private void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
  }
}
