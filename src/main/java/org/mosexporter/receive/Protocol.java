package org.mosexporter.receive;

import java.util.Locale;

/** What is spoken on a port. */
public enum Protocol {
  /** RTCP compounds that phones send a copy of (RFC 3550 §6). */
  RTCP,
  /** The Homer encapsulation protocol of capture agents, versions 1 to 3. */
  HEP,
  /** Voice quality reports that phones publish (RFC 6035). */
  SIP,
  /** Traps and informs of routers and switches (RFC 3416 §4.2.6, §4.2.7). */
  SNMP,
  /** Files with call management records of CUCM. */
  CMR;

  /** As a metric label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
