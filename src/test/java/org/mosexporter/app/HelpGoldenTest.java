package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mosexporter.Golden;
import picocli.CommandLine;

/** The commands and options are a contract: {@code --help} of each, word for word. */
class HelpGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/contract/help");

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void helpOfACommandIsAsPromised(String command) throws IOException {
    Golden.assertFile(FOLDER.resolve(file(command)), help(command));
  }

  @Test
  void everyPromisedCommandIsThere() throws IOException {
    TreeSet<String> wanted = new TreeSet<>();
    commands().forEach(command -> wanted.add(file(command)));

    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(
          List.copyOf(wanted), files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  static List<String> commands() {
    CommandLine program = Main.commandLine();
    return Stream.concat(
            Stream.of(program.getCommandName()), program.getSubcommands().keySet().stream())
        .toList();
  }

  private static String file(String command) {
    return command + ".txt";
  }

  private static String help(String command) {
    StringWriter text = new StringWriter();
    CommandLine program = Main.commandLine().setOut(new PrintWriter(text, true));
    int exit =
        command.equals(program.getCommandName())
            ? program.execute("--help")
            : program.execute(command, "--help");
    assertEquals(Main.DONE, exit, command);
    return text.toString();
  }
}
