package org.mosexporter.call;

import java.util.Locale;

/** Where a figure comes from; figures of different sources are never mixed. */
public enum Source {
  /** RTP seen here. */
  MEASURED,
  /** Sender and receiver reports. */
  RTCP,
  /** Extended reports (RFC 3611). */
  XR,
  /** The phone's own verdict. */
  PHONE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
