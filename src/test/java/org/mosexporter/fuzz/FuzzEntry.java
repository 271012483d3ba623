package org.mosexporter.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** Where the fuzzer comes in (its conventions): the target is named by a system property. */
public final class FuzzEntry {
  private static final FuzzTarget TARGET =
      FuzzTargets.of(System.getProperty("fuzz.target", "link")).open();

  public static void fuzzerTestOneInput(byte[] octets) throws Exception {
    TARGET.accept(octets);
  }

  /** Called at the end: what the heap was at most after a collection. */
  public static void fuzzerTearDown() {
    System.gc();
    long peak = 0;
    long after = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
        after += pool.getUsage().getUsed();
      }
    }
    System.err.println("heap: peak " + (peak >> 10) + " KiB, at the end " + (after >> 10) + " KiB");
  }

  private FuzzEntry() {}
}
