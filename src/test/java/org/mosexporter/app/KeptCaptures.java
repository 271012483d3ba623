package org.mosexporter.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.KeptCall;
import org.mosexporter.call.Names;
import org.mosexporter.call.Tracker;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.config.Config;
import org.mosexporter.record.CallCapture;
import org.mosexporter.stream.StreamSummary;

/** What the daemon would keep of each call of a capture, as files. */
final class KeptCaptures implements CallEvents {
  private final List<CallSummary> calls = new ArrayList<>();
  private final Tracker tracker = new Tracker(Config.defaults("berlin"), this, Names.plain());

  private KeptCaptures() {}

  /** Each call of a capture that has media, and its file. */
  static Map<CallSummary, Path> of(Path capture, Path folder) throws IOException {
    KeptCaptures kept = new KeptCaptures();
    kept.tracker.keepPackets();
    kept.read(capture);
    Map<CallSummary, Path> files = new LinkedHashMap<>();
    for (CallSummary call : kept.calls) {
      if (call.streams().stream().anyMatch(stream -> stream.packets() > 0)) {
        Path file = folder.resolve("call-" + files.size() + ".pcapng");
        KeptCall packets = kept.tracker.keptOf(call).orElseThrow();
        try (OutputStream out = Files.newOutputStream(file)) {
          CallCapture.write(call.id().toString(), "mos-exporter test", packets, out);
        }
        files.put(call, file);
      }
    }
    return files;
  }

  /** The streams of a capture's calls. */
  static List<StreamSummary> streams(Path capture) throws IOException {
    KeptCaptures read = new KeptCaptures();
    read.read(capture);
    return read.calls.stream().flatMap(call -> call.streams().stream()).toList();
  }

  private void read(Path capture) throws IOException {
    try (CaptureFile file = CaptureFile.open(capture)) {
      file.read(tracker, _ -> {});
    } catch (IOException noCapture) {
      return; // as one of them is not meant to be
    }
    tracker.finish();
  }

  @Override
  public void onInterval(ObservedInterval interval) {}

  @Override
  public void onObservation(ObservedInterval interval) {}

  @Override
  public void onStreamEnded(StreamSummary stream) {}

  @Override
  public void onCallEnded(CallSummary call) {
    calls.add(call);
  }
}
