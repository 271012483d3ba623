package org.mosexporter.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
  private static final int LONGEST_WAIT_MS = 5_000;
  private static final int CREATED = 201;
  private static final int MOST_BYTES = 64 * 1024;

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

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:10199",
      description = "Where the daemon answers; default: ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://localhost:10199");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    URI changes = URI.create(url.toString().replaceFirst("/$", "") + "/api/v1/changes");
    Map<String, String> answer = post(changes);
    spec.commandLine()
        .getOut()
        .printf(
            "Change %s is recorded. How calls sound since: %s/%s%n",
            answer.getOrDefault("id", "?"), changes, answer.getOrDefault("id", "?"));
    spec.commandLine().getOut().flush();
    return Main.DONE;
  }

  private Map<String, String> post(URI to) throws IOException {
    if (!(to.toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection asking)) {
      throw new IOException(to + " is no web address");
    }
    asking.setConnectTimeout(LONGEST_WAIT_MS);
    asking.setReadTimeout(LONGEST_WAIT_MS);
    asking.setRequestMethod("POST");
    asking.setDoOutput(true);
    asking.setRequestProperty("Content-Type", "application/json");
    try {
      asking.getOutputStream().write(body());
      if (asking.getResponseCode() != CREATED) {
        throw new IOException(refusal(asking));
      }
      try (InputStream in = asking.getInputStream()) {
        return texts(in.readNBytes(MOST_BYTES));
      }
    } catch (java.net.ConnectException nobody) {
      throw new IOException("no daemon answers at " + url + "; is it running? (--url)", nobody);
    } finally {
      asking.disconnect();
    }
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

  /** What the daemon says is wrong. */
  private static String refusal(HttpURLConnection asking) throws IOException {
    String status = "the daemon answers " + asking.getResponseCode();
    InputStream said = asking.getErrorStream();
    if (said == null) {
      return status;
    }
    try (said) {
      return texts(said.readNBytes(MOST_BYTES)).getOrDefault("detail", status);
    } catch (IOException notJson) {
      return status;
    }
  }

  /** Of an object its fields, and nothing that moves a terminal's cursor. */
  private static Map<String, String> texts(byte[] json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser in = new JsonFactory().createParser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        texts.put(name, in.getText().replaceAll("\\p{Cntrl}", "?"));
      }
    }
    return texts;
  }
}
