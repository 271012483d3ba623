package org.mosexporter.network;

import java.util.Locale;

/**
 * Something that a router told by itself (a trap or an inform).
 *
 * @param atNs when it arrived, nanoseconds since 1970-01-01 UTC
 * @param subject the interface or the IP SLA operation; empty when it is the router
 * @param text what it said of it, for people to read; may be empty
 */
public record RouterEvent(long atNs, Kind kind, String subject, String text) {
  /** What happened. */
  public enum Kind {
    LINK_DOWN,
    LINK_UP,
    /** A probe of the router's own passed a threshold, or came back. */
    IP_SLA,
    /** A notification of one of the MIBs of queues and classes. */
    QUEUES,
    RESTART;

    /** As a metric label. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
