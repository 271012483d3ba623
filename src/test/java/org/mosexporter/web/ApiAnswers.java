package org.mosexporter.web;

import static org.mosexporter.metrics.Office.ANNA;
import static org.mosexporter.metrics.Office.FAR;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.CallSummary;
import org.mosexporter.diagnosis.SampleConclusions;
import org.mosexporter.metrics.Office;
import org.mosexporter.record.ChangeLog;
import org.mosexporter.record.RecentCalls;
import org.mosexporter.record.RecentHistory;

/** One answer of each path of the API, with as much in it as the office has. */
final class ApiAnswers {
  /** By the path as the description has it. */
  static Map<String, String> all() throws IOException {
    RecentCalls calls = new RecentCalls();
    CallSummary call =
        Office.call(CallSummary.Result.COMPLETED, List.of(Office.stream(FAR, ANNA, 3000, 4.1, 3.2)))
            .withEndpoints(List.of(Office.endpoint(ANNA, "anna", "VVX 450")))
            .withFindings(SampleConclusions.ALL.findings());
    calls.onCallEnded(call);
    ChangeLog changes = ChangeLog.open(Optional.empty());
    String change = changes.add(Office.NOW_NS - 1, "berlin", "EF on the way out").id();
    Backend office =
        OwnServer.backend(
            calls,
            Office.snapshots(),
            Office::config,
            new RecentHistory(calls, Office::config),
            changes);
    Map<String, String> answers = new LinkedHashMap<>();
    try (OwnServer server = new OwnServer(office);
        OwnServer floor = new OwnServer(OwnServer.backend(calls, new Floor()))) {
      for (String path :
          List.of("status", "endpoints", "routers", "calls", "changes", "findings")) {
        answers.put("/api/v1/" + path, get(server, "/api/v1/" + path));
      }
      answers.put("/api/v1/calls/{id}", get(server, "/api/v1/calls/" + call.id()));
      answers.put("/api/v1/changes/{id}", get(server, "/api/v1/changes/" + change));
      answers.put("/api/v1/impact", get(server, "/api/v1/impact?to=2026-11-24T00:00:00Z"));
      answers.put("/api/v1/endpoints ", get(floor, "/api/v1/endpoints?limit=2"));
    }
    return answers;
  }

  private static String get(OwnServer server, String path) throws IOException {
    OwnServer.Answer answer = server.ask("GET " + path);
    if (answer.status() != 200) {
      throw new AssertionError(path + " answers " + answer.status() + ": " + answer.body());
    }
    return answer.body();
  }

  private ApiAnswers() {}
}
