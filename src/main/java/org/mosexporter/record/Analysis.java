package org.mosexporter.record;

import java.util.List;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.stream.StreamSummary;

/**
 * What {@code mos-exporter analyze} found in capture files.
 *
 * @param streams in order of their first packet
 * @param calls in order of their start; their streams are among {@code streams}, unless left out
 * @param findings why they sound bad, worst first
 */
public record Analysis(
    List<String> files,
    TrackerCounters counters,
    List<StreamSummary> streams,
    List<CallSummary> calls,
    List<Finding> findings,
    LeftOut leftOut) {
  /** How many there were besides, of fewer packets, for which there was no room. */
  public record LeftOut(long streams, long calls) {
    public static final LeftOut NOTHING = new LeftOut(0, 0);

    public boolean any() {
      return streams + calls > 0;
    }
  }

  public Analysis {
    files = List.copyOf(files);
    streams = List.copyOf(streams);
    calls = List.copyOf(calls);
    findings = List.copyOf(findings);
  }
}
