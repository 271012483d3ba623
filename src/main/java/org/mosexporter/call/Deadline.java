package org.mosexporter.call;

/** When a call of which nothing more is heard is over. */
final class Deadline {
  private static final long OVER_AFTER_NS = 30_000_000_000L;

  /** Timer C of a proxy (RFC 3261 §16.6), after which no answer is to be expected. */
  private static final long UNANSWERED_AFTER_NS = 180_000_000_000L;

  /** An answered call whose media is on hold or not seen here ends at its BYE, or by then. */
  private static final long FORGOTTEN_AFTER_NS = 4 * 3600_000_000_000L;

  private Deadline() {}

  /** {@link Long#MAX_VALUE} while one of its streams goes on. */
  static long ofNs(Call call) {
    return call.streams.isEmpty() ? call.lastNs + silenceNs(call) : Long.MAX_VALUE;
  }

  private static long silenceNs(Call call) {
    boolean mediaTells = call.hadMedia && !call.onHold;
    return switch (call.state) {
      case CallState.Over _, CallState.Cancelling _ -> OVER_AFTER_NS;
      case CallState.Dialling _, CallState.Ringing _ -> UNANSWERED_AFTER_NS;
      case CallState.Unseen _ -> call.hadMedia ? OVER_AFTER_NS : UNANSWERED_AFTER_NS;
      case CallState.Talking _ -> mediaTells ? OVER_AFTER_NS : FORGOTTEN_AFTER_NS;
    };
  }
}
