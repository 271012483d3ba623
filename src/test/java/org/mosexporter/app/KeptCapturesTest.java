package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.Shared;
import org.mosexporter.call.CallSummary;
import org.mosexporter.stream.StreamSummary;

/**
 * The file of a call says of loss and jitter what the capture said that the call was in: read
 * again, by our own reader, it has the same streams.
 */
class KeptCapturesTest {
  @TempDir private Path folder;

  private static Map<String, String> figures(List<StreamSummary> streams) {
    Map<String, String> figures = new TreeMap<>();
    for (StreamSummary stream : streams) {
      if (stream.packets() > 0) {
        String ends =
            stream.source()
                + ":"
                + stream.sourcePort()
                + " > "
                + stream.destination()
                + ":"
                + stream.destinationPort()
                + " "
                + Integer.toHexString(stream.ssrc())
                + " at "
                + stream.startNs();
        figures.put(
            ends,
            stream.packets()
                + " packets, "
                + stream.lost()
                + " lost, "
                + stream.reordered()
                + " reordered, jitter "
                + stream.jitterMeanSeconds()
                + ", marked "
                + stream.dscp());
      }
    }
    return figures;
  }

  @Test
  void everySignalledCallOfTheCapturesReadsAsBefore() throws IOException {
    Path captures = Shared.path().resolve("captures");
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (String name : StreamRow.captures(captures)) {
      for (Map.Entry<CallSummary, Path> kept :
          KeptCaptures.of(captures.resolve(name), folder).entrySet()) {
        if (!kept.getKey().callId().isEmpty()) {
          Map<String, String> before = figures(kept.getKey().streams());
          Map<String, String> after = figures(KeptCaptures.streams(kept.getValue()));
          compared += before.size();
          if (!before.equals(after)) {
            wrong.add(name + "\n  " + before + "\n  " + after);
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(compared > 50, compared + " streams");
  }
}
