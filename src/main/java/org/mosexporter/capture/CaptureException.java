package org.mosexporter.capture;

import java.io.Serial;

/** An interface cannot be captured; the message says what to do. */
public final class CaptureException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The interface is not there, which time alone may mend. */
  private final boolean absent;

  CaptureException(String message) {
    this(message, false);
  }

  private CaptureException(String message, boolean absent) {
    super(message);
    this.absent = absent;
  }

  static CaptureException absent(String message) {
    return new CaptureException(message, true);
  }

  boolean isAbsent() {
    return absent;
  }
}
