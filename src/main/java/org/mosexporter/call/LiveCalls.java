package org.mosexporter.call;

import java.util.List;
import java.util.Optional;

/**
 * Calls that are going on, as they are by now: records without a revision (0), whose figures are
 * those of the intervals so far. Nothing that is empty says that there is none: who keeps them may
 * have no time to answer.
 */
public interface LiveCalls {
  /** Those that began last, latest first, further legs left out; empty without an answer. */
  Optional<List<CallSummary>> latest(int most);

  /** By the text of its {@link RecordId}; empty when there is none, or without an answer. */
  Optional<CallSummary> find(String id);
}
