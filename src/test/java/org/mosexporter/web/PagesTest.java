package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.config.Config;
import org.mosexporter.config.Privacy;
import org.mosexporter.metrics.Office;
import org.mosexporter.record.RecentCalls;
import org.mosexporter.record.SampleCalls;

/** The pages for people, as the server writes them. */
class PagesTest {
  /** What a stranger's phone may call itself: markup, an override of the direction, and length. */
  private static final String HOSTILE =
      "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202Egnp.exe\u2066\u200F&amp;\u0000"
          + "x".repeat(5000);

  private static final String ID = "00000000000000000000000000000001";
  private static final String STRANGER = "; X-Forwarded-For: 192.0.2.1";

  private final RecentCalls calls = new RecentCalls();
  private final OwnServer office = new OwnServer(OwnServer.backend(calls));
  private final OwnServer floor = new OwnServer(OwnServer.backend(calls, new Floor()));

  @AfterEach
  void close() {
    office.close();
    floor.close();
  }

  private static String page(OwnServer server, String request) throws IOException {
    OwnServer.Answer answer = server.ask("GET " + request);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
    return answer.body();
  }

  private static List<String> found(String page, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** Addresses in the order of the table, as many as are wanted. */
  private List<String> phones(String query, int most) throws IOException {
    List<String> all = found(page(floor, "/?" + query), "<tbody id=\"phone-berlin-([0-9.]+)\">");
    return all.subList(0, Math.min(most, all.size()));
  }

  private static List<String> numbered(int... numbers) {
    return IntStream.of(numbers).mapToObj(i -> "10.2.0." + i).toList();
  }

  @Test
  void showsTheWorstPhoneFirst() throws IOException {
    assertEquals(numbered(120, 119, 118), phones("", 3)); // number i hears 4.4 − i/100
    assertTrue(
        page(floor, "/")
            .contains(
                "Worst now: <a href=\"endpoints/10.2.0.120\"><bdi>u120 N510 IP PRO</bdi></a> hears"
                    + " with MOS <b class=\"mos fair\">3.20 <i>fair</i></b>; most costs loss 2"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "sort=mos, 120, 119",
    "sort=-mos, 121, 122", // of those that are silent nothing is known
    "sort=address, 1, 2",
    "sort=-address, 130, 129",
    "sort=user, 1, 10", // as text: u1, u10
    "sort=loss, 120, 119", // number i lost i packets
    "sort=nonsense, 120, 119",
  })
  void sortsByItsHeadings(String query, int first, int second) throws IOException {
    assertEquals(numbered(first, second), phones(query, 2));
  }

  @Test
  void leadsFromAHeadingToItsReverse() throws IOException {
    String page = page(floor, "/?sort=loss");

    assertTrue(page.contains("aria-sort=\"descending\"><button form=\"find\" name=\"sort\""));
    assertTrue(page.contains("value=\"-loss\">Loss</button>"));
    assertTrue(page.contains("value=\"mos\">MOS</button>"));
    assertEquals(1, found(page, "(aria-sort)").size());
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource({
    "q=u7, 11", // u7 and u70 to u79
    "q=10.2.0.77, 1",
    "q=gigaset, 13",
    "q=warehouse+FAIR, 4", // of the tens 90 to 120 are below 3.6
    "q=silent, 10",
    "q=nobody, 0",
    "q=%20, 130",
  })
  void findsPhonesByAnyOfTheirWords(String query, int expected) throws IOException {
    assertEquals(expected, phones(query, 1000).size(), query);
  }

  @Test
  void countsPhonesByBand() throws IOException {
    // 4.4 − i/100 is at least 4.3 up to 10, 4.0 up to 40, 3.6 up to 80, 3.1 up to 120.
    assertEquals(
        List.of("0", "40", "40", "30", "10", "10"),
        found(page(floor, "/"), "<li class=\"\\w+\"><a href=\"\\?q=\\w+\"><b>(\\d+)</b>"));
  }

  @Test
  void leavesOutNamesThatMustNotBeShown() throws IOException {
    Privacy hash = new Privacy(Privacy.Form.HASH, Privacy.Form.HASH, false);
    Config hashed = Office.config().but().privacy(hash).build();
    try (OwnServer server = new OwnServer(OwnServer.backend(calls, new Floor(), () -> hashed))) {
      assertFalse(page(server, "/").contains("u77"));
      assertFalse(page(server, "/?q=u77").contains("10.2.0.77"));
      assertFalse(page(server, "/endpoints/10.2.0.77").contains("u77"));
    }
    assertTrue(page(floor, "/").contains("u77"));
  }

  private CallSummary hostileCall() {
    return Office.call(HOSTILE, HOSTILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/calls",
        "/calls/" + ID,
        "/endpoints/10.1.20.31",
        "/endpoints/10.1.20.32",
        "/routers",
        "/calls?user=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
      })
  void escapesWhateverStrangersCallThemselves(String path) throws IOException {
    calls.onCallEnded(hostileCall());

    String page = page(office, path);

    assertEquals(3, found(page, "(<script)").size(), page); // ours
    assertEquals(List.of(), found(page, "(<img)"), page);
    assertEquals(List.of(), found(page, "([\u202A-\u202E\u2066-\u2069\u200E\u200F\u0000])"), page);
    assertFalse(page.contains("x".repeat(100)), "a name fills the page");
    assertFalse(page.contains("style=") || page.contains("javascript:"), page);
  }

  @Test
  void showsTheHostileNameAsText() throws IOException {
    calls.onCallEnded(hostileCall());

    assertTrue(
        page(office, "/calls/" + ID).contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;"));
  }

  @Test
  void tellsStrangersNothingOfCalls() throws IOException {
    calls.onCallEnded(Office.call("anna@example.org", "5551234@example.org"));

    for (String path : List.of("/calls", "/calls/" + ID)) {
      OwnServer.Answer answer = office.ask("GET " + path + STRANGER);
      assertEquals(403, answer.status());
      assertFalse(answer.body().contains("5551234"), answer.body());
      assertTrue(page(office, path).contains("5551234"));
    }
    for (String path : List.of("/", "/endpoints/10.1.20.31", "/routers")) {
      String page = page(office, path + STRANGER);
      assertFalse(page.contains("5551234") || page.contains("calls/"), page);
    }
    assertTrue(page(office, "/").contains("5551234"));
    assertTrue(page(office, "/endpoints/10.1.20.31").contains("5551234"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/calls/",
        "/calls/0",
        "/calls/" + ID + "/x",
        "/endpoints/",
        "/endpoints/10.1.20.99",
        "/endpoints/x",
        "/routers/",
        "/static/uplot"
      })
  void knowsNoOtherPages(String path) throws IOException {
    assertEquals(404, office.ask("GET " + path).status());
  }

  @ParameterizedTest
  @CsvSource({
    "/calls?mos_below=6, 400", "/calls?mos_below=x, 400", "/calls?from=yesterday, 400",
    "/calls?nonsense=1, 400", "/?nonsense=1, 400", "/calls?from=2026-07-01T12:00, 200",
    "/calls?to=2026-07-01T12:00:00%2B02:00, 200",
  })
  void saysWhatIsWrongWithAQuery(String path, int status) throws IOException {
    assertEquals(status, office.ask("GET " + path).status());
  }

  @Test
  void findsCallsByWhatIsAskedFor() throws IOException {
    calls.onCallEnded(Office.call("anna@example.org", "5551234@example.org"));

    for (String query :
        List.of(
            "user=ANNA",
            "user=5551234",
            "address=10.1.20.31",
            "mos_below=4.5",
            "from=2026-11-23T09:00",
            "from=2026-11-23T08:00:00Z&to=2026-11-23T08:00:00Z")) {
      assertTrue(page(office, "/calls?" + query).contains("calls/" + ID), query);
    }
    for (String query :
        List.of(
            "user=bert",
            "address=10.1.20.3",
            "mos_below=2",
            "from=2026-11-23T09:01",
            "to=2026-11-23T08:59")) {
      assertFalse(page(office, "/calls?" + query).contains("calls/" + ID), query);
    }
  }

  @Test
  void showsCallsThatGoOn() throws IOException {
    CallSummary live = Office.call("bert@example.org", "100@example.org");
    LiveCalls now =
        new LiveCalls() {
          @Override
          public Optional<List<CallSummary>> latest(int most) {
            return Optional.of(List.of(live));
          }

          @Override
          public Optional<CallSummary> find(String id) {
            return id.equals(ID) ? Optional.of(live) : Optional.empty();
          }
        };
    try (OwnServer server = new OwnServer(OwnServer.backend(new RecentCalls(), now))) {
      assertTrue(page(server, "/calls").contains("<h2>In progress</h2>"));
      assertTrue(page(server, "/calls").contains("calls/" + ID));
      assertFalse(page(server, "/calls?user=bert").contains("In progress"));
      assertTrue(page(server, "/calls/" + ID).contains("bert"));
      assertEquals(200, server.ask("GET /api/v1/calls/" + ID).status());
      assertEquals(403, server.ask("GET /calls" + STRANGER).status());
    }
  }

  @Test
  void servesTheLibraryOfTheCharts() throws IOException {
    OwnServer.Answer script = office.ask("GET /static/uplot.js");

    assertEquals(200, script.status());
    assertEquals("text/javascript; charset=utf-8", script.header("Content-Type"));
    assertTrue(script.body().contains("github.com/leeoniya/uPlot (v1."));
    assertEquals(200, office.ask("GET /static/uplot.css").status());
  }

  /** 450 calls are three pages, each call on one of them, and each keeps the search. */
  @Test
  void callsBeyondAPageAreBehindALink() throws IOException {
    for (int i = 0; i < 450; i++) {
      calls.onCallEnded(SampleCalls.call(i));
    }
    String path = "/calls?user=anna&mos_below=5";
    Set<String> seen = new HashSet<>();
    List<Integer> sizes = new ArrayList<>();
    Pattern next = Pattern.compile("<a rel=\"next\" href=\"([^\"]+)\">");
    while (!path.isEmpty() && sizes.size() < 5) {
      String page = page(office, path);
      Matcher one = Pattern.compile("href=\"calls/([0-9a-f]{32})\"").matcher(page);
      int before = seen.size();
      while (one.find()) {
        seen.add(one.group(1));
      }
      sizes.add(seen.size() - before);
      Matcher link = next.matcher(page);
      path = link.find() ? "/" + link.group(1).replace("&amp;", "&") : "";
      assertTrue(path.isEmpty() || path.startsWith("/calls?user=anna&mos_below=5&"), path);
    }
    assertEquals(List.of(200, 200, 50), sizes);
  }
}
