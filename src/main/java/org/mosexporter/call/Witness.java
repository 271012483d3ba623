package org.mosexporter.call;

import java.util.Locale;

/**
 * Who told us of a call.
 *
 * @param kind what it told
 * @param reporter the address it is of; empty for what was seen here
 * @param by the capture agent that sent it on, where we saw it, or the way it was told; empty when
 *     that has no name
 * @param firstNs when it first told of the call or, of media, when that began
 * @param reports packets, messages or reports; 0 when they are not counted
 */
public record Witness(
    Kind kind, String reporter, String by, long firstNs, long lastNs, long reports) {

  /** What a witness tells: a {@link Source} of figures, or signalling. */
  public enum Kind {
    SIP,
    MEASURED,
    RTCP,
    XR,
    PHONE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
