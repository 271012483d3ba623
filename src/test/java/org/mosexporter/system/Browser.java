package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, as somebody in front of it would use it. */
final class Browser implements AutoCloseable {
  static final Dimension DESK = new Dimension(1280, 900);
  static final Dimension PHONE = new Dimension(360, 740);

  /** Of WCAG 2.0, 2.1 and 2.2 the levels A and AA. */
  private static final String RULES =
      "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}";

  private static final Pattern ASKED =
      Pattern.compile("\"method\":\"Network.requestWillBeSent\".*?\"url\":\"([^\"]*)\"");

  private final ChromeDriver driver;
  private final String root;
  private final Set<String> hosts = new TreeSet<>();
  private final Set<String> complaints = new TreeSet<>();

  Browser(Path folder, int port) {
    root = "http://127.0.0.1:" + port;
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Programs.path("chromium"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // root has none
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(Programs.path("chromedriver")))
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    look(DESK, false);
  }

  /** How large the page is, and whether the reader likes it dark. */
  void look(Dimension size, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            size.width,
            "height",
            size.height,
            "deviceScaleFactor",
            1,
            "mobile",
            size.equals(PHONE)));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void open(String path) {
    driver.get(root + path);
  }

  /** The page's path with its query. */
  String path() {
    return driver.getCurrentUrl().substring(root.length());
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** As from a keyboard, to what has the focus. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Goes on by Tab until that has the focus; each stop on the way must be visible. */
  void tabTo(String selector) {
    for (int i = 0; i < 200; i++) {
      press(Keys.TAB);
      assertEquals(
          true,
          ask(
              "const s = getComputedStyle(document.activeElement);"
                  + "return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1"),
          () -> "no focus to be seen on " + focused().getDomProperty("outerHTML"));
      if (Boolean.TRUE.equals(
          ask("return document.activeElement.matches(arguments[0])", selector))) {
        return;
      }
    }
    throw new AssertionError("no way by keyboard to " + selector);
  }

  /** What a script in the page says. */
  Object ask(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  double number(String script, Object... arguments) {
    return ((Number) Objects.requireNonNull(ask(script, arguments))).doubleValue();
  }

  /** What axe finds wrong with the page, one rule and its places a line. */
  String violations() throws IOException {
    try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(
          new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
    }
    return String.valueOf(
        driver.executeAsyncScript(
            "const done = arguments[0]; axe.run(document, "
                + RULES
                + ").then(found => done(found.passes.length < 10 ? 'hardly any rule ran' :"
                + " found.violations.map(v => v.id + ': ' + v.help + '\\n  ' + v.nodes.map(n =>"
                + " n.html + ' ' + n.failureSummary).join('\\n  ')).join('\\n')),"
                + " failed => done(String(failed)))"));
  }

  /** By how much the page is wider than the screen. */
  double tooWide() {
    return number(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** The whole page as a picture. */
  byte[] picture(int width, int mostHeight) {
    look(new Dimension(width, 600), isDark());
    int height = (int) number("return document.documentElement.scrollHeight");
    look(new Dimension(width, Math.min(mostHeight, height)), isDark());
    ask("return document.fonts.ready.then(() => new Promise(requestAnimationFrame))");
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  private boolean isDark() {
    return Boolean.TRUE.equals(ask("return matchMedia('(prefers-color-scheme: dark)').matches"));
  }

  void save(String name, int width, int mostHeight) throws IOException {
    Files.write(Path.of("docs", "images", name), picture(width, mostHeight));
  }

  /** Whom the pages asked for anything so far. */
  Set<String> hosts() {
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      Matcher asked = ASKED.matcher(entry.getMessage());
      while (asked.find()) {
        if (!asked.group(1).matches("(chrome|data):.*")) { // its own, and what asks nobody
          URI uri = URI.create(asked.group(1));
          hosts.add(uri.getScheme() + "://" + uri.getAuthority());
        }
      }
    }
    return hosts;
  }

  /** What the console has of the pages so far: errors, and what our security policy forbade. */
  Set<String> complaints() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      complaints.add(entry.getLevel() + " " + entry.getMessage());
    }
    return complaints;
  }

  String root() {
    return root;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
