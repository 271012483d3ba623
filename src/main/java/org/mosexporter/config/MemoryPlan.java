package org.mosexporter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether all tables, full, fit the heap: they may take 60 % of it, the rest is for what comes and
 * goes. Where they do not, the limits are lowered, all in the same proportion.
 *
 * @param maxHeapBytes as the JVM says: without the space that its collector keeps free
 * @param configured what the user wants
 * @param inForce what fits; the lowest limits there are where nothing does
 */
public record MemoryPlan(long maxHeapBytes, Limits configured, Limits inForce) {
  private static final int SHARE_PERCENT = 60;
  private static final int STEPS = 1_000;
  private static final long MEBIBYTE = 1 << 20;

  public static MemoryPlan of(Limits configured, long maxHeapBytes) {
    int most = STEPS;
    while (most > 0 && bytes(scaled(configured, most)) > share(maxHeapBytes)) {
      most--;
    }
    return new MemoryPlan(maxHeapBytes, configured, scaled(configured, most));
  }

  /** What all tables take when they are full. */
  public static long bytes(Limits limits) {
    long bytes = 0;
    for (Table table : Table.values()) {
      bytes += (long) table.entries(limits) * table.bytesPerEntry();
    }
    return bytes;
  }

  private static long share(long maxHeapBytes) {
    return maxHeapBytes / 100 * SHARE_PERCENT;
  }

  private static Limits scaled(Limits limits, int thousandths) {
    return new Limits(
        scaled(limits.endpoints(), thousandths, Limits.LEAST.endpoints()),
        scaled(limits.streams(), thousandths, Limits.LEAST.streams()),
        scaled(limits.calls(), thousandths, Limits.LEAST.calls()),
        scaled(limits.series(), thousandths, Limits.LEAST.series()));
  }

  private static int scaled(int limit, int thousandths, int least) {
    return Math.max(least, (int) ((long) limit * thousandths / STEPS));
  }

  public boolean isLowered() {
    return !inForce.equals(configured);
  }

  /** What does not fit, by how much, and what to do; empty when everything fits. */
  public Optional<String> problem() {
    return bytes(configured) <= share(maxHeapBytes) ? Optional.empty() : Optional.of(arithmetic());
  }

  private String arithmetic() {
    return String.format(
        "limits: %s: with all tables full they take %d MiB, and %d %% of the heap of %d MiB is %d"
            + " MiB. Give the JVM more (-Xmx%dm in MOS_EXPORTER_JAVA_OPTIONS) or set lower limits: %s"
            + " fit",
        text(configured),
        mebibytes(bytes(configured)),
        SHARE_PERCENT,
        maxHeapBytes / MEBIBYTE,
        share(maxHeapBytes) / MEBIBYTE,
        enoughMebibytes(),
        text(inForce));
  }

  /** The collector keeps a thirtieth free, which the JVM does not count as heap. */
  private long enoughMebibytes() {
    long heap = mebibytes(bytes(configured)) * 100 / SHARE_PERCENT;
    return (heap * 30 / 29 + 16) / 16 * 16;
  }

  private static long mebibytes(long bytes) {
    return (bytes + MEBIBYTE - 1) / MEBIBYTE;
  }

  /** As the configuration file writes it. */
  private static String text(Limits limits) {
    return String.format(
        "{endpoints: %d, streams: %d, calls: %d, series: %d}",
        limits.endpoints(), limits.streams(), limits.calls(), limits.series());
  }

  /** What was lowered, from what to what. */
  public List<String> lowered() {
    List<String> lowered = new ArrayList<>();
    lowered("endpoints", configured.endpoints(), inForce.endpoints(), lowered);
    lowered("streams", configured.streams(), inForce.streams(), lowered);
    lowered("calls", configured.calls(), inForce.calls(), lowered);
    lowered("series", configured.series(), inForce.series(), lowered);
    return lowered;
  }

  private static void lowered(String name, int from, int to, List<String> lowered) {
    if (to < from) {
      lowered.add(name + " " + from + " to " + to);
    }
  }
}
