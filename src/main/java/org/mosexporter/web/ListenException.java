package org.mosexporter.web;

import java.io.IOException;

/** An address could not be listened on; the message is one line that says what to do. */
public final class ListenException extends IOException {
  private static final long serialVersionUID = 1;

  ListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
