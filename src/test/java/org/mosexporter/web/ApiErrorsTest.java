package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.quality.Json;

/** Refusals of the API are problems (RFC 9457 §3.1); those of pages are lines of text. */
class ApiErrorsTest {
  private final OwnServer server = new OwnServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # request line and headers                                   | status | title
          GET /api/v1/nothing                                          | 404    | Not Found
          GET /api/v1/calls/0123456789abcdef0123456789abcdef           | 404    | Not Found
          DELETE /api/v1/endpoints                                     | 405    | Method Not Allowed
          GET /api/v1/calls; X-Forwarded-For: 192.0.2.1                | 403    | Forbidden
          GET /api/v1/endpoints; Host: phones.example                  | 403    | Forbidden
          GET /api/v1/routers; Accept: text/html                       | 406    | Not Acceptable
          GET /api/v1/status; Accept: application/json;q=0, text/plain | 406    | Not Acceptable
          """)
  void isAProblem(String request, int status, String title) throws Exception {
    OwnServer.Answer response = server.ask(request);

    assertEquals(status, response.status());
    assertEquals("application/problem+json", response.header("Content-Type"));
    Map<?, ?> problem = (Map<?, ?>) Json.parse(response.body());
    assertEquals("about:blank", problem.get("type"));
    assertEquals(title, problem.get("title"));
    assertEquals((double) status, ((Number) problem.get("status")).doubleValue());
    assertTrue(problem.get("detail").toString().endsWith("."), response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/*",
        "application/json",
        "text/html, Application/JSON;q=0.1",
        "text/html,application/xhtml+xml,*/*;q=0.8"
      })
  void answersWhoeverTakesJson(String accept) throws Exception {
    assertEquals(200, server.ask("GET /api/v1/status; Accept: " + accept).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /nothing", "GET /config; Host: phones.example", "POST /metrics"})
  void pagesAnswerInWords(String request) throws Exception {
    OwnServer.Answer response = server.ask(request);

    assertTrue(response.status() >= 400);
    assertEquals("text/plain; charset=utf-8", response.header("Content-Type"));
  }

  /** Jetty refuses it before any of us sees it; the path is not known then, so it is in words. */
  @Test
  void whatIsNoRequestAtAllIsRefusedInWords() throws Exception {
    String answer = server.raw("GET /api/v1/calls NOTHTTP\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 505"), answer);
    assertTrue(answer.contains("text/plain"), answer);
  }

  @Test
  void headersThatAreTooLargeAreAProblem() throws Exception {
    OwnServer.Answer response = server.ask("GET /api/v1/calls; X-Long: " + "a".repeat(9000));

    assertEquals(431, response.status());
  }
}
