package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked of calls, and what is refused. */
class CallsApiTest {
  private final OwnServer server = new OwnServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?limit=500&user=anna&number=%2B49+30+1&address=10.1.20.31&codec=G.711&site=berlin",
        "?trunk=telco-a&result=completed&from=2026-07-01T00:00:00Z&to=2026-07-02T00:00:00%2B02:00",
        "?mos_below=3.6&cursor=1700000000000000-0123456789abcdef0123456789abcdef",
        "?user=%27%3B+DROP+TABLE+calls"
      })
  void answers(String query) throws Exception {
    OwnServer.Answer answer = server.ask("GET /api/v1/calls" + query);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("{\"calls\":[]}\n", answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=501, limit",
    "limit=ten, limit",
    "mos_below=9, mos_below",
    "mos_below=NaN, mos_below",
    "result=lost, result",
    "from=yesterday, from",
    "from=+300000-01-01T00:00:00Z, from",
    "cursor=2, cursor",
    "cursor=99999999999999999999-0123456789abcdef0123456789abcdef, cursor",
    "colour=red, colour"
  })
  void refuses(String query, String parameter) throws Exception {
    OwnServer.Answer answer = server.ask("GET /api/v1/calls?" + query);
    assertEquals(400, answer.status(), answer.body());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertTrue(answer.body().contains("\"" + parameter), answer.body());
  }

  @Test
  void erasesWhoIsNamed() throws Exception {
    String ask = "POST /api/v1/forget; Content-Type: application/json";
    OwnServer.Answer answer = server.ask(ask, "{\"who\":\"anna\"}");
    assertEquals(200, answer.status(), answer.body());
    assertEquals("{\"erased\":[{\"store\":\"memory\",\"calls\":4}]}\n", answer.body());
    for (String wrong :
        new String[] {"{}", "{\"who\":\"\"}", "{\"who\":1}", "[", "{\"who\":\"a\"}}"}) {
      assertEquals(400, server.ask(ask, wrong).status(), wrong);
    }
    assertEquals(413, server.ask(ask, " ".repeat(5_000)).status());
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type: text/plain, 415",
    "Content-Type: application/json; Origin: http://elsewhere.example, 403",
    "Content-Type: application/json; Host: phones.example, 403",
    "Content-Type: application/json; X-Forwarded-For: 192.0.2.1, 403"
  })
  void erasesForNobodyElse(String headers, int status) throws Exception {
    assertEquals(
        status, server.ask("POST /api/v1/forget; " + headers, "{\"who\":\"anna\"}").status());
  }
}
