package org.mosexporter.call;

import java.util.List;
import java.util.TreeSet;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CoveredTime.Span;
import org.mosexporter.config.Table;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.Unscored;

/**
 * Takes each listener's time once, from the witness nearest to the ear that speaks of it: extended
 * reports, then receiver reports, then what was measured here (DESIGN §4.8, decision 62).
 *
 * <p>15 s after an interval ended it is decided: its seconds are counted as far as no better
 * witness covers them and they were not counted before; and it is the listener's observation if its
 * middle is among them. A score is better than none, whoever gives it.
 *
 * <p>At most 6144 intervals wait; of a stream that has one more, the one due first is decided at
 * once.
 */
final class Observations {
  private static final int MAX_ENTRIES = Table.OBSERVATIONS.entries();

  private final Counters counters;
  private final CallEvents events;
  private final TreeSet<Testimony> waiting = new TreeSet<>(Testimony.BY_DEADLINE);
  private long shiftNs;
  private long serial;
  private long evictions;

  Observations(Counters counters, CallEvents events) {
    this.counters = counters;
    this.events = events;
  }

  /** Adds what a witness says of what a listener heard. */
  void heard(StreamOwner owner, ObservedInterval observed) {
    add(new Testimony(owner, observed, true, shiftNs, serial++));
  }

  /** Adds what was seen on its way to a far end, and tells nothing of what is heard there. */
  void passed(StreamOwner owner, ObservedInterval observed) {
    add(new Testimony(owner, observed, false, shiftNs, serial++));
  }

  private void add(Testimony testimony) {
    Hearing hearing = testimony.owner.hearing();
    hearing.add(testimony);
    waiting.add(testimony);
    if (waiting.size() > MAX_ENTRIES) {
      evictions++;
      decide(hearing.first());
    }
  }

  /** Decides what is due by then. */
  void advance(long nowNs) {
    while (!waiting.isEmpty() && waiting.first().deadlineNs() <= nowNs - shiftNs) {
      decide(waiting.first());
    }
  }

  /** Nothing more is to come. */
  void finish() {
    while (!waiting.isEmpty()) {
      decide(waiting.first());
    }
  }

  private void decide(Testimony testimony) {
    waiting.remove(testimony);
    Hearing hearing = testimony.owner.hearing();
    List<Span> counts = hearing.decide(testimony);
    if (hearing.isEmpty()) {
      testimony.owner.settle();
    }
    long middleNs = testimony.middleNs();
    counts.forEach(span -> count(testimony, span.lengthNs()));
    if (testimony.isHeard() && counts.stream().anyMatch(span -> span.holds(middleNs))) {
      events.onObservation(testimony.observed);
    }
  }

  private void count(Testimony testimony, long durationNs) {
    Interval interval = testimony.observed.interval();
    String site = testimony.owner.site;
    if (!testimony.isHeard()) {
      counters.unscored(site, testimony.owner.whyUnheard(), durationNs);
    } else if (interval.unscored().isPresent()) {
      counters.unscored(site, interval.unscored().get(), durationNs);
    } else {
      double share = (double) durationNs / interval.durationNs();
      long gapNs = Math.round(share * interval.gapNs());
      counters.scored(site, testimony.observed.source(), durationNs - gapNs);
      if (gapNs > 0) {
        counters.unscored(site, Unscored.GAP, gapNs);
      }
    }
  }

  void onClockStep(long stepNs) {
    shiftNs += stepNs;
  }

  boolean isQuiet() {
    return waiting.isEmpty();
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.OBSERVATIONS, waiting.size(), evictions);
  }
}
