package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How dashboards hang together: variables, places, links, and colours that mean the same. */
class DashboardLinksTest {
  private static final List<String> KEPT =
      List.of(
          "${__url_time_range}",
          "${datasource:queryparam}",
          "${job:queryparam}",
          "${instance:queryparam}");
  private static final Pattern ADDRESS = Pattern.compile("/d/([\\w-]+)\\?(.*)");
  private static final Pattern GIVEN = Pattern.compile("var-(\\w+)=\\$\\{([^}]*)}");
  private static final Pattern FIELD = Pattern.compile("__data\\.fields\\.(\\w+)");
  private static final Pattern LABEL = Pattern.compile("__field\\.labels\\.(\\w+)");

  @Test
  void haveTheSameVariablesFirst() throws IOException {
    for (Node dashboard : Dashboards.all()) {
      assertEquals(
          List.of("datasource", "job", "site", "instance"), variables(dashboard).subList(0, 4));
    }
  }

  private static List<String> variables(Node dashboard) {
    return Dashboards.variables(dashboard).map(variable -> variable.text("name")).toList();
  }

  @Test
  void leadToEachOtherAndKeepTimeAndVariables() throws IOException {
    for (Node dashboard : Dashboards.all()) {
      Node link = dashboard.each("links").findFirst().orElseThrow();
      assertEquals("true", link.text("keepTime"));
      assertEquals("true", link.text("includeVars"));
      assertEquals("[mos-exporter-mixin]", link.text("tags"));
      assertTrue(dashboard.each("tags").anyMatch(tag -> tag.text().equals("mos-exporter-mixin")));
    }
  }

  @Test
  void leadFromARowToWhatItIsAbout() throws IOException {
    Map<String, List<String>> variablesOf = new HashMap<>();
    for (Node dashboard : Dashboards.all()) {
      variablesOf.put(dashboard.text("uid"), variables(dashboard));
    }
    List<String> wrong = new ArrayList<>();
    Set<String> reached = new HashSet<>();
    for (Node dashboard : Dashboards.all()) {
      for (Node panel : Dashboards.panels(dashboard).toList()) {
        for (String url : links(panel)) {
          MatchResult address =
              ADDRESS.matcher(url).results().findFirst().orElseThrow(() -> broken(url));
          reached.add(address.group(1));
          wrong.addAll(
              wrongIn(address, variablesOf.getOrDefault(address.group(1), List.of()), panel));
        }
      }
    }

    assertEquals(List.of(), wrong);
    assertEquals(
        Set.of("site", "endpoint", "trunks", "phones", "routers", "change"),
        reached.stream().map(uid -> uid.replace("mos-exporter-", "")).collect(Collectors.toSet()));
  }

  private static AssertionError broken(String url) {
    return new AssertionError("leads nowhere: " + url);
  }

  private static List<String> links(Node panel) {
    Node config = panel.at("fieldConfig");
    return Stream.concat(
            config.at("defaults").each("links"),
            config
                .each("overrides")
                .flatMap(override -> override.each("properties"))
                .filter(property -> property.text("id").equals("links"))
                .flatMap(property -> property.each("value")))
        .map(link -> link.text("url"))
        .toList();
  }

  private static List<String> wrongIn(MatchResult address, List<String> variables, Node panel) {
    List<String> wrong = new ArrayList<>();
    String where = panel.text("title") + " -> " + address.group(1) + ": ";
    KEPT.stream()
        .filter(kept -> !address.group(2).contains(kept))
        .forEach(kept -> wrong.add(where + "loses " + kept));
    GIVEN
        .matcher(address.group(2))
        .results()
        .filter(given -> !variables.contains(given.group(1)))
        .forEach(given -> wrong.add(where + "has no variable " + given.group(1)));
    String queries =
        panel
            .each("targets")
            .map(target -> target.text("expr") + target.text("legendFormat"))
            .collect(Collectors.joining());
    Stream.concat(
            FIELD.matcher(address.group(2)).results(), LABEL.matcher(address.group(2)).results())
        .filter(field -> !queries.contains(field.group(1)))
        .forEach(field -> wrong.add(where + "no query gives " + field.group(1)));
    return wrong;
  }

  @Test
  void giveEachPanelAPlaceOfItsOwn() throws IOException {
    for (Node dashboard : Dashboards.all()) {
      Set<String> ids = new HashSet<>();
      Set<List<Integer>> taken = new HashSet<>();
      for (Node panel : dashboard.each("panels").toList()) {
        String where = dashboard.text("uid") + ", " + panel.text("title");
        assertTrue(ids.add(panel.text("id")), where);
        Node place = panel.at("gridPos");
        for (int x = at(place, "x"); x < at(place, "x") + at(place, "w"); x++) {
          assertTrue(x < 24, where);
          for (int y = at(place, "y"); y < at(place, "y") + at(place, "h"); y++) {
            assertTrue(taken.add(List.of(x, y)), where);
          }
        }
      }
    }
  }

  private static int at(Node place, String side) {
    return Integer.parseInt(place.text(side));
  }

  /** Bands of DESIGN: fair from 3.1, acceptable from 3.6, good from 4.0, excellent from 4.3. */
  @Test
  void showMosInTheColoursOfItsBands() throws IOException {
    int scales = 0;
    for (Node dashboard : Dashboards.all()) {
      for (Node panel : Dashboards.panels(dashboard).toList()) {
        for (List<String> edges : thresholds(panel)) {
          if (edges.contains("4.3") || edges.contains("3.1")) {
            scales++;
            assertEquals(List.of("null", "3.1", "3.6", "4.0", "4.3"), edges, panel.text("title"));
          }
        }
      }
    }
    assertTrue(scales > 30, "panels with the colours of bands: " + scales);
  }

  private static List<List<String>> thresholds(Node panel) {
    Node config = panel.at("fieldConfig");
    return Stream.concat(
            Stream.of(config.at("defaults").at("thresholds")),
            config
                .each("overrides")
                .flatMap(override -> override.each("properties"))
                .filter(property -> property.text("id").equals("thresholds"))
                .map(property -> property.at("value")))
        .map(
            thresholds ->
                thresholds
                    .each("steps")
                    .map(step -> step.text("value").isEmpty() ? "null" : step.text("value"))
                    .toList())
        .toList();
  }
}
