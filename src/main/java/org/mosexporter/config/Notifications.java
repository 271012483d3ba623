package org.mosexporter.config;

import java.util.List;
import java.util.Optional;

/**
 * What is told to other programs.
 *
 * @param hep where copies of the SIP and RTCP go that is sniffed here
 */
public record Notifications(List<Homer> hep) {
  /** {@code hep: [{id: …}]} when it is not said. */
  public static final long DEFAULT_AGENT_ID = 2001;

  public Notifications {
    hep = List.copyOf(hep);
  }

  public static Notifications none() {
    return new Notifications(List.of());
  }

  /**
   * A server that takes HEP 3 over UDP, such as Homer's.
   *
   * @param host name or address
   * @param agentId 32 bits by which it tells its agents apart
   * @param key that it asks for
   */
  public record Homer(String host, int port, long agentId, Optional<Secret> key) {
    /** As it was configured. */
    public String to() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }
}
