package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alert rules and the README's example as Prometheus' own checker reads them. */
class AlertRulesIT {
  private static final Path RULES = Path.of("alerts", "mos-exporter.yml");

  @TempDir private Path folder;

  @BeforeAll
  static void promtoolIsInstalled() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(on -> Files.isExecutable(Path.of(on, "promtool")));
    if (!there && "true".equals(System.getenv("CI"))) {
      fail("promtool is not installed (package prometheus)");
    } else if (!there) {
      System.err.println("SKIPPED: promtool is not installed (package prometheus)");
      Assumptions.abort("SKIPPED: promtool is not installed (package prometheus)");
    }
  }

  private record Ended(int exit, String said) {}

  private static Ended promtool(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private Ended testRules(String rules) throws IOException, InterruptedException {
    Path tests = Files.createDirectories(folder.resolve("tests"));
    Files.writeString(folder.resolve("mos-exporter.yml"), rules);
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    for (Path file : AlertRulesTest.testFiles()) {
      arguments.add(Files.copy(file, tests.resolve(file.getFileName())).toString());
    }
    return promtool(arguments);
  }

  @Test
  void alertRulesAreRules() throws Exception {
    Ended ended = promtool(List.of("check", "rules", RULES.toString()));

    assertEquals(0, ended.exit(), ended.said());
  }

  @Test
  void alertsFireStaySilentAndResolve() throws Exception {
    Ended ended = testRules(Files.readString(RULES));

    assertEquals(0, ended.exit(), ended.said());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # planted fault                   | good                                     | bad
          ten intervals are enough          | >= 60                                    | >= 10
          scales averaged together          | sum by (site, scale) (                   | sum by (site) (
          one target for all sites          | (voip_site_target_mos)                   | (voip_site_target_mos * 0 + 3.8)
          own drops forgiven                | > 0.001                                  | > 0.1
          spoilt figures in the sum         | increase(voip_interval_mos_lq_sum{source!="measured"}   | increase(voip_interval_mos_lq_sum{source!="none"}
          phones' reports not believed      | increase(voip_interval_mos_lq_count{source!="measured"} | increase(voip_interval_mos_lq_count{source="none"}
          what is sent counts as heard      | direction="received"                     | direction!=""
          every endpoint is poor            | < 3.1                                    | < 5
          every class is voice              | voip_router_class_info{priority="true"}  | voip_router_class_info
          a voice class needs priority      | dscp=~"(.*,)?EF(,.*)?"                   | dscp="none"
          a handful of drops is an alarm    | >= 10                                    | >= 1
          a drop in a thousand is ignored   | ) > 0.001                                | ) > 0.01
          one failed poll is an outage      | for: 5m                                  | for: 0s
          a job that is not there is no one | or absent(up{job="mos-exporter"})        |
          """)
  void alertTestsSeeAFault(String fault, String good, String bad) throws Exception {
    String rules = Files.readString(RULES);
    String broken = rules.replace(good, bad == null ? "" : bad);
    assertFalse(broken.equals(rules), () -> "nothing to break: " + good);

    assertEquals(1, testRules(broken).exit(), fault);
  }

  @Test
  void exampleOfTheReadmeIsAPrometheusConfiguration() throws Exception {
    String yaml =
        Pattern.compile("(?ms)^```yaml\\n(# prometheus.yml.*?)^```$")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1)
            .replace("/usr/share/mos-exporter/alerts", RULES.toAbsolutePath().getParent() + "");
    Path file = Files.writeString(folder.resolve("prometheus.yml"), yaml);

    Ended ended = promtool(List.of("check", "config", file.toString()));

    assertEquals(0, ended.exit(), ended.said());
  }
}
