package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.Shared;
import org.mosexporter.call.CallSummary;
import org.mosexporter.stream.StreamSummary;

/**
 * tshark reads the file of a call: nothing in it is malformed, and it finds in it the packets and
 * the loss that it finds in the capture that the call was in.
 */
class KeptCallIT {
  /** UDP, TCP, IPv6, a VLAN, a tunnel, and loss; where they lie in the shared folder. */
  private static final int MOST_CAPTURES = 40;

  @TempDir private Path folder;

  @Test
  void tsharkFindsInTheFileWhatItFindsInTheCapture() throws Exception {
    TsharkIT.assumeTsharkIsThere();
    Path captures = Shared.path().resolve("captures");
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    int read = 0;
    for (String name : StreamRow.captures(captures)) {
      Map<CallSummary, Path> calls = KeptCaptures.of(captures.resolve(name), folder);
      calls.keySet().removeIf(call -> call.callId().isEmpty());
      if (calls.isEmpty() || ++read > MOST_CAPTURES) {
        continue;
      }
      Map<String, String> whole = streams(captures.resolve(name));
      for (Map.Entry<CallSummary, Path> kept : calls.entrySet()) {
        malformed(kept.getValue()).forEach(line -> wrong.add(name + ": " + line));
        Map<String, String> ofCall = streams(kept.getValue());
        for (StreamSummary stream : kept.getKey().streams()) {
          String key = key(stream);
          if (whole.containsKey(key) && stream.packets() > 0) {
            compared++;
            if (!whole.get(key).equals(ofCall.get(key))) {
              wrong.add(name + ": " + key + ": " + whole.get(key) + ", now " + ofCall.get(key));
            }
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(compared > 20, compared + " streams");
  }

  private static String key(StreamSummary stream) {
    return TsharkIT.socket(stream.source().toString(), "" + stream.sourcePort())
        + " > "
        + TsharkIT.socket(stream.destination().toString(), "" + stream.destinationPort())
        + " "
        + String.format(Locale.ROOT, "0x%08x", stream.ssrc());
  }

  private static Map<String, String> streams(Path file) throws IOException, InterruptedException {
    Map<String, String> streams = new TreeMap<>();
    for (String line : tshark("-n", "-q", "-z", "rtp,streams", "-r", file.toString())) {
      TsharkIT.stream(line).ifPresent(row -> streams.put(row.key(), row.packetsAndLost()));
    }
    return streams;
  }

  private static List<String> malformed(Path file) throws IOException, InterruptedException {
    return tshark(
        "-n",
        "-r",
        file.toString(),
        "-Y",
        "_ws.malformed || _ws.expert.severity == error || ip.checksum.status == 0"
            + " || tcp.checksum.status == 0",
        "-o",
        "ip.check_checksum:TRUE");
  }

  static List<String> tshark(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("tshark"), Stream.of(arguments)).toList();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
