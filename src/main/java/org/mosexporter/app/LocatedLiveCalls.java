package org.mosexporter.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LiveCalls;

/**
 * Calls in progress with their phones.
 *
 * @param calls of the measurement that runs
 * @param phones gives a call its phones
 */
record LocatedLiveCalls(Supplier<LiveCalls> calls, UnaryOperator<CallSummary> phones)
    implements LiveCalls {
  @Override
  public Optional<List<CallSummary>> latest(int most) {
    return calls.get().latest(most).map(found -> found.stream().map(phones).toList());
  }

  @Override
  public Optional<CallSummary> find(String id) {
    return calls.get().find(id).map(phones);
  }
}
