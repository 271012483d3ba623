package org.mosexporter.receive;

import org.mosexporter.wire.Report;
import org.mosexporter.wire.ReportSink;

/**
 * A report that waits for the tracker.
 *
 * @param atNs arrival, nanoseconds since 1970-01-01 UTC
 * @param bytes of the heap that it takes, beside what each takes
 */
public record ReceivedReport(Report report, long atNs, int bytes) {
  /**
   * Hands it on as if it came no later than {@code untilNs}: up to when packets were read, for a
   * clock that has been set meanwhile is not known to the sink yet.
   */
  public void to(ReportSink sink, long untilNs) {
    sink.onReport(report, Math.min(atNs, untilNs));
  }
}
