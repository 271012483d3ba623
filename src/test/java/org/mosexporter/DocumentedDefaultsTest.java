package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.config.Config;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.ConfigLoader;
import org.mosexporter.load.EffectiveConfig;

/**
 * The defaults that docs/CONFIGURATION.md states are those of the loader: a key that is left out
 * means what the page says, and another value something else.
 */
class DocumentedDefaultsTest {
  /** The last in order, so that names of the example come before it. */
  private static final String HOST = "zz-host";

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final Pattern PORT = Pattern.compile("UDP port (\\d+) on every IPv4 address");
  private static final Pattern CONDITION = Pattern.compile("required unless `(\\w+): (\\w+)`");
  private static final Pattern VERSIONS = Pattern.compile("required with versions? (\\d.*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(\\w+)}");

  /** Words of the page for: nothing is set. What that means stands behind or beside them. */
  private static final List<String> NOTHING =
      List.of(
          "none",
          "nowhere",
          "anybody",
          "the networks and servers above",
          "as the routers' routes say",
          "the host's authorities",
          "[built-in table](QUALITY.md#codecs)");

  /** Values of some kind or other, of which most keys take at least one. */
  private static final List<String> OTHERS =
      List.of(
          "true",
          "false",
          "1",
          "2",
          "300",
          "2000",
          "3.9",
          "11s",
          "60ms",
          "300ms",
          "2h",
          "12MiB",
          "berlin",
          "telco-a",
          "CS5",
          "Europe/Berlin",
          "udp",
          "tcp",
          "fixed",
          "10.9.0.0/16",
          "Bearer x",
          "a.example:1");

  @TempDir private Path folder;
  private final List<DocumentedKey> keys = DocumentedKey.all();
  private final Map<String, Object> example = DocumentedKey.example();

  DocumentedDefaultsTest() throws IOException {}

