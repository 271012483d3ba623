package org.mosexporter.notify;

import java.util.Locale;

/** Why a webhook was not told. */
public enum WebhookFault {
  /** No connection, or it ended early. */
  CONNECTION(false),
  /** No whole answer in time. */
  TIMEOUT(false),
  /** The server's certificate is not trusted, or it speaks no TLS that we do. */
  TLS(false),
  /** It says that it has too many requests (429). */
  BUSY(false),
  /** It says that it has a fault, or for now no time (408, 425, 5xx). */
  SERVER(false),
  /** It takes no such request: any other status. */
  REFUSED(true),
  /** It could not be reached for a day. */
  EXPIRED(true),
  /** More waited already than is kept. */
  QUEUE_FULL(true);

  private final boolean isFinal;

  WebhookFault(boolean isFinal) {
    this.isFinal = isFinal;
  }

  /** Whether the notification is lost; else it is tried again. */
  public boolean isFinal() {
    return isFinal;
  }

  /** As a metric label. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }
}
