package org.mosexporter.app;

import java.util.function.UnaryOperator;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.stream.StreamSummary;

/**
 * A stage whose calls have their phones with them, as they are known when the call is over.
 *
 * @param phones gives a call its phones
 */
record LocatedCalls(CallEvents next, UnaryOperator<CallSummary> phones) implements CallEvents {
  @Override
  public void onInterval(ObservedInterval interval) {
    next.onInterval(interval);
  }

  @Override
  public void onObservation(ObservedInterval interval) {
    next.onObservation(interval);
  }

  @Override
  public void onStreamEnded(StreamSummary stream) {
    next.onStreamEnded(stream);
  }

  @Override
  public void onCallEnded(CallSummary call) {
    next.onCallEnded(phones.apply(call));
  }

  @Override
  public void onLateReport(LateReport late) {
    next.onLateReport(late);
  }

  @Override
  public void onDrops(Drops drops) {
    next.onDrops(drops);
  }
}
