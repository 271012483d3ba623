package org.mosexporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fenced blocks of the documentation, for the tests that type, load or ask them. */
public final class DocBlocks {
  private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");
  private static final Path NOT_RUN =
      Path.of("src", "test", "resources", "org", "mosexporter", "not-run.txt");

  /**
   * One block.
   *
   * @param language as it stands behind the fence; empty for what is only shown
   */
  public record Block(Path page, int line, String language, String text) {
    /** For people. */
    public String place() {
      return page + ":" + line;
    }

    /** That tells it from others, also when lines are added above it. */
    public String key() {
      return page + ": " + text.lines().findFirst().orElse("").strip();
    }
  }

  /** README, CHANGELOG and all below docs, decisions too. */
  public static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")),
              docs.filter(path -> path.toString().endsWith(".md")))
          .sorted()
          .toList();
    }
  }

  public static List<Block> all() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      for (MatchResult found : FENCED.matcher(text).results().toList()) {
        int line = (int) text.substring(0, found.start()).lines().count() + 1;
        blocks.add(new Block(page, line, found.group(2), found.group(3).stripIndent()));
      }
    }
    return blocks;
  }

  /** Blocks of commands that no test types, by their keys, each with the reason. */
  public static Map<String, String> notRun() throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : Files.readAllLines(NOT_RUN)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" ## ", 2);
        reasons.put(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
      }
    }
    return reasons;
  }

  private DocBlocks() {}
}
