package org.mosexporter.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.KeptCall;
import org.mosexporter.record.CallCapture;

/**
 * {@code /api/v1/calls/ID.pcap}: what is kept of a call's packets as a capture file, where {@code
 * privacy.keep_sip} is on. One at a time is answered, for a call may be long.
 */
final class CallCaptureRoute {
  static final String SUFFIX = ".pcap";

  private static final String TYPE = "application/x-pcapng";

  private final CallSearch calls;
  private final Function<CallSummary, Optional<KeptCall>> kept;
  private final String application;
  private final Semaphore turn = new Semaphore(1);

  /**
   * The route.
   *
   * @param kept empty when nothing is kept of any call
   * @param application that the files say made them
   */
  CallCaptureRoute(
      CallSearch calls, Function<CallSummary, Optional<KeptCall>> kept, String application) {
    this.calls = calls;
    this.kept = kept;
    this.application = application;
  }

  static boolean isAt(String path) {
    return path.startsWith(CallRoutes.ONE)
        && path.endsWith(SUFFIX)
        && path.length() > CallRoutes.ONE.length() + SUFFIX.length();
  }

  Reply answer(Ask ask) {
    if (!ask.accepts(TYPE)) {
      return Problem.of(ask, 406, "The answer is " + TYPE + ".");
    }
    String path = ask.path();
    String id = path.substring(CallRoutes.ONE.length(), path.length() - SUFFIX.length());
    return calls
        .one(id)
        .map(call -> answer(ask, id, call))
        .orElseGet(() -> Problem.of(ask, 404, "No such call, or none that is still kept."));
  }

  /** The turn is over when the file is written. */
  private Reply answer(Ask ask, String id, CallSummary call) {
    if (!turn.tryAcquire()) {
      return Problem.of(ask, 503, "Another capture file is being written; ask again.");
    }
    Optional<Reply> reply = Optional.empty();
    try {
      reply = kept.apply(call).map(packets -> reply(ask, id, packets));
    } finally {
      if (reply.isEmpty() || reply.get().status() != 200) {
        turn.release();
      }
    }
    return reply.orElseGet(
        () -> Problem.of(ask, 404, "No packets are kept: privacy.keep_sip is off."));
  }

  private Reply reply(Ask ask, String id, KeptCall packets) {
    return packets.isEmpty()
        ? Problem.of(ask, 410, "Of this call's packets none is kept any more: only the latest are.")
        : new Reply(200, TYPE, out -> write(id, packets, out));
  }

  private void write(String id, KeptCall packets, OutputStream out) throws IOException {
    try {
      CallCapture.write(id, application, packets, out);
    } finally {
      turn.release();
    }
  }
}
