package org.mosexporter.notify;

import java.util.Locale;

/** Why a packet was not sent on. */
public enum ForwardFault {
  /** More than could be sent waited already. */
  QUEUE_FULL,
  /** Longer than what is sent on. */
  TOO_LONG,
  /** It has no end of its headers, or reports nothing. */
  NOTHING,
  /** The server's name has no address. */
  UNRESOLVED,
  /** The network refused it. */
  SEND;

  /** As a metric label. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }
}
