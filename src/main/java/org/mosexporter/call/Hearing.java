package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;
import org.mosexporter.call.CoveredTime.Span;

/** What witnesses tell of what the listener of one stream hears, as far as it waits. */
final class Hearing {
  private final CoveredTime counted = new CoveredTime();
  private final List<Testimony> waiting = new ArrayList<>(2);

  /** Goes on where what was said before ends. */
  Hearing(long countedUntilNs) {
    if (countedUntilNs != Long.MIN_VALUE) {
      counted.add(new Span(Long.MIN_VALUE / 2, countedUntilNs));
    }
  }

  long countedUntilNs() {
    return counted.untilNs();
  }

  void add(Testimony testimony) {
    waiting.add(testimony);
  }

  /** The one that is due first; there is one. */
  Testimony first() {
    Testimony first = waiting.getFirst();
    for (Testimony one : waiting) {
      first = Testimony.BY_DEADLINE.compare(one, first) < 0 ? one : first;
    }
    return first;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** What counts of a testimony whose time has come: where no better one speaks, or spoke. */
  List<Span> decide(Testimony testimony) {
    waiting.remove(testimony);
    List<Span> better =
        waiting.stream().filter(one -> one.rank() < testimony.rank()).map(Testimony::span).toList();
    List<Span> counts = counted.missing(testimony.span(), better);
    counts.forEach(counted::add);
    return counts;
  }
}
