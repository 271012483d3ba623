package org.mosexporter.record;

import java.time.Instant;
import java.util.function.Consumer;
import org.mosexporter.diagnosis.CallFact;

/** Calls of the past, as far back as anything keeps them. Any thread may ask. */
public interface CallHistory {
  /**
   * Hands over each call that started in {@code [from, to)} once, in any order.
   *
   * @throws HistoryUnavailableException when they cannot be read now
   */
  void between(Instant from, Instant to, Consumer<CallFact> each)
      throws HistoryUnavailableException;
}
