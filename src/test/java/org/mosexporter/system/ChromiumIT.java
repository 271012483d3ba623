package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/**
 * The pages of {@code mos-exporter demo} in a browser. The demo's truth: phone 1103 on the wireless
 * network loses 6 % of its packets in bursts and delays the rest by up to 15 ms, on G.729; none of
 * the others is as bad. With {@code -Dscreenshots=true} the pictures of the README are taken anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChromiumIT {
  private static final boolean PICTURES = Boolean.getBoolean("screenshots");
  private static final String WORST = "127.1.30.23";
  private static final Duration MINUTES = Duration.ofMinutes(4);

  @TempDir private static Path folder;

  private Child demo;
  private Browser browser;

  @BeforeAll
  void start() throws Exception {
    Programs.needRoot();
    Programs.need("chromium", "chromedriver");
    String program = Path.of("demo").toAbsolutePath().toString();
    demo = Child.start(folder, "demo", List.of(program, "--web.listen-address=127.0.0.1:0"));
    Web web =
        await("the daemon")
            .atMost(Duration.ofMinutes(1))
            .until(() -> Web.of(demo), found -> found.isPresent())
            .get();
    browser = new Browser(folder, web.port());
    await("a call of the worst phone that is over and was heard")
        .atMost(MINUTES)
        .pollInterval(Duration.ofSeconds(1))
        .failFast(() -> assertTrue(demo.runs(), demo::described))
        .until(() -> wasHeard(web.text("/endpoints/" + WORST)));
  }

  private static boolean wasHeard(String page) {
    String calls = page.substring(page.indexOf("latest calls"));
    return calls.contains("class=\"mos");
  }

  @AfterAll
  void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @AfterEach
  void asksNobodyElseAndComplainsOfNothing() {
    browser.look(Browser.DESK, false);
    assertEquals(Set.of(), browser.complaints());
    assertEquals(Set.of(browser.root()), browser.hosts());
  }

  private String callOfTheWorst() {
    browser.open("/endpoints/" + WORST);
    return browser.find(".calls tbody tr a").getDomAttribute("href").substring(2);
  }

  @Test
  void leadsFromTheWorstPhoneToTheCauseOfItsLastCall() throws Exception {
    await("the worst phone, on top")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              browser.open("/");
              return browser.find(".verdict a").getText().startsWith("1103");
            });
    assertEquals("1103", browser.find(".endpoints tbody td").getText());

    browser.find(".verdict a").click();

    assertEquals("/endpoints/" + WORST, browser.path());
    assertTrue(browser.find("h1").getText().startsWith("1103"));
    WebElement call = browser.find(".calls tbody tr");
    assertTrue(call.getText().matches("(?s).*(poor|fair).*loss.*"), call.getText());

    browser.find(".calls tbody tr a").click();

    String verdict = browser.find(".verdict").getText();
    assertTrue(
        verdict.matches("1103 D862 (hears|is heard) with MOS [12]\\.\\d+ poor; most costs loss .*"),
        verdict);
    await("charts").until(() -> browser.all("#charts canvas").size() >= 3);
    assertTrue(inkOfTheChart(0) > 500, "the chart of MOS is empty");
    assertTrue(browser.find("#intervals").getDomProperty("textContent").contains("poor"));
  }

  /** The demo's router drops in its voice class; phone 1103 suffers for itself. */
  @Test
  void saysWhyItSoundsBad() throws Exception {
    await("a finding on the router")
        .atMost(MINUTES)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              browser.open("/");
              return browser.all(".findings > li").stream()
                  .anyMatch(of -> of.getText().contains("VOICE"));
            });
    assertEquals("", browser.violations());
    WebElement first = browser.find(".findings > li");
    assertTrue(
        first.getText().matches("(?s)(critical|warning) .*What to do: .*Evidence"),
        first.getText());

    browser.find(".findings summary").click();
    WebElement number = browser.find(".findings details li");
    assertTrue(
        number.getText().matches(".*\\d.* \\((rtcp|xr|snmp|sip|measured)\\)"), number::getText);
    Thread.sleep(6_000); // the page was fetched again
    assertTrue(browser.find(".findings details").getDomAttribute("open") != null);

    browser.find(".findings a[href='routers']").click();
    assertEquals("/routers", browser.path());
  }

  /** Points of the canvas that are neither transparent nor grey: what the lines put there. */
  private double inkOfTheChart(int which) {
    return browser.number(
        "const canvas = document.querySelectorAll('#charts canvas')[arguments[0]];"
            + "const data = canvas.getContext('2d').getImageData(0, 0, canvas.width,"
            + " canvas.height).data; let ink = 0;"
            + "for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200"
            + " && Math.max(data[i], data[i + 1], data[i + 2])"
            + " - Math.min(data[i], data[i + 1], data[i + 2]) > 60) ink++; return ink",
        which);
  }

  @Test
  void findsCallsByUserAddressTimeAndMos() {
    await("calls of others too")
        .until(
            () -> {
              browser.open("/calls");
              return browser.all(".calls tbody tr").stream()
                  .anyMatch(row -> !row.getText().contains("1103@"));
            });
    browser.find("#user").sendKeys("1103", Keys.ENTER);
    await("calls of 1103 alone")
        .until(
            () -> {
              List<WebElement> rows = browser.all(".calls tbody tr");
              return !rows.isEmpty()
                  && rows.stream().allMatch(row -> row.getText().contains("1103@"));
            });
    assertTrue(browser.path().equals("/calls?user=1103"), browser.path());

    browser.open("/calls?address=" + WORST + "&mos_below=2.9");
    assertTrue(browser.find(".calls tbody").getText().contains("1103@"));
    browser.open("/calls?mos_below=1.01");
    assertEquals("No such call.", browser.find(".none").getText());
    browser.open("/calls?to=2020-01-01T00:00");
    assertEquals("No such call.", browser.find(".none").getText());
    browser.open("/calls?from=2020-01-01T00:00&user=nobody");
    assertEquals("No such call.", browser.find(".none").getText());
  }

  @Test
  void canBeWalkedByKeyboardAlone() {
    browser.open("/");
    browser.press(Keys.TAB);
    assertEquals("To the content", browser.focused().getText());
    browser.press(Keys.ENTER);
    assertEquals("main", browser.focused().getDomAttribute("id"));
    browser.tabTo("#q");
    browser.press("1103");
    await("only the phone that was asked for")
        .until(() -> browser.all(".endpoints tbody").size() == 1);
    assertEquals("q", browser.focused().getDomAttribute("id"));
    assertEquals("1 of 12 phones", browser.find(".count").getText());

    browser.tabTo(".endpoints a");
    browser.press(Keys.ENTER);
    await().until(() -> browser.path().equals("/endpoints/" + WORST));
    browser.tabTo(".calls a");
    browser.press(Keys.ENTER);
    await().until(() -> browser.path().startsWith("/calls/"));
    browser.tabTo("#intervals summary");
    browser.press(Keys.ENTER);
    assertEquals("true", browser.find("#intervals").getDomProperty("open"));
    browser.tabTo("footer a");
  }

  @Test
  void sortsByTheHeadingThatIsPressed() {
    browser.open("/");
    browser.tabTo("button[value=user]");
    browser.press(Keys.ENTER);
    await().until(() -> browser.find(".endpoints tbody:first-of-type td").getText().equals("1001"));
    WebElement heading = browser.focused();
    assertEquals("User", heading.getText());
    assertEquals("-user", heading.getDomAttribute("value"));
    assertEquals(1, browser.all("th[aria-sort]").size());
    assertEquals("ascending", browser.find("th[aria-sort]").getDomAttribute("aria-sort"));
    browser.press(Keys.ENTER);
    await().until(() -> browser.find(".endpoints tbody:first-of-type td").getText().equals("1104"));
    assertEquals("/?sort=-user", browser.path());
  }

  /** The document stays: a mark in it is there when figures have changed. */
  @Test
  void showsNewFiguresWhileFocusAndScrollStay() {
    browser.look(new Dimension(1280, 400), false);
    browser.open("/?sort=address"); // an order in which no row moves
    browser.ask("document.body.dataset.mark = 'same'");
    browser.tabTo(".endpoints tbody:nth-of-type(8) a");
    WebElement link = browser.focused();
    double scroll = browser.number("return scrollY");
    assertTrue(scroll > 0);
    String before = browser.find("main").getText();

    await("other figures")
        .atMost(Duration.ofSeconds(40))
        .ignoreException(StaleElementReferenceException.class)
        .until(() -> !browser.find("main").getText().equals(before));

    assertEquals(link, browser.focused());
    assertEquals(scroll, browser.number("return scrollY"));
    assertEquals("same", browser.ask("return document.body.dataset.mark"));
  }

  @Test
  void fitsPhonesAndDarkRooms() throws Exception {
    String call = callOfTheWorst();
    for (String page :
        List.of("/", "/calls", call, "/endpoints/" + WORST, "/routers", "/?q=1103&sort=loss")) {
      browser.look(Browser.DESK, false);
      browser.open(page);
      drawn(page);
      assertEquals(0, browser.tooWide(), page);
      String light = colours();
      assertEquals("", browser.violations(), page);

      browser.look(Browser.DESK, true);
      assertTrue(!colours().equals(light), page + " is as light in the dark");
      assertEquals("", browser.violations(), page + " in the dark");

      browser.look(Browser.PHONE, false);
      browser.open(page);
      drawn(page);
      assertEquals(0, browser.tooWide(), page + " on a phone");
      assertEquals("", browser.violations(), page + " on a phone");
    }
  }

  private void drawn(String page) {
    if (page.startsWith("/calls/")) {
      await("charts").until(() -> browser.all("#charts canvas").size() >= 3);
    }
  }

  private String colours() {
    return (String)
        browser.ask(
            "const s = getComputedStyle(document.body); return s.color + s.backgroundColor");
  }

  @Test
  void worksWithoutTheScript() throws Exception {
    String page = new Web(port()).text("/?q=1103&sort=-user");
    assertTrue(page.contains(WORST) && !page.contains("127.1.20.11\""), page);
  }

  private int port() {
    return Integer.parseInt(browser.root().replaceFirst(".*:", ""));
  }

  @Test
  void showsItselfInTheReadme() throws IOException {
    if (!PICTURES) {
      return;
    }
    String call = callOfTheWorst();
    browser.open("/");
    browser.save("phones.png", 1280, 800);
    browser.open(call);
    drawn(call);
    browser.save("call.png", 1280, 1400);
    browser.open("/endpoints/" + WORST);
    browser.save("phone.png", 1280, 700);
    browser.open("/calls");
    browser.save("calls.png", 1280, 700);
    browser.open("/routers");
    browser.save("routers.png", 1280, 700);
    browser.look(Browser.PHONE, true);
    browser.open("/");
    browser.save("phones-dark.png", 360, 740);
  }
}
