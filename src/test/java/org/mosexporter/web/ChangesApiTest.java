package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.Source;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.metrics.Office;
import org.mosexporter.quality.Json;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.record.CallHistory;
import org.mosexporter.record.ChangeLog;
import org.mosexporter.record.HistoryUnavailableException;
import org.mosexporter.record.Instants;
import org.mosexporter.record.RecentCalls;

/**
 * Now is 08:00 of 23 November; ten calls an hour are kept, at 3.5 until a week ago, then at 4.2.
 */
class ChangesApiTest {
  private static final String POST = "POST /api/v1/changes; Content-Type: application/json";
  private static final long HOUR_NS = Duration.ofHours(1).toNanos();

  private final OwnServer server =
      new OwnServer(
          OwnServer.backend(
              new RecentCalls(),
              Office.snapshots(),
              Office::config,
              history(),
              ChangeLog.open(Optional.empty())));

  private static CallHistory history() {
    return (from, to, each) -> {
      long weekAgo = Instants.ns(Office.NOW.minus(Duration.ofDays(7)));
      for (long at = Instants.ns(from); at < Instants.ns(to); at += HOUR_NS / 10) {
        each.accept(call(at, at < weekAgo ? 3.5 : 4.2));
      }
    };
  }

  private static CallFact call(long startNs, double mosLq) {
    double jitter = startNs / HOUR_NS % 7 * 0.01;
    CallFact.Heard heard =
        new CallFact.Heard(
            "10.1.20." + Math.floorMod(startNs / (HOUR_NS / 10), 11),
            "berlin",
            "phones",
            "wired",
            "sales",
            "Poly",
            "VVX 450",
            "",
            Direction.RECEIVED,
            Source.MEASURED,
            Scale.NARROWBAND,
            "G.711",
            mosLq + jitter,
            OptionalDouble.empty(),
            Optional.of(new Score.LostR(0, 3, 1, OptionalDouble.empty())),
            60);
    return new CallFact(
        "x",
        "berlin",
        "",
        "",
        "",
        startNs,
        OptionalLong.empty(),
        startNs,
        OptionalDouble.of(60),
        CallSummary.Result.COMPLETED,
        false,
        false,
        List.of(heard));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static Map<?, ?> json(OwnServer.Answer answer) throws IOException {
    return (Map<?, ?>) Json.parse(answer.body());
  }

  private String add(String body) throws IOException {
    OwnServer.Answer answer = server.ask(POST, body);
    assertEquals(201, answer.status(), answer.body());
    return (String) json(answer).get("id");
  }

  @Test
  void aChangeIsToldAndListed() throws IOException {
    String first = add("{\"text\":\"new firmware\",\"at\":\"2026-11-10T09:00:00+01:00\"}");
    String second = add("{\"text\":\"<b>EF</b>\",\"site\":\"berlin\"}");

    Map<?, ?> latest = json(server.ask("GET /api/v1/changes?limit=1"));
    Map<?, ?> row = (Map<?, ?>) ((List<?>) latest.get("changes")).getFirst();
    assertEquals(
        Map.of(
            "id",
            second,
            "at",
            "2026-11-23T08:00:00.000000Z",
            "site",
            "berlin",
            "text",
            "<b>EF</b>"),
        row);
    Map<?, ?> before = json(server.ask("GET /api/v1/changes?cursor=" + latest.get("next")));
    row = (Map<?, ?>) ((List<?>) before.get("changes")).getFirst();
    assertEquals(first, row.get("id"));
    assertEquals("2026-11-10T08:00:00.000000Z", row.get("at"));
  }

  @Test
  void saysThatItHelped() throws IOException {
    String id = add("{\"text\":\"EF on the way out\",\"at\":\"2026-11-16T08:00:00Z\"}");

    Map<?, ?> effect = json(server.ask("GET /api/v1/changes/" + id));

    assertEquals("helped", effect.get("verdict"), effect.toString());
    assertEquals("clear", effect.get("reason"));
    assertEquals(1680.0, ((Map<?, ?>) effect.get("before")).get("calls"));
    assertEquals(1680.0, ((Map<?, ?>) effect.get("after")).get("calls"));
    Map<?, ?> scale = (Map<?, ?>) ((List<?>) effect.get("scales")).getFirst();
    Map<?, ?> mosLq = (Map<?, ?>) scale.get("mos_lq");
    assertEquals(0.7, (double) mosLq.get("difference"), 1e-3);
    assertTrue((double) mosLq.get("low") > 0.6 && (double) mosLq.get("high") < 0.8, "" + mosLq);
  }

  @Test
  void cutsAtTheNextChange() throws IOException {
    String id = add("{\"text\":\"one\",\"at\":\"2026-11-16T08:00:00Z\"}");
    String next = add("{\"text\":\"two\",\"at\":\"2026-11-17T08:00:00Z\"}");

    Map<?, ?> effect = json(server.ask("GET /api/v1/changes/" + id + "?window=14d"));

    assertEquals("cannot_tell", effect.get("verdict"));
    assertEquals("another_change", effect.get("reason"));
    assertEquals(next, ((Map<?, ?>) effect.get("after")).get("cut_at_change"));
    assertEquals("2026-11-02T08:00:00.000000Z", ((Map<?, ?>) effect.get("before")).get("from"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"a","site":"atlantis"}              | 400
          {"text":"a","at":"yesterday"}               | 400
          {"text":"a","at":"2027-01-01T00:00:00Z"}    | 400
          {"text":"a","at":"1969-01-01T00:00:00Z"}    | 400
          {"txt":"a"}                                 | 400
          text=a                                      | 400
          """)
  void refusesWhatIsNoChange(String body, int status) throws IOException {
    OwnServer.Answer answer = server.ask(POST, body);

    assertEquals(status, answer.status(), answer.body());
    assertEquals("application/problem+json", answer.header("Content-Type"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST /api/v1/changes                                                         | 415
          POST /api/v1/changes; Content-Type: text/plain                               | 415
          POST /api/v1/changes; Content-Type: application/json; Host: x.example        | 403
          POST /api/v1/changes; Content-Type: application/json; Origin: http://x.example | 403
          POST /api/v1/changes; Content-Type: application/json; X-Forwarded-For: 10.1.1.1 | 403
          POST /api/v1/changes?site=berlin; Content-Type: application/json             | 400
          DELETE /api/v1/changes                                                       | 405
          POST /api/v1/changes/00000000; Content-Type: application/json                | 405
          """)
  void refusesWhoMayNotTell(String request, int status) throws IOException {
    assertEquals(status, server.ask(request, "{\"text\":\"a\"}").status());
    assertEquals(List.of(), json(server.ask("GET /api/v1/changes")).get("changes"));
  }

  @Test
  void refusesABodyThatIsTooLarge() throws IOException {
    OwnServer.Answer answer = server.ask(POST, "{\"text\":\"" + "a".repeat(5000) + "\"}");

    assertEquals(413, answer.status());
  }

  @ParameterizedTest
  @CsvSource({"0d", "91d", "7", "-1d", "1w", "999999999999d"})
  void refusesAWindowThatIsNone(String window) throws IOException {
    OwnServer.Answer answer = server.ask("GET /api/v1/changes/00000000?window=" + window);

    assertEquals(400, answer.status());
    assertEquals("window", json(answer).get("parameter"));
  }

  @Test
  void anUnknownChangeIsNotFound() throws IOException {
    assertEquals(404, server.ask("GET /api/v1/changes/00000000").status());
  }

  @Test
  void saysWhenRecordsCannotBeRead() throws IOException {
    ChangeLog changes = ChangeLog.open(Optional.empty());
    String id = changes.add(Office.NOW_NS - HOUR_NS, "berlin", "one").id();
    CallHistory away =
        (from, to, each) -> {
          throw new HistoryUnavailableException("away", new IOException("away"));
        };
    try (OwnServer own =
        new OwnServer(
            OwnServer.backend(
                new RecentCalls(), Office.snapshots(), Office::config, away, changes))) {
      assertEquals(503, own.ask("GET /api/v1/changes/" + id).status());
      OwnServer.Answer again = own.ask("GET /api/v1/changes/" + id);
      assertTrue(again.body().contains("records of calls"), again.body()); // and not: busy
    }
  }
}
