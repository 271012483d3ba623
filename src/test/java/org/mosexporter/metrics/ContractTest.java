package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mosexporter.Golden;
import org.mosexporter.call.CallSummary;

/** The metrics as a contract: names, types and labels; a whole scrape; the page about them. */
class ContractTest {
  private static final Path SCRAPE =
      Path.of("src/test/resources/org/mosexporter/metrics/scrape.txt");
  private static final Path CONTRACT = Path.of("src/test/resources/contract/metrics.txt");
  private static final Path PAGE = Path.of("docs/METRICS.md");

  static String scrape(Metrics metrics, String accept) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    metrics.scrape(accept).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  static Metrics office() {
    Metrics metrics = Office.metrics(Office.config(), Office.snapshots(), Office.routers());
    metrics.onObservation(Office.interval(4.379, OptionalDouble.of(4.25)));
    metrics.onObservation(Office.interval(3.7996, OptionalDouble.empty()));
    metrics.onCallEnded(
        Office.call(
            CallSummary.Result.COMPLETED,
            List.of(
                Office.stream(Office.ANNA, Office.FAR, 3000, 4.0, 3.5),
                Office.stream(Office.FAR, Office.ANNA, 3000, 4.2, 4.1))));
    return metrics;
  }

  @Test
  void showsTheWholeOfficeAsOneText() throws IOException {
    Metrics metrics = office();
    String first = scrape(metrics, "");
    assertTrue(first.contains("mos_exporter_scrapes_total 1.0"), first);

    Golden.assertFile(SCRAPE, scrape(metrics, ""));
  }

  @Test
  void keepsNamesTypesAndLabels() throws IOException {
    String lines =
        Catalogue.all().stream()
            .sorted(Comparator.comparing(Family::name))
            .map(f -> f.name() + " " + f.kind().label() + " " + String.join(",", f.labels()))
            .map(String::strip)
            .collect(Collectors.joining("\n", "", "\n"));

    Golden.assertFile(CONTRACT, lines);
  }

  @Test
  void givesEachNameOnce() {
    List<String> names = Catalogue.all().stream().map(Family::name).toList();

    assertEquals(names.size(), Set.copyOf(names).size());
  }

  @Test
  void describesEveryFamilyOnThePage() throws IOException {
    Metrics metrics = office();
    scrape(metrics, ""); // the second tells how long the first took

    Golden.assertFile(PAGE, MetricsPage.text(scrape(metrics, "")));
  }

  @Test
  void showsNoFamilyThatTheCatalogueLacks() throws IOException {
    Set<String> known =
        Catalogue.all().stream().map(Family::name).collect(Collectors.toCollection(HashSet::new));

    List<String> strangers =
        scrape(office(), "")
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ", -1)[2])
            .filter(name -> !known.contains(name))
            .toList();

    assertEquals(List.of(), strangers);
  }
}
