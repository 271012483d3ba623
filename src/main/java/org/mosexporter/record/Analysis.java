package org.mosexporter.record;

import java.util.List;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.stream.StreamSummary;

/**
 * What {@code mos-exporter analyze} found in capture files.
 *
 * @param streams in order of their first packet
 * @param calls in order of their start; their streams are among {@code streams}
 */
public record Analysis(
    List<String> files,
    TrackerCounters counters,
    List<StreamSummary> streams,
    List<CallSummary> calls) {
  public Analysis {
    files = List.copyOf(files);
    streams = List.copyOf(streams);
    calls = List.copyOf(calls);
  }
}
