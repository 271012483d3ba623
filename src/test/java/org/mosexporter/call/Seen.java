package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;
import org.mosexporter.stream.StreamSummary;

/** Keeps every event, in order and as it came. */
final class Seen implements CallEvents {
  final List<Object> all = new ArrayList<>();
  final List<ObservedInterval> intervals = new ArrayList<>();
  final List<ObservedInterval> observations = new ArrayList<>();
  final List<StreamSummary> streams = new ArrayList<>();
  final List<CallSummary> calls = new ArrayList<>();
  final List<LateReport> late = new ArrayList<>();

  @Override
  public void onInterval(ObservedInterval interval) {
    all.add(interval);
    intervals.add(interval);
  }

  @Override
  public void onObservation(ObservedInterval interval) {
    all.add(interval);
    observations.add(interval);
  }

  @Override
  public void onStreamEnded(StreamSummary stream) {
    all.add(stream);
    streams.add(stream);
  }

  @Override
  public void onCallEnded(CallSummary call) {
    all.add(call);
    calls.add(call);
  }

  @Override
  public void onLateReport(LateReport report) {
    all.add(report);
    late.add(report);
  }

  CallSummary onlyCall() {
    if (calls.size() != 1) {
      throw new AssertionError("not one call but " + calls);
    }
    return calls.getFirst();
  }
}
