package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of {@code docs/QUALITY.md} show what the command prints. */
class QualityDocTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^```\\n\\$ mos-exporter emodel ([^\\n]*)\\n(.*?)^```$");

  @TestFactory
  List<DynamicTest> showsWhatTheCommandPrints() throws IOException {
    String text = Files.readString(Path.of("docs", "QUALITY.md"));
    List<DynamicTest> tests = new ArrayList<>();
    for (MatchResult example : EXAMPLE.matcher(text).results().toList()) {
      String options = example.group(1);
      EmodelRun run = EmodelRun.of(options.split(" ", -1));
      tests.add(DynamicTest.dynamicTest(options, () -> assertEquals(example.group(2), run.out())));
    }
    assertEquals(3, tests.size(), "three examples");
    return tests;
  }
}
