package org.mosexporter.call;

import java.util.Locale;

/** Seen from the endpoint: received is what its user hears. */
public enum Direction {
  RECEIVED,
  SENT;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
