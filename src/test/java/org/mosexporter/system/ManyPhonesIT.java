package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.web.OwnServer;
import org.openqa.selenium.Keys;

/** The first page of an office of 1,000 phones in a browser. */
class ManyPhonesIT {
  private static final int PHONES = 1000;

  /** How many times as long as the browser alone takes for the same table sorting may take. */
  private static final double MOST = 8;

  @TempDir private static Path folder;

  @Test
  void sortsAndStaysAliveWithAThousandPhones() {
    Programs.need("chromium", "chromedriver");
    ManyPhones phones = new ManyPhones(PHONES);
    try (OwnServer server = new OwnServer(phones);
        Browser browser = new Browser(folder, server.port())) {
      browser.open("/");
      assertEquals(PHONES, browser.all(".endpoints tbody").size());
      assertEquals("user999", browser.find(".endpoints tbody td").getText());

      double reference = browser.number(REFERENCE);
      double sorted = browser.number(SORT);
      System.out.printf("1,000 phones: sorted in %.0f ms, laid out in %.0f%n", sorted, reference);
      assertEquals("user0", browser.find(".endpoints tbody td").getText());
      assertTrue(sorted < MOST * reference, sorted + " ms, reference " + reference);

      showsAnotherFigureUnderTheFocus(browser, phones);
      assertEquals(Set.of(), browser.complaints());
    }
  }

  /** Parses and lays out what the page shows once more. */
  private static final String REFERENCE =
      "const all = document.getElementById('main').innerHTML; const begin = performance.now();"
          + "const again = document.createElement('div'); again.innerHTML = all;"
          + "document.body.append(again); again.getBoundingClientRect();"
          + "const took = performance.now() - begin; again.remove(); return took;";

  /** Presses a heading, and waits until another phone is first and laid out. */
  private static final String SORT =
      "const begin = performance.now();"
          + "const first = () => document.querySelector('.endpoints tbody td').textContent;"
          + "const before = first();"
          + "document.querySelector('button[value=user]').click();"
          + "return new Promise(done => { const look = () => first() === before"
          + " ? requestAnimationFrame(look)"
          + " : (document.body.getBoundingClientRect(), done(performance.now() - begin)); look(); });";

  private static void showsAnotherFigureUnderTheFocus(Browser browser, ManyPhones phones) {
    browser.open("/");
    browser.tabTo("#q");
    browser.press("user999");
    await().until(() -> browser.all(".endpoints tbody").size() == 1);
    browser.tabTo(".endpoints a");
    assertEquals("1.50 poor", browser.find(".endpoints .mos").getText());

    phones.worst = 3.9;

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> browser.find(".endpoints .mos").getText().equals("3.90 acceptable"));
    assertEquals("10.1.3.250", browser.focused().getText());
    assertEquals("user999", browser.find("#q").getDomProperty("value"));
    browser.press(Keys.ENTER);
    await().until(() -> browser.path().equals("/endpoints/10.1.3.250"));
  }
}
