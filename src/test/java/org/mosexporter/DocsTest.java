package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.load.ConfigException;
import org.mosexporter.load.ConfigLoader;

/** What the documentation shows works: examples load, keys are complete, links lead somewhere. */
class DocsTest {
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(\\w+)}");
  private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern KEY_ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern LIBRARY_ROW = Pattern.compile("(?m)^\\| `([\\w.-]+)` \\|");
  private static final Pattern KNOWN =
      Pattern.compile("(?:^[^ ]*: )(?:([^ ]*)\\.)?zzz: unknown key; known here: (.*)$");
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?s)</dependencyManagement>.*?<dependencies>(.*?)\\n  </dependencies>");

  /** Each section once, with a key that none knows. */
  private static final String UNKNOWN_EVERYWHERE =
      """
      zzz: 1
      sites: {NAME: {zzz: 1}}
      networks: [{zzz: 1}]
      servers: [{zzz: 1}]
      trunks: [{zzz: 1}]
      groups: [{zzz: 1}]
      egress: [{zzz: 1}]
      user_agents: [{zzz: 1}]
      capture: [{zzz: 1}]
      receive: {zzz: 1, cmr: [{zzz: 1}], rtcp: [{zzz: 1}], hep: [{zzz: 1}], sip: [{zzz: 1}], snmp: [{zzz: 1}]}
      quality: {zzz: 1, jitter_buffer: {zzz: 1}, codecs: {NAME: {zzz: 1}}, models: {NAME: {zzz: 1, jitter_buffer: {zzz: 1}}}}
      snmp: {zzz: 1, credentials: {NAME: {version: 3, zzz: 1}}, devices: [{zzz: 1}]}
      notify: {zzz: 1, hep: [{zzz: 1}], webhooks: [{zzz: 1}]}
      records: {zzz: 1, file: {zzz: 1}}
      metrics: {zzz: 1}
      privacy: {zzz: 1}
      limits: {zzz: 1}
      """;

  @TempDir private Path folder;

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")),
              docs.filter(path -> path.toString().endsWith(".md")))
          .sorted()
          .toList();
    }
  }

  private void load(String yaml) throws IOException, ConfigException {
    Map<String, String> environment = new HashMap<>();
    VARIABLE.matcher(yaml).results().forEach(v -> environment.put(v.group(1), "long enough"));
    ConfigLoader.load(
        Files.writeString(folder.resolve("mos.yml"), yaml), "host1", environment, filter -> filter);
  }

  @TestFactory
  List<DynamicTest> showsConfigurationsThatLoad() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      YAML.matcher(Files.readString(page))
          .results()
          .map(block -> block.group(1))
          .filter(yaml -> !yaml.startsWith("# prometheus.yml")) // promtool reads them: AlertRulesIT
          .forEach(
              yaml -> tests.add(DynamicTest.dynamicTest(page + ": " + yaml, () -> load(yaml))));
    }
    assertTrue(tests.size() >= 2, "examples in README and CONFIGURATION");
    return tests;
  }

  @Test
  void refusesAnExampleWithAMisspeltKey() {
    assertThrows(ConfigException.class, () -> load("site: berlin\nnetwork: []\n"));
    assertThrows(ConfigException.class, () -> load("site: berlin\nnetwork: [{name: phones}]\n"));
  }

  @Test
  void namesEveryKeyThatTheLoaderKnowsAndNoOther() throws IOException {
    String page = Files.readString(Path.of("docs", "CONFIGURATION.md"));
    Set<String> documented = new TreeSet<>();
    KEY_ROW
        .matcher(page.substring(page.indexOf("## Every key")))
        .results()
        .forEach(row -> documented.add(row.group(1)));

    assertEquals(String.join("\n", keysOfTheLoader()), String.join("\n", documented));
  }

  private Set<String> keysOfTheLoader() {
    Set<String> keys = new TreeSet<>();
    String older = UNKNOWN_EVERYWHERE.replace("version: 3", "version: 2");
    for (String yaml : List.of(UNKNOWN_EVERYWHERE, older)) {
      ConfigException refused = assertThrows(ConfigException.class, () -> load(yaml));
      for (String problem : refused.problems()) {
        var known = KNOWN.matcher(problem);
        if (known.find()) {
          String section = known.group(1) == null ? "" : known.group(1) + ".";
          for (String key : known.group(2).split(", ", -1)) {
            keys.add(section.replaceAll("\\[\\d+]", "[]").replace("NAME", "<name>") + key);
          }
        }
      }
    }
    // Where only what is inside can be set, the inside is documented.
    keys.removeIf(key -> isMapping(key, keys));
    return keys;
  }

  private static boolean isMapping(String key, Set<String> keys) {
    boolean optionalTable = key.equals("quality.codecs");
    return !optionalTable && keys.stream().anyMatch(other -> other.startsWith(key + "."));
  }

  @Test
  void linksToFilesThatAreThere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1).replaceFirst("#.*", ""))
          .filter(target -> !target.isEmpty() && !target.contains("://"))
          .filter(target -> !Files.exists(page.resolveSibling(target)))
          .forEach(target -> broken.add(page + " → " + target));
    }

    assertEquals(List.of(), broken);
  }

  @Test
  void givesAReasonForEachLibrary() throws IOException {
    var dependencies = DEPENDENCY.matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(dependencies.find());
    Set<String> used = new TreeSet<>();
    Pattern.compile("(?s)<dependency>(.*?)</dependency>")
        .matcher(dependencies.group(1))
        .results()
        .map(one -> one.group(1))
        .filter(one -> !one.contains("<scope>test</scope>"))
        .forEach(
            one -> used.add(one.replaceFirst("(?s).*?<artifactId>(.*?)</artifactId>.*", "$1")));
    Set<String> explained = new TreeSet<>();
    LIBRARY_ROW
        .matcher(Files.readString(Path.of("docs/decisions/0002-libraries.md")))
        .results()
        .forEach(row -> explained.add(row.group(1)));

    assertEquals(used, explained);
  }
}
