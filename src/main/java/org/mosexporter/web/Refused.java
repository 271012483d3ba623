package org.mosexporter.web;

import java.util.Locale;

/** Why a request was turned away before its path was looked at. */
public enum Refused {
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
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }
}
