package org.mosexporter.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mosexporter.app.setup.HostNetwork;
import org.mosexporter.app.setup.Survey;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.capture.LiveCapture;
import org.mosexporter.capture.Offload;
import org.mosexporter.capture.ReadResult;
import org.mosexporter.config.Capture;

/** Gives a survey its packets: of interfaces for a while, or of files. */
record SetupListening(Survey survey, PrintWriter err) {
  /** Many more would be those of containers. */
  private static final int MOST_INTERFACES = 32;

  private static final long RING_BYTES = 4L << 20;
  private static final int POLL_MS = 50;

  /** All interfaces that are up, or those that were named. */
  void listen(HostNetwork host, List<String> named, Duration length) {
    List<Capture> usable = new ArrayList<>();
    List<String> names =
        named.isEmpty() ? host.ports().stream().map(HostNetwork.Port::name).toList() : named;
    for (String name : names.subList(0, Math.min(names.size(), MOST_INTERFACES))) {
      Capture capture = new Capture(name, true, RING_BYTES);
      try {
        Offload offload = LiveCapture.check(capture);
        usable.add(capture);
        if (offload.any()) {
          err.printf(
              "%s merges packets before they can be seen; where it is sniffed: %s%n",
              name, offload.remedy(name));
        }
      } catch (CaptureException refused) {
        err.println(name + " is not listened to: " + refused.getMessage());
      }
    }
    if (usable.isEmpty()) {
      err.println("Nothing could be listened to: what follows is what this host knows by itself.");
      err.flush();
      return;
    }
    err.printf(
        "Listening for %d s on %s. Place a call now, so that it is seen.%n",
        length.toSeconds(),
        String.join(", ", usable.stream().map(Capture::networkInterface).toList()));
    err.flush();
    try (LiveCapture live = LiveCapture.openUnfiltered(usable, survey)) {
      long until = System.nanoTime() + length.toNanos();
      while (System.nanoTime() - until < 0) {
        live.poll(POLL_MS);
      }
    } catch (CaptureException refused) {
      err.println("Listening ended: " + refused.getMessage());
      err.flush();
    }
  }

  /** Capture files, in the order of their packets. */
  void read(List<Path> files) throws IOException {
    for (Path file : CaptureFiles.inOrder(files, err::println)) {
      try (CaptureFile capture =
          file.equals(CaptureFiles.STANDARD_INPUT)
              ? CaptureFile.standardInput(System.in)
              : CaptureFile.open(file)) {
        ReadResult result = capture.read(survey, _ -> {});
        result.warning().ifPresent(warning -> err.println(file + ": warning: " + warning));
      }
    }
    err.flush();
  }
}