  private Config config(ConfigTree tree) throws ConfigException {
    String yaml = tree.yaml();
    Map<String, String> environment = new HashMap<>();
    VARIABLE.matcher(yaml).results().forEach(v -> environment.put(v.group(1), "long enough"));
    try {
      Path file = Files.writeString(folder.resolve("mos.yml"), tree.root().isEmpty() ? "" : yaml);
      return ConfigLoader.load(file, HOST, environment, filter -> filter);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** All of it as text, for two patterns are never equal. */
  private String loaded(ConfigTree tree) {
    try {
      return config(tree).toString();
    } catch (ConfigException refused) {
      throw new AssertionError(refused.getMessage() + "\n" + tree.yaml(), refused);
    }
  }

  private Optional<String> tried(ConfigTree tree) {
    try {
      return Optional.of(config(tree).toString());
    } catch (ConfigException refused) {
      return Optional.empty();
    }
  }

  @TestFactory
  List<DynamicTest> everyDefaultIsTheLoaders() {
    assertTrue(keys.size() > 90, "rows");
    return keys.stream()
        .map(key -> DynamicTest.dynamicTest(key.path() + ": " + key.preset(), () -> check(key)))
        .toList();
  }

  private void check(DocumentedKey key) throws ConfigException {
    SmallestFile file = SmallestFile.around(key, keys, example);
    ConfigTree smallest = file.tree();
    List<Object> others = new ArrayList<>(OTHERS);
    others.addAll(key.codeInMeaning());
    file.shown().ifPresent(others::add);
    Matcher code = CODE.matcher(key.preset());
    if (key.isRequired()) {
      checkRequired(key, file.shown().orElseThrow(), smallest);
    } else if (code.matches() && keyOf(code.group(1)).isPresent()) {
      checkFollows(key, keyOf(code.group(1)).orElseThrow(), others, smallest);
    } else if (NOTHING.contains(key.preset())) {
      checkNothing(key, others, smallest);
    } else {
      checkSame(key, meant(key, smallest), others, smallest);
    }
  }

  private Optional<DocumentedKey> keyOf(String path) {
    return keys.stream().filter(key -> key.path().equals(path)).findFirst();
  }

  /** What somebody would write who wanted just that. */
  private static Object meant(DocumentedKey key, ConfigTree smallest) {
    Matcher code = CODE.matcher(key.preset());
    Matcher port = PORT.matcher(key.preset());
    if (code.matches()) {
      return code.group(1).equals("\"\"") ? "" : code.group(1);
    } else if (port.matches()) {
      return List.of(Map.of("listen", ":" + port.group(1)));
    }
    return switch (key.preset()) {
      case "the host name" -> HOST;
      case "the range" -> smallest.beside(key, "cidr");
      case "the host and port in `url`" -> URI.create(smallest.beside(key, "url")).getAuthority();
      case "the interface with the default route" -> List.of(Map.of("interface", "auto"));
      case String ranges when ranges.contains("/") ->
          Arrays.stream(ranges.split(", ", -1)).map(range -> Map.of("cidr", range)).toList();
      default -> throw new AssertionError("no way to compare this with the loader");
    };
  }

  private void checkSame(
      DocumentedKey key, Object preset, List<Object> others, ConfigTree smallest) {
    String without = loaded(smallest);
    assertEquals(loaded(smallest.with(key, preset)), without);
    boolean matters = false;
    for (Object other : others) {
      Optional<String> differently = tried(smallest.with(key, other));
      if (differently.isPresent() && !other.toString().equals(preset.toString())) {
        assertNotEquals(without, differently.get(), "also with " + other);
        matters = true;
      }
    }
    boolean only = key.meaning().startsWith("`" + preset + "`:");
    assertTrue(matters || only, "no other value was taken");
  }

  private void checkNothing(DocumentedKey key, List<Object> others, ConfigTree smallest)
      throws ConfigException {
    assertFalse(effective(config(smallest)).has(key), "something is set");
    Optional<Object> other =
        others.stream()
            .filter(value -> tried(smallest.with(key, value)).isPresent())
            .filter(value -> effective(unchecked(smallest.with(key, value))).has(key))
            .findFirst();
    assertTrue(other.isPresent() || needsAFile(key), "no value shows up");
  }

  /** Whose values are names of files that must be good; their readers' tests have such. */
  private static boolean needsAFile(DocumentedKey key) {
    return key.name().endsWith("_file");
  }

  private Config unchecked(ConfigTree tree) {
    try {
      return config(tree);
    } catch (ConfigException refused) {
      throw new AssertionError(refused);
    }
  }

  private static ConfigTree effective(Config config) {
    return ConfigTree.of(EffectiveConfig.yaml(config));
  }

  private void checkFollows(
      DocumentedKey key, DocumentedKey other, List<Object> others, ConfigTree smallest) {
    boolean matters = false;
    for (Object value : others) {
      ConfigTree led = smallest.with(other, value);
      if (tried(led).isPresent() && tried(led.with(key, value)).isPresent()) {
        assertEquals(loaded(led.with(key, value)), loaded(led), "with " + value);
        matters |= !loaded(smallest.with(key, value)).equals(loaded(smallest));
      }
    }
    assertTrue(matters, "no value was taken");
  }

  private void checkRequired(DocumentedKey key, Object value, ConfigTree smallest) {
    Matcher versions = VERSIONS.matcher(key.preset());
    Stream<ConfigTree> cases = Stream.of(smallest);
    if (versions.matches()) {
      DocumentedKey version = beside(key, "version");
      cases =
          Pattern.compile("\\d")
              .matcher(versions.group(1))
              .results()
              .map(number -> smallest.with(version, number.group()));
    }
    cases.forEach(
        each -> {
          loaded(each.with(key, value));
          assertTrue(isMissed(key, each), "not missed");
        });
    Matcher unless = CONDITION.matcher(key.preset());
    if (unless.matches()) {
      ConfigTree free = smallest.with(beside(key, unless.group(1)), unless.group(2));
      assertFalse(isMissed(key, free), "missed all the same");
    }
  }

  private DocumentedKey beside(DocumentedKey key, String name) {
    String path = key.path();
    return new DocumentedKey(path.substring(0, path.lastIndexOf('.') + 1) + name, "", "");
  }

  private boolean isMissed(DocumentedKey key, ConfigTree tree) {
    try {
      config(tree.with(beside(key, "zzz"), 1)); // something, for an empty entry is none
      return false;
    } catch (ConfigException refused) {
      return refused.problems().stream()
          .anyMatch(problem -> problem.contains("'" + key.name() + "' is missing"));
    }
  }

  @Test
  void aWordThatNobodyCanCompareIsNoDefault() {
    DocumentedKey vague = new DocumentedKey("quality.interval", "a while", "");

    assertThrows(AssertionError.class, () -> check(vague));
  }
}
