package org.mosexporter.snmp;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassCounter.Kind;
import org.mosexporter.network.CounterReading;

/** Collects the counters of one class that the agent has. */
final class Counters {
  private final Map<ClassCounter, CounterReading> read = new HashMap<>();

  Counters add(ClassCounter counter, Optional<CounterReading> reading) {
    reading.ifPresent(value -> read.put(counter, value));
    return this;
  }

  Counters add(Kind kind, Optional<CounterReading> reading) {
    return add(new ClassCounter(kind, ""), reading);
  }

  Counters add(Kind kind, String detail, Optional<CounterReading> reading) {
    return add(new ClassCounter(kind, detail), reading);
  }

  Map<ClassCounter, CounterReading> all() {
    return read;
  }
}
