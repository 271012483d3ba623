package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.Shared;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Tracker;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.config.Config;
import org.mosexporter.record.CallsJson;
import org.mosexporter.stream.StreamSummary;

/** Records of real calls are read as they were written. */
class RecordsOfCapturesTest {
  private final List<CallSummary> calls = new ArrayList<>();

  private final class Ended implements CallEvents {
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

  private static String written(CallSummary call) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallsJson.write(call, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void read(Path file) throws IOException {
    Tracker tracker =
        new Tracker(Config.defaults("berlin"), new Ended(), org.mosexporter.call.Names.plain());
    try (CaptureFile capture = CaptureFile.open(file)) {
      capture.read(tracker, _ -> {});
    }
    tracker.finish();
  }

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    Path folder = Shared.path().resolve("captures");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pcap")).sorted().toList()) {
        read(file);
      }
    }
    for (CallSummary call : calls) {
      String text = written(call);
      assertEquals(text, written(CallsJson.read(text.getBytes(StandardCharsets.UTF_8))));
    }
    assertTrue(calls.size() > 100, calls.size() + " calls");
  }
}
