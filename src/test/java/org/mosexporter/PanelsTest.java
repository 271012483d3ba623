package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.QueryResult.Series;

/** Entries of panels: one for each, none without; and what a promise is. */
class PanelsTest {
  private static final String TARGET =
      """
      Target:
        situation: the site has one
        shows: {A: ["site=demo: 3.8"]}
        empty: nothing
      """;

  @TempDir private Path folder;

  @Test
  void haveAnEntryEach() throws IOException {
    PanelEntries entries = PanelEntries.with(Map.of());

    assertEquals("", String.join("\n", entries.wrongWith(Dashboards.queries())));
  }

  @Test
  void ofWhatGoesWrongAreWhole() throws IOException {
    for (PanelEntries some : List.of(PanelEntries.ofBranch(), PanelEntries.ofCramped())) {
      List<Dashboards.Query> its = Dashboards.queries().stream().filter(some::has).toList();

      assertEquals("", String.join("\n", some.wrongWith(its)));
    }
  }

  /** Nothing is left that never happened to anybody. */
  @Test
  void areEachSeenWithSomething() throws IOException {
    assertEquals(
        List.of(),
        PanelEntries.with(Map.of()).missing(PanelEntries.ofBranch(), PanelEntries.ofCramped()));
  }

  @Test
  void failWithoutAnEntryAndEntriesWithoutAPanel() throws IOException {
    List<Dashboards.Query> site =
        Dashboards.queries().stream()
            .filter(query -> query.dashboard().equals("site"))
            .filter(query -> List.of("Target", "Calls now").contains(query.panel()))
            .toList();

    assertEquals(List.of("site, Calls now: no entry"), wrong(TARGET, site));
    assertEquals(
        List.of("site, Goal: no panel"),
        wrong(TARGET + TARGET.replace("Target", "Goal"), List.of(site.getFirst())));
  }

  @ParameterizedTest
  @CsvSource({
    "'{A: [', '{B: [', shows is not for queries [A]",
    "'the site has one', '', no situation",
    "'empty: nothing', 'empty: 7', empty is [7]",
    "'[\"site=demo: 3.8\"]', '[]', 'promises nothing, and yet is not missing'",
    "'the site has one', '\"missing: it has none\"', 'is missing and yet promises something'",
  })
  void failWithAnIncompleteEntry(String good, String bad, String why) throws IOException {
    List<Dashboards.Query> target =
        Dashboards.queries().stream()
            .filter(query -> query.dashboard().equals("site"))
            .filter(query -> query.panel().equals("Target"))
            .toList();

    String broken = TARGET.replace(good, bad);

    assertEquals(
        List.of(why),
        wrong(broken, target).stream().map(w -> w.replaceFirst(".*?: ", "")).toList());
  }

  private List<String> wrong(String entries, List<Dashboards.Query> queries) throws IOException {
    Files.writeString(folder.resolve("site.yaml"), entries);
    return PanelEntries.in(folder, Map.of()).wrongWith(queries);
  }

  @ParameterizedTest
  @CsvSource({
    "'class=VOICE: 1..3', true",
    "'class=VOICE: 1.1..3', false",
    "'class=VOICE: 1..2.9', false",
    "'class=*: ..3', true",
    "'class=VOICE|DATA: 1..', true",
    "'class=DATA: 1..3', false",
    "'queue=VOICE: 1..3', false",
    "'class=VOICE; site=demo: 1..3', false",
    "'all: 1..3', false",
    "'class=VOICE: 2 ± 1', true",
    "'class=VOICE: 2.1 ± 1', false",
    "'class=VOICE: two_of_{class} ± 1', true",
    "'class=VOICE: 1..3, most 3', true",
    "'class=VOICE: 1..3, most 3.1..4', false",
  })
  void promiseLabelsAndValues(String line, boolean kept) {
    List<Series> series = List.of(new Series(Map.of("class", "VOICE"), List.of(1.0, 3.0)));

    List<String> broken =
        PanelPromise.broken(List.of(PanelPromise.of(line)), series, Map.of("two_of_VOICE", 2.0));

    assertEquals(kept, broken.isEmpty(), broken::toString);
  }

  @Test
  void promiseNoMoreSeriesAndNoFewer() {
    List<Series> none = List.of();
    List<Series> one = List.of(new Series(Map.of(), List.of(Double.NaN)));

    assertEquals(1, PanelPromise.broken(List.of(), one, Map.of()).size());
    assertEquals(1, PanelPromise.broken(List.of(PanelPromise.of("all: ..")), one, Map.of()).size());
    assertEquals(1, PanelPromise.broken(List.of(PanelPromise.of("all: 0")), none, Map.of()).size());
    assertEquals(
        0, PanelPromise.broken(List.of(PanelPromise.of("?all: 0")), none, Map.of()).size());
  }
}
