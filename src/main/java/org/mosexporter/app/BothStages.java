package org.mosexporter.app;

import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.stream.StreamSummary;

/** Two stages behind one queue, neither of which may take long. */
record BothStages(CallEvents one, CallEvents other) implements CallEvents {
  @Override
  public void onInterval(ObservedInterval interval) {
    one.onInterval(interval);
    other.onInterval(interval);
  }

  @Override
  public void onObservation(ObservedInterval interval) {
    one.onObservation(interval);
    other.onObservation(interval);
  }

  @Override
  public void onStreamEnded(StreamSummary stream) {
    one.onStreamEnded(stream);
    other.onStreamEnded(stream);
  }

  @Override
  public void onCallEnded(CallSummary call) {
    one.onCallEnded(call);
    other.onCallEnded(call);
  }

  @Override
  public void onLateReport(LateReport late) {
    one.onLateReport(late);
    other.onLateReport(late);
  }

  @Override
  public void onDrops(Drops drops) {
    one.onDrops(drops);
    other.onDrops(drops);
  }
}
