package org.mosexporter.capture;

import java.io.Serial;

/** An interface cannot be captured; the message says what to do. */
public final class CaptureException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  CaptureException(String message) {
    super(message);
  }
}
