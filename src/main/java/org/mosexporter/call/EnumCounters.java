package org.mosexporter.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** One counter per constant, all there from the start: counting allocates nothing. */
final class EnumCounters<E extends Enum<E>> {
  private final Map<E, Counter> counters;

  EnumCounters(Class<E> type) {
    counters = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      counters.put(constant, new Counter());
    }
  }

  void add(E constant, long increment) {
    Counter counter = counters.get(constant);
    if (counter != null) { // always: the constructor made one for each
      counter.add(increment);
    }
  }

  void forEach(ObjLongConsumer<E> action) {
    counters.forEach((constant, counter) -> action.accept(constant, counter.read()));
  }
}
