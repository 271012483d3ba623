package org.mosexporter.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LiveCalls;

/**
 * Calls in progress with their phones and what is found of such calls.
 *
 * @param calls of the measurement that runs
 * @param known gives a call what is known of it
 */
record LocatedLiveCalls(Supplier<LiveCalls> calls, UnaryOperator<CallSummary> known)
    implements LiveCalls {
  @Override
  public Optional<List<CallSummary>> latest(int most) {
    return calls.get().latest(most).map(found -> found.stream().map(known).toList());
  }

  @Override
  public Optional<CallSummary> find(String id) {
    return calls.get().find(id).map(known);
  }
}
