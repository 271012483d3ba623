package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.notify.Hook;
import org.mosexporter.notify.Hook.Request;
import org.mosexporter.quality.Json;

/**
 * The whole daemon sees calls of which one phone's bear no code point, and tells a webhook: signed,
 * as docs/WEBHOOKS.md has it, and once, over restarts.
 */
class WholeDaemonWebhookTest {
  private static final String KEY = "correct horse";
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Conclusions are drawn each second. */
  private static final long TWO_CONCLUSIONS_MS = 2_500;

  @TempDir private Path folder;

  private WholeDaemon start(Hook hook) throws IOException {
    return new WholeDaemon(
        folder,
        """
        site: lab
        networks: [{name: phones, cidr: 10.1.20.0/24}]
        trunks: [{name: telco, cidrs: [203.0.113.0/28]}]
        receive: {rtcp: []}
        notify: {webhooks: [{name: tickets, url: "%s", key: "%s"}]}
        """
            .formatted(hook.url("/voice?queue=1"), KEY),
        FedDaemon.Fare.UNMARKED);
  }

  @Test
  void tellsOfAFindingOnceOverRestarts() throws Exception {
    long began = Instant.now().getEpochSecond();
    try (Hook hook = new Hook("503")) {
      Request refused;
      try (WholeDaemon daemon = start(hook)) {
        daemon.over();
        refused = hook.next(SOON);
        assertSigned(refused);
        assertTold(refused, began);
        assertTrue(shown(daemon).contains(finding(refused)), () -> refused.body());
      }
      try (WholeDaemon daemon = start(hook)) {
        Request taken = hook.next(SOON);
        assertSigned(taken);
        assertEquals(refused.body(), taken.body());
        assertEquals(refused.header("Idempotency-Key"), taken.header("Idempotency-Key"));
        assertNothingMore(daemon, hook, 1);
      }
      try (WholeDaemon daemon = start(hook)) {
        assertNothingMore(daemon, hook, 0);
      }
    }
  }

  /** The same is found again, which is no news. */
  private static void assertNothingMore(WholeDaemon daemon, Hook hook, int sent) throws Exception {
    daemon.over();
    WholeDaemon.until("it is not found again", () -> !shown(daemon).isEmpty());
    Thread.sleep(TWO_CONCLUSIONS_MS);
    assertTrue(hook.isQuiet());
    String metrics = daemon.get("/metrics");
    assertEquals(List.of((double) sent), samples(metrics, "mos_exporter_notifications_sent_total"));
    assertEquals(List.of(0.0), samples(metrics, "mos_exporter_notifications_waiting"));
  }

  private static List<Double> samples(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
        .toList();
  }

  private static List<?> shown(WholeDaemon daemon) throws IOException {
    Map<?, ?> page = (Map<?, ?>) Json.parse(daemon.get("/api/v1/findings"));
    return (List<?>) page.get("findings");
  }

  /** As the page says that a receiver is to check it. */
  private static void assertSigned(Request request) throws Exception {
    assertEquals("POST", request.method());
    assertEquals("/voice?queue=1", request.path());
    String timestamp = request.header("X-Mos-Exporter-Timestamp");
    long ago = Instant.now().getEpochSecond() - Long.parseLong(timestamp);
    assertTrue(ago >= 0 && ago < 60, timestamp);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
    byte[] expected = mac.doFinal((timestamp + "." + request.body()).getBytes(UTF_8));
    assertEquals(
        "sha256=" + HexFormat.of().formatHex(expected), request.header("X-Mos-Exporter-Signature"));
  }

  private static void assertTold(Request request, long began) throws IOException {
    Map<?, ?> body = (Map<?, ?>) Json.parse(request.body());
    assertEquals(documented(), new TreeSet<>(body.keySet()), request.body());
    assertEquals(1, ((Number) body.get("schema")).intValue());
    assertEquals("opened", body.get("event"));
    assertEquals(request.header("Idempotency-Key"), body.get("id"));
    assertEquals("lab", body.get("site"));
    long at = seconds(body.get("at"));
    assertTrue(began <= at && at <= Instant.now().getEpochSecond(), request.body());
    Map<?, ?> finding = finding(request);
    assertEquals("dscp_not_set_by_phone", finding.get("cause"), request.body());
    assertEquals(
        Map.of("kind", "endpoint", "name", UnmarkedOffice.PHONE, "site", "lab"),
        finding.get("scope"));
    assertEquals("warning", finding.get("severity"));
    long since = seconds(finding.get("since")); // ten minutes before the daemon started
    assertTrue(since >= began - 600 && since <= at - 590, request.body());
    assertEquals(List.of(1.0, 2.0, 0.0), evidence(finding)); // both of its streams, code point 0
  }

  private static Map<?, ?> finding(Request request) throws IOException {
    return (Map<?, ?>) ((Map<?, ?>) Json.parse(request.body())).get("finding");
  }

  private static List<Double> evidence(Map<?, ?> finding) {
    return ((List<?>) finding.get("evidence"))
        .stream().map(one -> ((Number) ((Map<?, ?>) one).get("value")).doubleValue()).toList();
  }

  private static long seconds(Object time) {
    return Instant.parse(String.valueOf(time)).getEpochSecond();
  }

  /** Fields of a message, as the page lists them. */
  private static Set<String> documented() throws IOException {
    String page = Files.readString(Path.of("docs", "WEBHOOKS.md"));
    String table = page.substring(page.indexOf("| field |"), page.indexOf("| header |"));
    return Pattern.compile("(?m)^\\| `(\\w+)` \\|")
        .matcher(table)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
