package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallSummary;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.SampleConclusions;
import org.mosexporter.metrics.Office;
import org.mosexporter.record.RecentCalls;
import org.mosexporter.record.SampleCalls;

/** What is concluded, as pages and API show it. */
class FindingPagesTest {
  private static final String STRANGER = "; X-Forwarded-For: 192.0.2.1";

  private final RecentCalls calls = new RecentCalls();
  private final OwnServer office = new OwnServer(OwnServer.backend(calls));

  @AfterEach
  void close() {
    office.close();
  }

  private static String words(String page) {
    return page.replaceAll("<(?!/?(li|p|tr|h2))[^>]*>", "").replaceAll("<[^>]*>", "\n");
  }

  private String page(String request) throws IOException {
    OwnServer.Answer answer = office.ask("GET " + request);
    assertEquals(200, answer.status(), answer.body());
    return answer.body();
  }

  private static void assertHas(String text, List<String> inThisOrder) {
    int at = 0;
    for (String wanted : inThisOrder) {
      int found = text.indexOf(wanted, at);
      assertTrue(found >= 0, "no \"" + wanted + "\" behind " + at + " in\n" + text);
      at = found + wanted.length();
    }
  }

  @Test
  void theStatusPageSaysWhatIsWrongTheWorstFirst() throws IOException {
    String page = page("/");
    assertHas(
        words(page),
        List.of(
            "The MOS of berlin is on its way below 3.8: expected in 21 min 00 s (14 min 00 s to"
                + " 35 min 00 s).",
            "Findings",
            "critical queue drops in the voice class · class gw1/Gi0/0/1/VOICE",
            "14 phones, 37 calls, costs 0.90 MOS; since 2026-11-23 08:30:00; confidence 93 %",
            "What to do: Give the class VOICE at least 2 Mbit/s (priority). It would bring the"
                + " site&#39;s calls 0.21 MOS, mean.",
            "Evidence",
            "dropped by the class: 3.12 % (snmp)",
            "lost beyond the capture point: 2.90 % (rtcp)",
            "calls below the target: 21 (measured)",
            "warning Wi-Fi loses or delays packets · access wifi",
            "1 phone, 1 call, costs 0.20 MOS",
            "jitter, median: 42.1 ms (measured)",
            "warning something is wrong, and what was seen does not say what · 10.1.20.31",
            "1 phone, 3 calls; since",
            "info the LAN loses packets · port sw1/&lt;script&gt;alert(1)&lt;/script&gt;",
            "Look at &quot;&lt;b&gt;&quot; &amp; its cable.",
            "info our own capture loses packets · site bonn",
            "nobody hears it; since",
            "What would help",
            "berlinnarrowbandas it is3.513.90",
            "berlinnarrowbandthe voice queue drops nothing4.20–",
            "Where quality is lost",
            "berlinbeyond the capture point: router, WAN, providerhearsnarrowband18.215.9 to"
                + " 20.537",
            "bonnbetween the phone and the capture pointis heardwideband0.40.0 to 1.34"));
    assertHas(
        page, List.of("<a href=\"routers\"><bdi>class gw1", "<a href=\"endpoints/10.1.20.31\">"));
  }

  /** What /metrics shows, and nothing else. */
  @Test
  void strangersSeeWhatIsWrongAndNotWhoSuffers() throws IOException {
    String words = words(page("/" + STRANGER));
    assertHas(words, List.of("queue drops in the voice class · class gw1/Gi0/0/1/VOICE", "4.20"));
    for (String hidden : List.of("14 phones", "Evidence", "(snmp)", "What to do")) {
      assertFalse(words.contains(hidden), hidden);
    }
    assertEquals(403, office.ask("GET /api/v1/findings" + STRANGER).status());
  }

  @Test
  void aPhoneShowsWhatConcernsIt() throws IOException {
    String words = words(page("/endpoints/10.1.20.31"));
    assertHas(words, List.of("Findings that concern it", "queue drops", "something is wrong"));
    assertFalse(words.contains("Wi-Fi") || words.contains("the LAN") || words.contains("bonn"));
    String other = words(page("/endpoints/10.1.20.32"));
    assertTrue(other.contains("queue drops"));
    assertFalse(other.contains("something is wrong, and"), other);
    assertHas(page("/endpoints/10.1.20.31"), List.of("<a href=\"../routers\"><bdi>class gw1"));
  }

  @Test
  void aCallShowsWhatConcernedItWhenItEnded() throws IOException {
    CallSummary call =
        Office.call("anna@example.org", "bert@example.org")
            .withFindings(List.of(SampleConclusions.WIFI));
    calls.onCallEnded(call);
    String words = words(page("/calls/" + call.id()));
    assertHas(words, List.of("Findings that concern it", "warning Wi-Fi", "Move voice to 5 GHz."));
    assertFalse(words.contains("queue drops"), words);
  }

  @Test
  void saysWhenNothingIsWrongAndWhenNothingIsConcludedYet() throws IOException {
    Conclusions nothing =
        new Conclusions(Office.NOW_NS, List.of(), List.of(), List.of(), List.of());
    try (OwnServer well = new OwnServer(OwnServer.backend(calls, nothing));
        OwnServer early = new OwnServer(OwnServer.backend(calls, Conclusions.NONE))) {
      String page = well.ask("GET /").body();
      assertTrue(page.contains("Nothing is found to be wrong."), page);
      assertFalse(page.contains("What would help") || page.contains("is on its way"), page);
      assertTrue(early.ask("GET /").body().contains("Nothing is concluded yet"));
    }
  }

  @Test
  void theApiTellsOfOneSite() throws IOException {
    String bonn = page("/api/v1/findings?site=bonn");
    assertHas(
        bonn, List.of("\"at\":\"2026-11-23T08:00:00", "capture_drops", "\"segment\":\"lan\""));
    assertFalse(bonn.contains("berlin"), bonn);
    String berlin = page("/api/v1/findings?site=berlin");
    assertHas(
        berlin, List.of("queue_drops", "\"segment\":\"wan\"", "as_it_is", "\"seconds\":1260"));
    assertFalse(berlin.contains("bonn"), berlin);
    assertEquals(400, office.ask("GET /api/v1/findings?sit=bonn").status());
    assertEquals(405, office.ask("POST /api/v1/findings").status());
  }

  /** As phones and PBXs write it. */
  @Test
  void aCallIsFoundByItsCallId() throws IOException {
    CallSummary call = SampleCalls.call(7);
    calls.onCallEnded(call);
    String one = page("/api/v1/calls/call-7%40pbx.office.example");
    assertTrue(one.contains("\"id\":\"" + call.id() + "\""), one);
    assertEquals(404, office.ask("GET /api/v1/calls/call-8%40pbx.office.example").status());
    assertEquals(2, page("/api/v1/endpoints?address=10.1.20.31").split("\"address\"", -1).length);
  }

  /** What concerns its whole site is not said of each phone again. */
  @Test
  void theApiTellsOfAPhoneWhatIsAboutIt() throws IOException {
    String endpoints = page("/api/v1/endpoints");
    assertHas(endpoints, List.of("10.1.20.31", "\"findings\":[{\"cause\":\"cannot_tell\""));
    assertFalse(endpoints.contains("queue_drops"), endpoints);
    assertEquals(2, endpoints.split("\"findings\"", -1).length, endpoints);
  }
}
