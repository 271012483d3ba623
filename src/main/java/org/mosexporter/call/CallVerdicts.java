package org.mosexporter.call;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mosexporter.config.Table;

/**
 * What phones told of calls that are not final, as long as there is room for it: what was told
 * first makes room. Owned by the tracker's thread.
 */
final class CallVerdicts {
  /** Earliest first. */
  private final Set<Call> told = new LinkedHashSet<>();

  private int taken;
  private long evictions;

  /** Whether a phone tells of a stream of which it had not told before. */
  static boolean isNew(Call call, PhoneVerdict verdict) {
    return call.phone().stream().noneMatch(verdict::isOfTheSame);
  }

  void add(Call call, PhoneVerdict verdict) {
    boolean isNew = isNew(call, verdict);
    while (isNew && taken >= Table.VERDICTS.entries() && !told.isEmpty()) {
      Call first = told.iterator().next();
      evictions += first.phone().size();
      forget(first);
    }
    taken -= call.phone().size();
    call.phone(PhoneVerdicts.with(call.phone(), verdict));
    taken += call.phone().size();
    told.add(call);
  }

  /** What one was told is of the other. */
  void move(Call from, Call to) {
    List<PhoneVerdict> verdicts = from.phone();
    forget(from);
    verdicts.forEach(verdict -> add(to, verdict));
  }

  void forget(Call call) {
    taken -= call.phone().size();
    call.phone(List.of());
    told.remove(call);
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.VERDICTS, taken, evictions);
  }
}
