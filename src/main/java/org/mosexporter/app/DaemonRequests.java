package org.mosexporter.app;

import java.io.IOException;
import java.time.Duration;

/** A way to the daemon: over the network, or by its control socket. */
interface DaemonRequests {
  /**
   * What is asked.
   *
   * @param path such as {@code /api/v1/status}
   * @param json what is sent along; empty: nothing
   * @param longest until an answer must begin
   */
  @SuppressWarnings("ArrayRecordComponent") // none is compared
  record Question(String method, String path, byte[] json, Duration longest) {}

  /** What it says. */
  @SuppressWarnings("ArrayRecordComponent") // none is compared
  record Answer(int status, byte[] body) {}

  /**
   * Asks.
   *
   * @throws NoDaemonException when nobody is there
   * @throws IOException when no answer comes; its message says why and what to do
   */
  Answer ask(Question question) throws IOException;

  /** For messages. */
  String where();

  /** Nobody answers there. */
  final class NoDaemonException extends IOException {
    private static final long serialVersionUID = 1L;

    NoDaemonException(String where, IOException cause) {
      super("no daemon answers at " + where + "; is it running? (--url)", cause);
    }
  }
}
