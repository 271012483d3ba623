package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LossyCall;
import org.mosexporter.config.Privacy.Form;
import org.mosexporter.metrics.Office;
import org.mosexporter.record.RecentCalls;

/** The page that goes to a provider. */
class CallReportTest {
  private final RecentCalls calls = new RecentCalls();
  private final OwnServer server = new OwnServer(OwnServer.backend(calls));

  @AfterEach
  void close() {
    server.close();
  }

  private String report(CallSummary call) throws IOException {
    calls.onCallEnded(call);
    OwnServer.Answer answer = server.ask("GET " + "/api/v1/calls/" + call.id() + "/report");
    assertEquals(200, answer.status());
    assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
    assertTrue(answer.header("Content-Security-Policy").startsWith("default-src 'self'"));
    return answer.body();
  }

  private static long count(String page, String regex) {
    return Pattern.compile(regex).matcher(page).results().count();
  }

  /** 25 of 1500 are 1.67 %; 25 of the 500 of their ten seconds are 5.0 %. */
  @Test
  void tellsBothDirectionsAndEachTenSecondsInUtc() throws IOException {
    String page = report(LossyCall.told(Form.PLAIN, "1010"));

    assertEquals(1, count(page, "25 packets, 1\\.67 %"));
    assertEquals(1, count(page, ">5\\.0 %<"));
    assertTrue(count(page, ">0\\.0 %<") >= 4, page);
    assertTrue(page.contains("1010@example.org"), page);
    assertTrue(page.contains("10.1.20.11:4000 → 203.0.113.5:5000"), page);
    assertTrue(page.contains("2026-03-02T12:00:11."), page);
    assertEquals(1, count(page, "EF: 1475 packets"));
  }

  @Test
  void tellsTheLadderWithItsCodes() throws IOException {
    String page = report(LossyCall.told(Form.PLAIN, "1010"));

    for (String message : List.of("INVITE", "180 Ringing", "200 OK", "BYE")) {
      assertTrue(page.contains(">" + message + "</td>"), message);
    }
    assertTrue(page.contains("203.0.113.5:5060"), page);
  }

  @Test
  void namesNobodyWhoMayNotBeNamed() throws IOException {
    String page = report(LossyCall.told(Form.HASH, "1010"));

    assertFalse(page.contains("1010"), page);
    assertFalse(page.contains("1020"), page);
    assertFalse(page.contains("lossy@call"), page);
    assertEquals(3, count(page, "h:[a-z2-7]{16}"));
  }

  @Test
  void hostileNamesStayTexts() throws IOException {
    String page = report(Office.call("<script>alert(1)</script>", "\"'><img src=x>"));

    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("<img"), page);
    assertFalse(page.contains("style="), page);
  }

  @Test
  void theStyleIsThere() throws IOException {
    OwnServer.Answer style = server.ask("GET " + "/static/report.css");
    assertEquals(200, style.status());
    assertTrue(style.body().contains("@media print"));
  }

  @Test
  void aCallThatIsNotThereHasNone() throws IOException {
    assertEquals(404, server.ask("GET " + "/api/v1/calls/nobody/report").status());
    assertEquals(404, server.ask("GET " + "/api/v1/calls/report").status());
  }
}
