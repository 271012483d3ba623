package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that a test started, and what it wrote; it ends with the test. */
final class Child implements AutoCloseable {
  private static final int LONGEST_COMMAND_SECONDS = 60;
  private static final int LONGEST_STOP_SECONDS = 5;

  private final Process process;
  private final List<String> command;
  private final Path out;
  private final Path err;

  /** What a program that has ended left. */
  record Result(int exit, String out, String err) {}

  private Child(Process process, List<String> command, Path out, Path err) {
    this.process = process;
    this.command = command;
    this.out = out;
    this.err = err;
  }

  static Child start(Path folder, String name, List<String> command) throws IOException {
    return start(folder, name, command, Map.of());
  }

  static Child start(
      Path folder, String name, List<String> command, Map<String, String> environment)
      throws IOException {
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Child(builder.start(), command, out, err);
  }

  /** Runs a program to its end. */
  static Result run(Path folder, String... command) throws IOException, InterruptedException {
    Path place = Files.createTempDirectory(folder, "run");
    try (Child child = start(place, "run", List.of(command))) {
      return child.result();
    }
  }

  /** Runs a program that must succeed; gives its standard output. */
  static String must(Path folder, String... command) throws IOException, InterruptedException {
    Result result = run(folder, command);
    assertEquals(0, result.exit(), () -> String.join(" ", command) + "\n" + result);
    return result.out();
  }

  /** Waits for the end that the program itself comes to. */
  Result result() throws IOException, InterruptedException {
    assertTrue(
        process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS),
        () -> command + " does not end\n" + described());
    return new Result(process.exitValue(), out(), err());
  }

  /** Sends SIGTERM, which must end it in time. */
  Result terminate() throws IOException, InterruptedException {
    process.destroy();
    assertTrue(
        process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS),
        () -> command + " does not end within 5 s of SIGTERM\n" + described());
    return new Result(process.exitValue(), out(), err());
  }

  void hangUp() throws IOException, InterruptedException {
    signal("HUP");
  }

  /** Sends a signal, by its name without SIG. */
  void signal(String name) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    assertEquals(0, exit);
  }

  boolean runs() {
    return process.isAlive();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  /** For the message of a failure. */
  String described() {
    try {
      return command + "\nstdout: " + out() + "\nstderr: " + err();
    } catch (IOException unreadable) {
      return command + ": " + unreadable;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, LONGEST_STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
