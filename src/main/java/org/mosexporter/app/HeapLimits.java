package org.mosexporter.app;

import org.mosexporter.config.Config;
import org.mosexporter.config.MemoryPlan;

/** The limits of a configuration as the heap of this JVM can hold them. */
final class HeapLimits {
  static MemoryPlan plan(Config config) {
    return MemoryPlan.of(config.limits(), Runtime.getRuntime().maxMemory());
  }

  /** What was lowered, why, and what to do about it. */
  static String warning(MemoryPlan plan) {
    return plan.problem().orElse("") + ". Lowered until then: " + String.join(", ", plan.lowered());
  }

  private HeapLimits() {}
}
