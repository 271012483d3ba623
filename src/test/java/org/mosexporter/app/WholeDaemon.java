package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@link FedDaemon} as a child process, with a folder of its own. */
final class WholeDaemon implements AutoCloseable {
  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--enable-native-access=ALL-UNNAMED",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "-cp",
          System.getProperty("java.class.path"));

  private final Path state;
  private final Path log;
  private final Path config;
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  WholeDaemon(Path folder, String configuration, FedDaemon.Fare fare) throws IOException {
    state = Files.createDirectories(folder.resolve("state"));
    log = folder.resolve("log");
    config = Files.writeString(folder.resolve("mos-exporter.yml"), configuration);
    ProcessBuilder child = java(FedDaemon.class.getName(), config.toString(), fare.name());
    process = child.redirectError(log.toFile()).start();
    in = process.outputWriter(UTF_8);
    out = process.inputReader(UTF_8);
    String first = out.readLine();
    if (first == null) {
      throw new IOException("the daemon did not start: " + Files.readString(log));
    }
    port = Integer.parseInt(first);
    until("what it is fed is not read", () -> log().contains("fed"));
  }

  private ProcessBuilder java(String... arguments) {
    ProcessBuilder child =
        new ProcessBuilder(Stream.concat(JAVA.stream(), Stream.of(arguments)).toList());
    child.environment().put("STATE_DIRECTORY", state.toString());
    return child;
  }

  /** What is waited for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  static void until(String otherwise, Condition condition) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.holds()) {
      if (System.nanoTime() > until) {
        throw new IOException(otherwise);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
    }
  }

  /** Calls are over from now on. */
  void over() throws IOException {
    in.write("over\n");
    in.flush();
  }

  String log() throws IOException {
    return Files.readString(log, ISO_8859_1);
  }

  /** An answer, its octets as characters. */
  record Answer(int status, String body) {}

  Answer ask(String path, String accept) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept", accept)
            .build());
  }

  String get(String path) throws IOException {
    return ask(path, "*/*").body();
  }

  Answer post(String path, String json) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), new String(answer.body(), ISO_8859_1));
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  /** Ids of the calls that an answer names. */
  List<String> ids(String path) throws IOException {
    return Pattern.compile("\"id\":\"([0-9a-f]{32})\"")
        .matcher(get(path))
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  /** Ids of the calls that a page links to. */
  List<String> linked(String path) throws IOException {
    return Pattern.compile("calls/([0-9a-f]{32})")
        .matcher(get(path))
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  /** All that it wrote below its folder, but the key. */
  String files() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(state.resolveSibling("."))) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.equals(log) && !file.getFileName().toString().endsWith(".yml"))
          .forEach(found::add);
    }
    for (Path file : found) {
      all.write(Files.readAllBytes(file));
    }
    return all.toString(ISO_8859_1);
  }

  Path state() {
    return state;
  }

  /** Runs a command of ours beside it, and tells what it printed. */
  String command(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(Main.class.getName()));
    all.addAll(List.of(arguments));
    all.add("--config.file=" + config);
    Process command = java(all.toArray(String[]::new)).redirectErrorStream(true).start();
    String printed = new String(command.getInputStream().readAllBytes(), UTF_8);
    try {
      return command.waitFor() + " " + printed;
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
    }
    out.close();
  }
}
