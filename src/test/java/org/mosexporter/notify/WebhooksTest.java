package org.mosexporter.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.Notifications.MinSeverity;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.Severity;
import org.mosexporter.notify.Hook.Request;
import org.mosexporter.record.Findings;
import org.mosexporter.record.WebhookFile;
import org.slf4j.LoggerFactory;

/** Against HTTP servers on loopback. Time passes when the code would wait, and only then. */
class WebhooksTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final Finding A = Findings.wifi("10.1.20.11", Severity.WARNING, 0.5);
  private static final Finding B = Findings.wifi("10.1.20.12", Severity.WARNING, 0.5);

  /** As openssl has it: of the time, a point, the body. */
  private static final String SIGNATURE =
      "sha256=e389afdf823bfb9c36911ae6c75716adb7e9c84993374a8d0fa87cb9e1f79e0f";

  private static final String BODY =
      """
      {"schema":1,"event":"opened","id":"8ea6b4c4dd282d17c5d2aa0d6264267d","at":"2026-03-02T12:00:00.000000Z","site":"berlin",\
      "finding":{"cause":"wifi","scope":{"kind":"endpoint","name":"10.1.20.11","site":"berlin"},"severity":"warning",\
      "confidence":0.9,"since":"2026-03-02T12:00:00.000000Z",\
      "evidence":[{"text":"lost before us","value":0.031,"unit":"ratio","source":"measured"}],\
      "callers":1,"calls":4,"lost_mos":0.5,"fix":"use a cable"}}""";

  private final AtomicLong nanos = new AtomicLong();
  private final List<Long> pauses = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("org.mosexporter.notify");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private volatile boolean timeStands;

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.TRACE);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  private Hook hook(String... answers) throws IOException {
    Hook hook = new Hook(answers);
    opened.add(hook);
    return hook;
  }

  private static Webhook to(String name, String url) {
    return new Webhook(
        name,
        new Secret(url),
        Optional.of(new Secret("correct horse")),
        Optional.of(new Secret("Bearer hidden-token")),
        Optional.empty(),
        MinSeverity.WARNING,
        Optional.empty());
  }

  private Webhooks start(Webhook... webhooks) {
    Webhooks started =
        new Webhooks(
            new WebhookFile(Optional.of(folder)),
            "mos-exporter/1",
            () -> Instant.ofEpochSecond(0, Findings.NOON_NS + nanos.get()),
            nanos::get,
            this::pause,
            new Backoff(() -> 0));
    opened.add(started);
    started.use(List.of(webhooks));
    return started;
  }

  @SuppressWarnings("WaitNotInLoop") // who calls it is in one
  private void pause(Object lock, long forNanos) throws InterruptedException {
    if (forNanos == WebhookMail.FOREVER || timeStands) {
      lock.wait();
    } else {
      pauses.add(forNanos / SECOND);
      nanos.addAndGet(forNanos);
    }
  }

  private static Conclusions at(long minutes, Finding... findings) {
    return new Conclusions(
        Findings.NOON_NS + minutes * MINUTE, List.of(findings), List.of(), List.of(), List.of());
  }

  private static void settled(Webhooks webhooks) {
    await().until(() -> webhooks.counters().stream().allMatch(one -> one.waiting() == 0));
  }

  private static long count(Webhooks webhooks, WebhookFault fault) {
    return webhooks.counters().getFirst().faults().get(fault);
  }

  @Test
  void tellsOfAFindingSigned() throws Exception {
    Hook hook = hook();
    Webhooks webhooks = start(to("tickets", hook.url("/hidden-path?a=b")));
    webhooks.onConclusions(at(0, A));

    Request request = hook.next();
    assertEquals("POST", request.method());
    assertEquals("/hidden-path?a=b", request.path());
    assertEquals(BODY, request.body());
    assertEquals("application/json", request.header("Content-Type"));
    assertEquals("mos-exporter/1", request.header("User-Agent"));
    assertEquals("8ea6b4c4dd282d17c5d2aa0d6264267d", request.header("Idempotency-Key"));
    assertEquals("1772452800", request.header("X-Mos-Exporter-Timestamp"));
    assertEquals(SIGNATURE, request.header("X-Mos-Exporter-Signature"));
    assertEquals("Bearer hidden-token", request.header("Authorization"));
    assertEquals("", request.header("Upgrade"));
    settled(webhooks);
    assertEquals(1, webhooks.counters().getFirst().sent());
    assertEquals("tickets", webhooks.counters().getFirst().to());
  }

  @Test
  void withoutKeyAndSecretThereAreNoSuchHeaders() throws Exception {
    Hook hook = hook();
    Webhook bare =
        new Webhook(
            "bare",
            new Secret(hook.url("/")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MinSeverity.INFO,
            Optional.empty());
    start(bare).onConclusions(at(0, Findings.wifi("10.1.20.11", Severity.INFO, 0.1)));
    Request request = hook.next();
    assertEquals("", request.header("X-Mos-Exporter-Signature"));
    assertEquals("", request.header("X-Mos-Exporter-Timestamp"));
    assertEquals("", request.header("Authorization"));
  }

  @Test
  void triesAgainUntilTheServerHasIt() throws Exception {
    Hook hook = hook("503", "500", "425", "408", "204");
    Webhooks webhooks = start(to("tickets", hook.url("/")));
    webhooks.onConclusions(at(0, A));
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(hook.next());
    }
    settled(webhooks);
    assertEquals(List.of(5L, 10L, 20L, 40L), pauses);
    for (Request request : requests) {
      assertEquals(BODY, request.body());
      assertEquals(
          requests.getFirst().header("Idempotency-Key"), request.header("Idempotency-Key"));
    }
    assertEquals("1772452875", requests.getLast().header("X-Mos-Exporter-Timestamp"));
    assertEquals(4, count(webhooks, WebhookFault.SERVER));
    assertEquals(1, webhooks.counters().getFirst().sent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 120", "503 120", "429 Mon, 2 Mar 2026 12:02:00 GMT"})
  void waitsAsLongAsTheServerAsks(String answer) throws Exception {
    Hook hook = hook(answer);
    Webhooks webhooks = start(to("tickets", hook.url("/")));
    webhooks.onConclusions(at(0, A, B));
    assertTrue(hook.next().body().contains("10.1.20.11"));
    assertTrue(hook.next().body().contains("10.1.20.11"));
    assertTrue(hook.next().body().contains("10.1.20.12"));
    settled(webhooks);
    assertEquals(List.of(120L), pauses);
  }

  @Test
  void aDateWithoutSenseIsNone() throws Exception {
    Hook hook = hook("429 soon", "429 Sun, 1 Mar 2026 12:02:00 GMT", "429 99999999999999999999");
    Webhooks webhooks = start(to("tickets", hook.url("/")));
    webhooks.onConclusions(at(0, A));
    for (int i = 0; i < 4; i++) {
      hook.next();
    }
    settled(webhooks);
    assertEquals(List.of(5L, 5L, 3600L), pauses);
    assertEquals(3, count(webhooks, WebhookFault.BUSY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"400", "401", "404", "410", "301 /elsewhere", "307 /elsewhere"})
  void whatTheServerRefusesIsLostAndNotFollowed(String answer) throws Exception {
    Hook hook = hook(answer);
    Webhooks webhooks = start(to("tickets", hook.url("/here")));
    webhooks.onConclusions(at(0, A, B));
    assertTrue(hook.next().body().contains("10.1.20.11"));
    Request second = hook.next();
    assertEquals("/here", second.path());
    assertTrue(second.body().contains("10.1.20.12"));
    settled(webhooks);
    assertEquals(1, count(webhooks, WebhookFault.REFUSED));
    assertEquals(1, webhooks.counters().getFirst().sent());
    assertEquals(List.of(), pauses);
  }

  @Test
  void aServerThatIsAwayForADayIsNotTold() throws Exception {
    int closed;
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = port.getLocalPort();
    }
    Webhooks webhooks = start(to("tickets", "http://127.0.0.1:" + closed + "/hidden-path"));
    webhooks.onConclusions(at(0, A));
    await().until(() -> count(webhooks, WebhookFault.EXPIRED) == 1);
    settled(webhooks);
    assertEquals(List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L), pauses.subList(0, 9));
    // 635 s until the waits are the same, then ten minutes each until more than a day is over
    assertEquals(7 + 143, pauses.size());
    assertEquals(150, count(webhooks, WebhookFault.CONNECTION));
    List<String> said = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertEquals(List.of("webhook tickets: connection, ConnectException: it is tried again"), said);
  }

  @Test
  void noSecretIsLogged() throws Exception {
    Hook hook = hook("500", "503", "404", "302 /hidden-elsewhere", "429", "abort");
    Webhooks webhooks = start(to("tickets", hook.url("/hidden-path")));
    webhooks.onConclusions(at(0, A, B, Findings.wifi("10.1.20.13", Severity.WARNING, 0.5)));
    for (int i = 0; i < 6; i++) {
      hook.next();
    }
    settled(webhooks);
    String said = String.join("\n", log.list.stream().map(Object::toString).toList());
    assertTrue(said.contains("webhook tickets: server, HTTP 500: it is tried again"), said);
    assertFalse(said.contains("hidden"), said);
    assertFalse(said.contains("horse"), said);
  }

  @Test
  void aServerThatHangsUpIsTriedAgain() throws Exception {
    Hook hook = hook("abort");
    Webhooks webhooks = start(to("tickets", hook.url("/")));
    webhooks.onConclusions(at(0, A));
    assertEquals(hook.next().body(), hook.next().body());
    settled(webhooks);
    assertEquals(List.of(5L), pauses);
    assertEquals(1, count(webhooks, WebhookFault.CONNECTION));
  }

  @Test
  void anEndlessAnswerIsNotRead() throws Exception {
    Hook hook = hook("endless");
    Webhooks webhooks = start(to("tickets", hook.url("/")));
    webhooks.onConclusions(at(0, A, B));
    hook.next();
    hook.next();
    assertTrue(hook.isUnread());
    settled(webhooks);
    assertEquals(2, webhooks.counters().getFirst().sent());
  }

  @Test
  void aSlowServerHoldsUpNoOther() throws Exception {
    Hook slow = hook();
    CountDownLatch gate = slow.hold();
    Hook quick = hook();
    Webhooks webhooks = start(to("slow", slow.url("/")), to("quick", quick.url("/")));
    webhooks.onConclusions(at(0, A));
    slow.next();
    quick.next();
    webhooks.onConclusions(at(1, A, B));
    assertTrue(quick.next().body().contains("10.1.20.12"));
    assertEquals(0, webhooks.counters().getFirst().sent());
    gate.countDown();
    assertTrue(slow.next().body().contains("10.1.20.12"));
    settled(webhooks);
  }

  @Test
  void ofOneFindingTheNewestIsTold() throws Exception {
    Hook hook = hook("503");
    CountDownLatch gate = hook.hold();
    timeStands = true;
    Webhooks webhooks = start(to("tickets", hook.url("/")));
    webhooks.onConclusions(at(0, A));
    String first = hook.next().body();
    webhooks.onConclusions(at(15, Findings.wifi("10.1.20.11", Severity.CRITICAL, 0.9)));
    await().until(() -> webhooks.counters().getFirst().waiting() == 2);
    timeStands = false;
    gate.countDown();
    String second = hook.next().body();
    settled(webhooks);
    assertTrue(first.contains("\"event\":\"opened\"") && first.contains("\"lost_mos\":0.5"));
    assertTrue(second.contains("\"event\":\"opened\"") && second.contains("\"lost_mos\":0.9"));
    assertEquals(1, webhooks.counters().getFirst().sent());
  }

  private static String event(Request request) {
    return request.body().replaceAll("(?s).*\"event\":\"(\\w+)\".*", "$1");
  }

  @Test
  void tellsOpeningChangeAndClosingInOrder() throws Exception {
    Hook hook = hook();
    Webhooks webhooks = start(to("tickets", hook.url("/")));
    webhooks.onConclusions(at(0, A));
    assertEquals("opened", event(hook.next()));
    webhooks.onConclusions(at(15, Findings.wifi("10.1.20.11", Severity.CRITICAL, 0.5)));
    assertEquals("changed", event(hook.next()));
    webhooks.onConclusions(at(25));
    Request closed = hook.next();
    assertEquals("closed", event(closed));
    assertTrue(closed.body().contains("\"severity\":\"critical\""));
    settled(webhooks);
    assertEquals(3, webhooks.counters().getFirst().sent());
  }

  @Test
  void eachHearsOfWhatIsBadEnoughForIt() throws Exception {
    Hook all = hook();
    Hook worst = hook();
    Webhook everything = to("all", all.url("/"));
    Webhook critical =
        new Webhook(
            "worst",
            new Secret(worst.url("/")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MinSeverity.CRITICAL,
            Optional.empty());
    Webhooks webhooks = start(everything, critical);
    webhooks.onConclusions(at(0, A));
    all.next();
    webhooks.onConclusions(at(15, Findings.wifi("10.1.20.11", Severity.CRITICAL, 0.5)));
    assertEquals("changed", event(all.next()));
    assertEquals("opened", event(worst.next()));
    settled(webhooks);
  }

  @Test
  void overARestartNothingIsLostOrToldTwice() throws Exception {
    Hook hook = hook("200", "503");
    timeStands = true;
    Webhooks first = start(to("tickets", hook.url("/")));
    first.onConclusions(at(0, A, B));
    assertTrue(hook.next().body().contains("10.1.20.11"));
    Request failed = hook.next();
    await().until(() -> count(first, WebhookFault.SERVER) == 1);
    first.close();

    Webhooks second = start(to("tickets", hook.url("/")));
    Request again = hook.next();
    assertEquals(failed.body(), again.body());
    assertEquals(failed.header("Idempotency-Key"), again.header("Idempotency-Key"));
    Finding fresh = Findings.wifi("10.1.20.13", Severity.WARNING, 0.5);
    second.onConclusions(at(1, A, B, fresh));
    assertTrue(hook.next().body().contains("10.1.20.13"));
    settled(second);
    assertEquals(2, second.counters().getFirst().sent());
    second.close();

    Webhooks third = start(to("tickets", hook.url("/")));
    third.onConclusions(at(61, A, fresh));
    assertEquals("closed", event(hook.next()));
    settled(third);
    assertEquals(1, third.counters().getFirst().sent());
  }

  @Test
  void aReloadKeepsWhatWaits() throws Exception {
    Hook gone = hook("503");
    Hook moved = hook();
    timeStands = true;
    Webhooks webhooks = start(to("tickets", gone.url("/")));
    webhooks.onConclusions(at(0, A));
    String before = gone.next().body();
    await().until(() -> count(webhooks, WebhookFault.SERVER) == 1);
    webhooks.use(List.of(to("tickets", moved.url("/")), to("more", gone.url("/"))));
    assertEquals(before, moved.next().body());
    webhooks.onConclusions(at(1, A));
    assertEquals(
        before.replaceAll("\"(id|at)\":\"[^\"]*\"", ""),
        gone.next().body().replaceAll("\"(id|at)\":\"[^\"]*\"", ""));
    settled(webhooks);
    webhooks.use(List.of());
    await().until(() -> webhooks.counters().isEmpty());
  }

  @Test
  void noMoreAreOpenThanThereIsRoomFor() throws Exception {
    Hook hook = hook("503 3600");
    timeStands = true;
    Webhooks webhooks = start(to("tickets", hook.url("/")));
    Finding[] many = new Finding[200];
    Arrays.setAll(many, i -> Findings.wifi("phone" + i, Severity.WARNING, 0.5));
    webhooks.onConclusions(at(0, many));
    await().until(() -> count(webhooks, WebhookFault.SERVER) == 1);
    assertEquals(50, webhooks.counters().getFirst().waiting());
    List<Long> entries = new ArrayList<>();
    webhooks.gauge((table, taken, lost) -> entries.add(table == Table.NOTIFICATIONS ? taken : -1));
    assertEquals(List.of(100L), entries);
  }

  @Test
  void everyFaultIsThereFromTheStart() throws Exception {
    Webhooks webhooks = start(to("tickets", "http://127.0.0.1:1/"));
    await().until(() -> !webhooks.counters().isEmpty());
    WebhookCounters counters = webhooks.counters().getFirst();
    assertEquals(0, counters.sent());
    assertEquals(WebhookFault.values().length, counters.faults().size());
    assertEquals(Map.of(), Map.copyOf(nonZero(counters.faults())));
  }

  private static Map<WebhookFault, Long> nonZero(Map<WebhookFault, Long> all) {
    return all.entrySet().stream()
        .filter(one -> one.getValue() != 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void theSignatureIsTheKeysAndTheTimes() {
    byte[] body = BODY.getBytes(UTF_8);
    assertEquals(SIGNATURE, Signature.of(new Secret("correct horse"), 1_772_452_800, body));
    assertFalse(SIGNATURE.equals(Signature.of(new Secret("correct horse"), 1_772_452_801, body)));
    assertFalse(SIGNATURE.equals(Signature.of(new Secret("correct horses"), 1_772_452_800, body)));
  }
}
