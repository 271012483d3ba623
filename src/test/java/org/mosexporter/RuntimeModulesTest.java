package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The runtime image holds what the program and its libraries use of the JDK, and nothing else but
 * what is listed here.
 */
class RuntimeModulesTest {
  /** Needed although no class refers to it. */
  private static final Map<String, String> BESIDES =
      Map.of(
          "java.logging", "implied by java.sql; java.util.logging of the libraries",
          "java.management", "implied by jdk.management",
          "java.xml", "implied by java.sql");

  /** Referred to by parts of libraries that we never call. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "java.scripting",
          "commons-text's script lookup; loading registers lookups of its own only");

  @Test
  void theImageHoldsWhatIsUsedAndNothingElse() throws IOException {
    TreeSet<String> wanted = new TreeSet<>(used());
    wanted.removeAll(LEFT_OUT.keySet());
    wanted.addAll(BESIDES.keySet());

    assertEquals(wanted, new TreeSet<>(declared()));
  }

  private static Set<String> declared() throws IOException {
    Matcher property =
        Pattern.compile("<runtime\\.modules>([^<]*)</runtime\\.modules>")
            .matcher(Files.readString(Path.of("pom.xml")));
    return property.find() ? Set.of(property.group(1).split(",", -1)) : Set.of();
  }

  /** As {@code jdeps --print-module-deps} tells, which leaves out what another one implies. */
  private static Set<String> used() {
    String libraries =
        String.join(
            File.pathSeparator,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(RuntimeModulesTest::isOfTheProgram)
                .toList());
    List<String> arguments =
        new ArrayList<>(
            List.of("--ignore-missing-deps", "--multi-release", "25", "--print-module-deps"));
    arguments.add("target/classes");
    arguments.addAll(List.of(libraries.split(File.pathSeparator, -1)));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments.toArray(String[]::new));
    assertEquals(0, exit, out.toString() + err);
    return Set.of(out.toString().lines().toList().getLast().strip().split(",", -1));
  }

  private static boolean isOfTheProgram(String jar) {
    return Stream.of("junit", "opentest4j", "apiguardian", "awaitility", "hamcrest", "surefire")
        .noneMatch(Path.of(jar).getFileName().toString()::contains);
  }
}
