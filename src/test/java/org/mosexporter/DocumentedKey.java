package org.mosexporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * A row of the tables in docs/CONFIGURATION.md.
 *
 * @param path such as {@code receive.hep[].transport}
 * @param preset the default as the page writes it
 */
record DocumentedKey(String path, String preset, String meaning) {
  private static final Path PAGE = Path.of("docs", "CONFIGURATION.md");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.*?) \\| (.*) \\|");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^## Example with every section.*?^```yaml\\n(.*?)^```$");
  private static final Pattern LITERAL = Pattern.compile("`([^`]*)`");
  private static final Pattern ONE_OF = Pattern.compile("(?:^|\\b)one of `([\\w.]+)`");

  static List<DocumentedKey> all() throws IOException {
    String page = Files.readString(PAGE);
    List<DocumentedKey> keys = new ArrayList<>();
    String above = "";
    for (String line : page.substring(page.indexOf("## Every key")).lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        if (!above.startsWith("|")) {
          throw new IllegalStateException("no table stands above the row of " + row.group(1));
        }
        keys.add(new DocumentedKey(row.group(1), row.group(2), row.group(3)));
      }
      above = line;
    }
    return keys;
  }

  /** The page's example with every section. */
  static Map<String, Object> example() throws IOException {
    MatchResult example =
        EXAMPLE.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow();
    return new Yaml().load(example.group(1));
  }

  /** Its parts: {@code receive}, {@code hep[]}, {@code transport}. */
  List<String> segments() {
    return List.of(path.split("\\.", -1));
  }

  /** Its last part. */
  String name() {
    return segments().getLast();
  }

  /** Whether it stands right in the section whose keys begin so. */
  boolean isIn(String prefix) {
    return path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0;
  }

  boolean isRequired() {
    return preset.startsWith("required");
  }

  /** Whether it depends on a value beside it. */
  boolean isConditional() {
    return preset.startsWith("required with") || preset.startsWith("required unless");
  }

  /** The section of which its value is a name; empty when it is none. */
  List<String> refersTo() {
    return ONE_OF.matcher(meaning).results().map(section -> section.group(1)).toList();
  }

  /** What the page writes as code in the column of meanings, some of which are values. */
  List<String> codeInMeaning() {
    return LITERAL.matcher(meaning).results().map(code -> code.group(1)).toList();
  }
}
