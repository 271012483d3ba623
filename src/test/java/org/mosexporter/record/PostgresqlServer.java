package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mosexporter.config.Records.Database;
import org.mosexporter.config.Secret;

/** A real server of PostgreSQL from the distribution, with a cluster of its own, not as root. */
final class PostgresqlServer implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final String PASSWORD = "p@ss:w/rd";

  private final Path folder;
  private final int port;

  PostgresqlServer() throws IOException, InterruptedException {
    folder = Files.createTempDirectory(Path.of("/tmp"), "mos-postgresql");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    run(List.of("chown", "postgres", folder.toString()));
    Path password = folder.resolve("password");
    Files.writeString(password, PASSWORD);
    run(List.of("chown", "postgres", password.toString()));
    asPostgres(
        "initdb",
        "-D",
        data(),
        "-U",
        "mos",
        "--auth=scram-sha-256",
        "--pwfile=" + password,
        "-E",
        "UTF8",
        "--locale=C.UTF-8");
    start();
    asPostgres(
        "createdb", "-h", folder.toString(), "-p", String.valueOf(port), "-U", "mos", "calls");
  }

  static boolean isThere() {
    return Files.isExecutable(PROGRAMS.resolve("initdb"));
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  Database address() {
    return new Database.Postgresql(
        "127.0.0.1:" + port, "calls", "mos", Optional.of(new Secret(PASSWORD)), Map.of());
  }

  void start() throws IOException, InterruptedException {
    asPostgres(
        "pg_ctl",
        "-D",
        data(),
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p %d -h 127.0.0.1 -k %s".formatted(port, folder),
        "-w",
        "start");
  }

  /** As a power cut would: no connection is told. */
  void stop() throws IOException, InterruptedException {
    asPostgres("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }

  /** What psql answers, a line for each row. */
  String ask(String query) throws IOException, InterruptedException {
    return asPostgres(
        "psql",
        "-h",
        folder.toString(),
        "-p",
        String.valueOf(port),
        "-U",
        "mos",
        "-d",
        "calls",
        "-A",
        "-t",
        "-c",
        query);
  }

  private String asPostgres(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    command.addAll(List.of("env", "PGPASSWORD=" + PASSWORD, "LC_ALL=C.UTF-8"));
    command.add(PROGRAMS.resolve(program).toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  static String run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      int exit = process.waitFor();
      String said = Files.readString(out, StandardCharsets.UTF_8).strip();
      assertEquals(0, exit, command + ": " + said);
      return said;
    } finally {
      Files.delete(out);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
