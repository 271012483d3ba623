package org.mosexporter.notify;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to tell a webhook something. */
sealed interface Outcome {
  /** It has it. */
  record Taken() implements Outcome {}

  /**
   * It will never take this one.
   *
   * @param status of HTTP
   */
  record Refused(int status) implements Outcome {}

  /**
   * It may take it later.
   *
   * @param everything whether it takes nothing at all meanwhile; else only this one had bad luck
   * @param retryAfter what the server asks for
   */
  record Later(WebhookFault why, String text, boolean everything, Optional<Duration> retryAfter)
      implements Outcome {}
}
