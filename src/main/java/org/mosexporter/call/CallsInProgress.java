package org.mosexporter.call;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallState.Over;

/** What is told of conversations that go on; their further legs are told with none. */
final class CallsInProgress {
  private final Calls calls;
  private final CallSummaries summaries;

  CallsInProgress(Calls calls, CallSummaries summaries) {
    this.calls = calls;
    this.summaries = summaries;
  }

  /** Latest first. */
  List<CallSummary> latest(int most) {
    return calls.all().stream()
        .filter(call -> !(call.state instanceof Over) && !call.conversation.hasElder())
        .sorted(Comparator.comparingLong(Call::serial).reversed())
        .limit(most)
        .map(summaries::soFar)
        .toList();
  }

  /** The one that was told with that id. */
  Optional<CallSummary> find(String id) {
    return calls.all().stream().filter(call -> call.isRecord(id)).findAny().map(summaries::soFar);
  }
}
