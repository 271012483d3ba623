package org.mosexporter.config;

import java.util.List;
import java.util.Optional;

/**
 * A port to receive reports on.
 *
 * @param host address to bind; 0.0.0.0 or :: for all
 * @param key what a capture agent must show to be heard; empty when any agent is
 * @param allow senders that are heard; others are counted and dropped. Empty: the networks and
 *     servers of the configuration
 */
public record Listener(
    String host, int port, Transport transport, Optional<Secret> key, List<Cidr> allow) {
  public Listener {
    allow = List.copyOf(allow);
  }

  /** One over UDP that asks for no key. */
  public Listener(String host, int port, List<Cidr> allow) {
    this(host, port, Transport.UDP, Optional.empty(), allow);
  }

  /** What carries the reports. */
  public enum Transport {
    UDP,
    TCP,
    TLS
  }

  /** As a label, a log line and the configuration write it. */
  public String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Whether one of two can have its port only when the other has not. */
  public boolean excludes(Listener other) {
    boolean sameKind = (transport == Transport.UDP) == (other.transport == Transport.UDP);
    return port != 0 && port == other.port && sameKind && sharesAddress(other);
  }

  /** A socket on :: hears IPv4 too. */
  private boolean sharesAddress(Listener other) {
    return host.equals(other.host) || isAny(this, other) || isAny(other, this);
  }

  private static boolean isAny(Listener one, Listener other) {
    return one.host.equals("::") || (one.host.equals("0.0.0.0") && !other.host.contains(":"));
  }
}
