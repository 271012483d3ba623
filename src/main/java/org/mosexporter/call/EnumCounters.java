package org.mosexporter.call;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.ObjLongConsumer;

/**
 * One counter per constant, all there from the start: counting allocates nothing. One thread
 * counts; readers on other threads may lag behind a little.
 */
@SuppressWarnings("EnumOrdinal") // a map costs more than the packet path has
final class EnumCounters<E extends Enum<E>> {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

  private final E[] constants;
  private final long[] counts;

  EnumCounters(Class<E> type) {
    constants = type.getEnumConstants();
    counts = new long[constants.length];
  }

  void add(E constant, long increment) {
    int at = constant.ordinal();
    COUNT.setOpaque(counts, at, counts[at] + increment);
  }

  /** Callable from any thread. */
  void forEach(ObjLongConsumer<E> action) {
    for (E constant : constants) {
      action.accept(constant, (long) COUNT.getOpaque(counts, constant.ordinal()));
    }
  }
}
