package org.mosexporter.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LateReport;
import org.mosexporter.call.Names;
import org.mosexporter.call.RecordId;
import org.mosexporter.call.Tracker;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.capture.ReadResult;
import org.mosexporter.config.Config;
import org.mosexporter.load.PseudonymKey;
import org.mosexporter.record.Analysis;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.PacketSink;

/**
 * Runs capture files through the tracker: the same loop as the daemon's, without its queue. Files
 * are one capture, in the order in which they are read.
 *
 * <p>What ended is kept for the result as far as the heap has room, whatever the capture's size:
 * one stream, or one call or a stream of it, for each 8 KiB of heap.
 */
final class Analyzer implements CallEvents {
  private static final int HEAP_BYTES_EACH = 8 << 10;

  /** Reports on calls that were over; more are left out. */
  private static final int MOST_LATE_REPORTS = 8_192;

  private static final Comparator<StreamSummary> STREAMS_IN_ORDER =
      Comparator.comparingLong(StreamSummary::startNs);

  private static final Comparator<CallSummary> CALLS_IN_ORDER =
      Comparator.comparingLong(call -> call.startNs().orElse(Long.MAX_VALUE));

  private final Tracker tracker;
  private final PacketSink sink;
  private final List<String> files = new ArrayList<>();
  private final Busiest<StreamSummary> streams;
  private final Busiest<CallSummary> calls;
  private final CaptureDiagnosis diagnosis;
  private final Map<RecordId, List<LateReport>> late = new HashMap<>();
  private int lateReports;

  Analyzer(Config config) {
    this(config, tracker -> tracker);
  }

  /**
   * With something between the files and the tracker.
   *
   * @param before the sink that the files see, made from the tracker
   */
  Analyzer(Config config, UnaryOperator<PacketSink> before) {
    this(config, before, Runtime.getRuntime().maxMemory());
  }

  Analyzer(Config config, UnaryOperator<PacketSink> before, long maxHeapBytes) {
    streams = new Busiest<>(maxHeapBytes / HEAP_BYTES_EACH);
    calls = new Busiest<>(maxHeapBytes / HEAP_BYTES_EACH);
    diagnosis = new CaptureDiagnosis(config);
    tracker = new Tracker(config, this, new Names(config.privacy(), PseudonymKey.forNow()));
    tracker.keepNoIntervals();
    sink = before.apply(tracker);
  }

  /**
   * Reads one file, or standard input for "-".
   *
   * @param bytesRead told now and then how many octets were read
   */
  ReadResult read(Path file, LongConsumer bytesRead) throws IOException {
    files.add(file.toString());
    try (CaptureFile capture =
        file.toString().equals("-")
            ? CaptureFile.standardInput(System.in)
            : CaptureFile.open(file)) {
      return capture.read(sink, bytesRead);
    }
  }

  Analysis finish() {
    diagnosis.beginFinish();
    tracker.finish();
    List<StreamSummary> streamsKept = streams.values();
    List<CallSummary> callsKept = calls.values();
    callsKept.replaceAll(this::inTheEnd);
    new OneWayStreams(callsKept).amend(streamsKept, callsKept);
    streamsKept.sort(STREAMS_IN_ORDER);
    callsKept.sort(CALLS_IN_ORDER);
    return new Analysis(
        files,
        tracker.counters(),
        streamsKept,
        callsKept,
        diagnosis.finish(),
        new Analysis.LeftOut(streams.leftOut(), calls.leftOut()));
  }

  @Override
  public void onInterval(ObservedInterval interval) {
    // Its figures are in the stream's summary.
  }

  @Override
  public void onObservation(ObservedInterval interval) {
    diagnosis.onObservation(interval);
  }

  @Override
  public void onDrops(Drops drops) {
    diagnosis.onDrops(drops);
  }

  @Override
  public void onStreamEnded(StreamSummary stream) {
    streams.add(stream, stream.packets(), 1);
  }

  @Override
  public void onLateReport(LateReport report) {
    if (lateReports < MOST_LATE_REPORTS) {
      lateReports++;
      late.computeIfAbsent(report.record(), _ -> new ArrayList<>(1)).add(report);
    }
  }

  /** With what was told of it when it was over. */
  private CallSummary inTheEnd(CallSummary call) {
    CallSummary last = call;
    for (LateReport report : late.getOrDefault(call.id(), List.of())) {
      last = last.with(report);
    }
    return last;
  }

  @Override
  public void onCallEnded(CallSummary call) {
    long packets = call.streams().stream().mapToLong(StreamSummary::packets).sum();
    calls.add(call, packets, 1 + call.streams().size());
    diagnosis.onCall(call, tracker);
  }
}
