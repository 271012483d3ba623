package org.mosexporter.wire;

/** Where received reports go. Called by the tracker's thread. */
public interface ReportSink {
  /**
   * Takes what was received.
   *
   * @param atNs arrival, nanoseconds since 1970-01-01 UTC
   */
  void onReport(Report report, long atNs);
}
