package org.mosexporter.web;

import java.util.Optional;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.record.CallsJson;
import org.mosexporter.record.RecentCalls;

/** Records of the latest calls: {@code /api/v1/calls} and {@code /api/v1/calls/ID}. */
final class CallRoutes {
  static final String ALL = "/api/v1/calls";
  static final String ONE = ALL + "/";

  private static final String JSON = "application/json";

  private final RecentCalls calls;
  private final LiveCalls live;

  CallRoutes(RecentCalls calls, LiveCalls live) {
    this.calls = calls;
    this.live = live;
  }

  /** Those that ended last, latest first. */
  Reply all(Ask ask) {
    return new Reply(200, JSON, out -> CallsJson.write(calls.latest(Integer.MAX_VALUE), out));
  }

  /** The one that the path names. */
  Reply one(Ask ask) {
    return find(ask.path().substring(ONE.length()))
        .map(call -> new Reply(200, JSON, out -> CallsJson.write(call, out)))
        .orElseGet(() -> Problem.of(ask, 404, "No such call, or none of the latest any more."));
  }

  private Optional<CallSummary> find(String id) {
    return calls.find(id).or(() -> live.find(id));
  }
}
