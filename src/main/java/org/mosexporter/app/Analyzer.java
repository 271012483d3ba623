package org.mosexporter.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Tracker;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.capture.ReadResult;
import org.mosexporter.config.Config;
import org.mosexporter.record.Analysis;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.PacketSink;

/**
 * Runs capture files through the tracker: the same loop as the daemon's, without its queue. Files
 * are one capture, in the order in which they are read.
 */
final class Analyzer implements CallEvents {
  private final Tracker tracker;
  private final PacketSink sink;
  private final List<String> files = new ArrayList<>();
  private final List<StreamSummary> streams = new ArrayList<>();
  private final List<CallSummary> calls = new ArrayList<>();

  Analyzer(Config config) {
    this(config, tracker -> tracker);
  }

  /**
   * With something between the files and the tracker.
   *
   * @param before the sink that the files see, made from the tracker
   */
  Analyzer(Config config, UnaryOperator<PacketSink> before) {
    tracker = new Tracker(config, this);
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
    tracker.finish();
    OneWayStreams oneWay = new OneWayStreams(calls);
    oneWay.amend(streams, calls);
    streams.sort(Comparator.comparingLong(StreamSummary::startNs));
    calls.sort(Comparator.comparingLong(call -> call.startNs().orElse(Long.MAX_VALUE)));
    return new Analysis(files, tracker.counters(), streams, calls);
  }

  @Override
  public void onInterval(ObservedInterval interval) {
    // Its figures are in the stream's summary.
  }

  @Override
  public void onStreamEnded(StreamSummary stream) {
    streams.add(stream);
  }

  @Override
  public void onCallEnded(CallSummary call) {
    calls.add(call);
  }
}
