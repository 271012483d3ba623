package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alert rules and the README's example as Prometheus' own checker reads them. */
class AlertRulesIT {
  private static final Path RULES = Path.of("alerts");

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

  /** Runs tests of alerts with one file of rules replaced. */
  private Ended testRules(String file, String rules, List<Path> tests)
      throws IOException, InterruptedException {
    Path copies = Files.createDirectories(folder.resolve("tests"));
    for (Path rule : AlertRulesTest.ruleFiles()) {
      Files.copy(rule, folder.resolve(rule.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(folder.resolve(file), rules);
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    for (Path test : tests) {
      Path copy = copies.resolve(test.getFileName());
      arguments.add(Files.copy(test, copy, StandardCopyOption.REPLACE_EXISTING).toString());
    }
    return promtool(arguments);
  }

  @Test
  void alertRulesAreRules() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("check", "rules"));
    AlertRulesTest.ruleFiles().forEach(file -> arguments.add(file.toString()));

    Ended ended = promtool(arguments);

    assertEquals(0, ended.exit(), ended.said());
  }

  @Test
  void alertsFireStaySilentAndResolve() throws Exception {
    String same = Files.readString(RULES.resolve("self.yml"));

    Ended ended = testRules("self.yml", same, AlertRulesTest.testFiles());

    assertEquals(0, ended.exit(), ended.said());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '`',
      textBlock =
          """
          # planted fault ^ rules ^ tests ^ good ^ bad
          ten intervals are enough ^ quality ^ quality ^ >= 60 ^ >= 10
          scales averaged together ^ quality ^ quality ^ sum by (site, scale) (site_ ^ sum by (site) (site_
          one target for all sites ^ quality ^ quality ^ (voip_site_target_mos) ^ (voip_site_target_mos * 0 + 3.8)
          own drops forgiven ^ quality ^ quality ^ > 0.001 ^ > 0.1
          spoilt figures in the sum ^ quality ^ quality ^ increase(voip_interval_mos_lq_sum{source!="measured"} ^ increase(voip_interval_mos_lq_sum{source!="none"}
          phones' reports not believed ^ quality ^ quality ^ increase(voip_interval_mos_lq_count{source!="measured"} ^ increase(voip_interval_mos_lq_count{source="none"}
          what is sent counts as heard ^ quality ^ quality ^ direction="received" ^ direction!=""
          every endpoint is poor ^ quality ^ quality ^ < 3.1 ^ < 5
          every class is voice ^ routers ^ routers ^ voip_router_class_info{priority="true"} ^ voip_router_class_info
          a voice class needs priority ^ routers ^ routers ^ dscp=~"(.*,)?EF(,.*)?" ^ dscp="none"
          a handful of drops is an alarm ^ routers ^ routers ^ >= 10 ^ >= 1
          a drop in a thousand is ignored ^ routers ^ routers ^ ) > 0.001 ^ ) > 0.01
          one failed poll is an outage ^ routers ^ routers ^ for: 5m ^ for: 0s
          a job that is not there is no one ^ self ^ self ^ or absent(up{job="mos-exporter"}) ^
          an objective of half ^ objective ^ objective ^ 14.4 * 0.05 ^ 14.4 * 0.03
          a fast burn that lasts an hour ^ objective ^ objective ^ increase5m >= 20 ^ increase1h >= 20
          few intervals burn ^ objective ^ objective ^ >= 180 ^ >= 20
          drops burn ^ objective ^ objective ^ ratio_rate1h > 0.001 ^ ratio_rate1h > 0.1
          a slow burn of a tenth ^ objective ^ objective ^ > 3 * 0.05 ^ > 1 * 0.05
          a little is clearly worse ^ parts ^ parts ^ - 0.3 ^ - 0.1
          worse above the target ^ parts ^ parts ^ < on (site) group_left () max by (site) (voip_site_target_mos) ^ < on (site) group_left () max by (site) (voip_site_target_mos + 1)
          two phones are a model ^ parts ^ phones ^ >= 3 ^ >= 2
          calls within are a trunk ^ parts ^ parts ^ {trunk!=""} ^
          two calls are one-way audio ^ calls ^ calls ^ >= 3 ^ >= 1
          half a mirror is believed ^ calls ^ calls ^ half_mirror[1h])) == 1 ^ half_mirror[1h])) == 2
          far ends without reports ^ calls ^ calls ^ far_end_unknown| ^
          nights are office hours ^ calls ^ weeks ^ [1h])) == 1) ^ [1h])) >= 0)
          challenges are attempts ^ trunks ^ trunks ^ code!~"401|407" ^ code!=""
          busy is failure ^ trunks ^ trunks ^ 5..|6..|408 ^ [45]..
          ports without a phone ^ routers ^ ports ^ switch!="", port!="" ^ switch="none"
          silence is forgotten in minutes ^ self ^ self ^ [6h] ^ [5m]
          cut packets are broken ^ self ^ input ^ {reason!="truncated"} ^
          """)
  void alertTestsSeeAFault(String fault, String file, String test, String good, String bad)
      throws Exception {
    String rules = Files.readString(RULES.resolve(file + ".yml"));
    String broken = rules.replace(good, bad == null ? "" : bad);
    assertFalse(broken.equals(rules), () -> "nothing to break: " + good);

    Path tests = RULES.resolve("tests").resolve(test + ".yml");
    assertEquals(1, testRules(file + ".yml", broken, List.of(tests)).exit(), fault);
  }

  @Test
  void examplesOfTheDocumentsArePrometheusConfigurations() throws Exception {
    int examples = 0;
    for (DocBlocks.Block block : DocBlocks.all()) {
      if (block.language().equals("yaml") && block.text().startsWith("# prometheus.yml")) {
        examples++;
        String yaml =
            block.text().replace("/usr/share/mos-exporter/alerts", RULES.toAbsolutePath() + "");
        Path file = Files.writeString(folder.resolve("prometheus.yml"), yaml);

        Ended ended = promtool(List.of("check", "config", file.toString()));

        assertEquals(0, ended.exit(), () -> block.place() + ended.said());
      }
    }
    assertTrue(examples >= 2, examples + " examples");
  }
}
