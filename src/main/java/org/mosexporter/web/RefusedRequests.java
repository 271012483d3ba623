package org.mosexporter.web;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many requests were turned away before their path was looked at. */
@SuppressWarnings("EnumOrdinal") // counted without a lock
public final class RefusedRequests {
  /** Why. */
  public enum Reason {
    /** The file of {@code --web.config.file} cannot be used as it is now. */
    CONFIGURATION,
    RATE_LIMIT,
    /** No user's password. */
    LOGIN,
    /** More passwords are being tried than can be checked. */
    BUSY,
    /** A connection whose certificate is not good any more. */
    CLIENT_CERTIFICATE;

    /** As a label. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final AtomicLongArray counts = new AtomicLongArray(Reason.values().length);

  void count(Reason reason) {
    counts.incrementAndGet(reason.ordinal());
  }

  public long of(Reason reason) {
    return counts.get(reason.ordinal());
  }
}
