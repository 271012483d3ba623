package org.mosexporter.record;

/** Calls of the past cannot be read now. */
public final class HistoryUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public HistoryUnavailableException(String why, Throwable cause) {
    super(why, cause);
  }
}
