package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.quality.Json;
import org.mosexporter.record.RecentCalls;

/** Filters, order and pages of lists, over the floor of 130 phones. */
class ListsTest {
  private final OwnServer server = new OwnServer(OwnServer.backend(new RecentCalls(), new Floor()));

  @AfterEach
  void close() {
    server.close();
  }

  private Map<?, ?> get(String path) throws IOException {
    OwnServer.Answer answer = server.ask("GET " + path);
    assertEquals(200, answer.status(), answer.body());
    return (Map<?, ?>) Json.parse(answer.body());
  }

  private static List<String> texts(Map<?, ?> answer, String list, String field) {
    List<String> texts = new ArrayList<>();
    for (Object row : (List<?>) answer.get(list)) {
      texts.add((String) ((Map<?, ?>) row).get(field));
    }
    return texts;
  }

  private static List<String> addresses(IntStream numbers) {
    return numbers.mapToObj(i -> Floor.address(i).toString()).toList();
  }

  /** All pages, each with the cursor of the one before. */
  private List<String> walk(String path, int limit) throws IOException {
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      Map<?, ?> page = get(path + "limit=" + limit + (next.isEmpty() ? "" : "&cursor=" + next));
      List<String> rows = texts(page, "endpoints", "address");
      assertTrue(rows.size() <= limit && !rows.isEmpty());
      seen.addAll(rows);
      assertTrue(seen.size() <= Floor.PHONES, seen.toString());
      next = page.containsKey("next") ? (String) page.get("next") : "";
    } while (!next.isEmpty());
    return seen;
  }

  @Test
  void aPageHasFiftyRowsWhereNothingElseIsAskedFor() throws IOException {
    Map<?, ?> page = get("/api/v1/endpoints");

    assertEquals(addresses(IntStream.rangeClosed(1, 50)), texts(page, "endpoints", "address"));
    assertTrue(page.containsKey("next"));
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "65", "129", "130", "131", "500"})
  void pagesTogetherAreTheListOnce(int limit) throws IOException {
    assertEquals(
        addresses(IntStream.rangeClosed(1, Floor.PHONES)), walk("/api/v1/endpoints?", limit));
  }

  /** The worst is number 120 with 3.2; the silent ones come behind number 1 with 4.39. */
  @ParameterizedTest
  @CsvSource({"7", "120", "500"})
  void theWorstComeFirst(int limit) throws IOException {
    List<String> expected = new ArrayList<>(addresses(IntStream.range(0, 120).map(i -> 120 - i)));
    expected.addAll(addresses(IntStream.rangeClosed(121, 130)));

    assertEquals(expected, walk("/api/v1/endpoints?sort=worst&", limit));
  }

  /** Good is 4.0 to 4.3: numbers 11 to 40, of which 12, 14 … 40 are wired. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "band=excellent, 10",
    "band=good, 30",
    "band=fair, 40",
    "band=poor, 0",
    "access=wifi, 65",
    "network=office+wifi, 65",
    "network=office%20wifi, 65",
    "group=warehouse, 13",
    "model=N510%20IP%20PRO, 13",
    "band=good&access=wired, 15",
    "site=berlin, 130",
    "site=paris, 0",
    "site=, 130"
  })
  void filtersKeepWhatTheySay(String filter, int count) throws IOException {
    Map<?, ?> page = get("/api/v1/endpoints?limit=500&" + filter);

    assertEquals(count, texts(page, "endpoints", "address").size());
    assertFalse(page.containsKey("next"));
  }

  @Test
  void aRowTellsHowThePhoneIsNow() throws IOException {
    Map<?, ?> page = get("/api/v1/endpoints?sort=worst&limit=1");

    Map<?, ?> worst = (Map<?, ?>) ((List<?>) page.get("endpoints")).getFirst();
    assertEquals("fair", worst.get("band"));
    Map<?, ?> received = (Map<?, ?>) worst.get("received");
    assertEquals(3.2, received.get("mos_lq"));
    assertEquals("narrowband", received.get("scale"));
    assertEquals(Map.of("codec", 0.0, "loss", 1.5, "discard", 0.25), received.get("lost_r"));
    assertFalse(worst.containsKey("sent"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "endpoints?colour=red, colour",
    "endpoints?limit=0, limit",
    "endpoints?limit=501, limit",
    "endpoints?limit=-1, limit",
    "endpoints?limit=1e2, limit",
    "endpoints?limit=99999999999, limit",
    "endpoints?limit=5&limit=6, limit",
    "endpoints?cursor=!!!, cursor",
    "endpoints?cursor=AAAA, cursor",
    "endpoints?cursor=eA, cursor",
    "endpoints?band=superb, band",
    "endpoints?access=carrier+pigeon, access",
    "endpoints?sort=best, sort",
    "endpoints?site=%zz, %zz",
    "endpoints?Limit=5, Limit",
    "routers?network=phones, network",
    "routers?cursor=Z29uZQ, cursor",
    "routers?limit=x, limit",
    "status?limit=5, limit"
  })
  void namesTheParameterThatIsAtFault(String query, String parameter) throws IOException {
    OwnServer.Answer answer = server.ask("GET /api/v1/" + query);

    assertEquals(400, answer.status(), answer.body());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals(parameter, ((Map<?, ?>) Json.parse(answer.body())).get("parameter"));
  }

  @Test
  void whatAStrangerSendsDoesNotComeBackAtLength() throws IOException {
    OwnServer.Answer answer = server.ask("GET /api/v1/endpoints?" + "a".repeat(4000) + "=1");

    assertEquals(400, answer.status());
    assertTrue(answer.body().length() < 400, answer.body());
  }

  @Test
  void routersComeByNameAndInPages() throws IOException {
    List<String> all = texts(get("/api/v1/routers"), "routers", "router");
    assertTrue(all.size() > 1);

    Map<?, ?> first = get("/api/v1/routers?limit=1");
    assertEquals(List.of(all.getFirst()), texts(first, "routers", "router"));
    Map<?, ?> second = get("/api/v1/routers?limit=1&cursor=" + first.get("next"));
    assertEquals(List.of(all.get(1)), texts(second, "routers", "router"));
    assertEquals(
        List.of(all.get(1)),
        texts(get("/api/v1/routers?router=" + all.get(1)), "routers", "router"));
    assertEquals(List.of(), texts(get("/api/v1/routers?site=paris"), "routers", "router"));
  }
}
