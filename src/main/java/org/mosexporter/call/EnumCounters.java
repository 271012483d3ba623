package org.mosexporter.call;

import java.util.function.ObjLongConsumer;

/** One counter per constant, all there from the start: counting allocates nothing. */
@SuppressWarnings("EnumOrdinal") // a map costs more than the packet path has
final class EnumCounters<E extends Enum<E>> {
  private final E[] constants;
  private final Counter[] counters;

  EnumCounters(Class<E> type) {
    constants = type.getEnumConstants();
    counters = new Counter[constants.length];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = new Counter();
    }
  }

  void add(E constant, long increment) {
    counters[constant.ordinal()].add(increment);
  }

  void forEach(ObjLongConsumer<E> action) {
    for (E constant : constants) {
      action.accept(constant, counters[constant.ordinal()].read());
    }
  }
}
