package org.mosexporter.config;

import java.util.List;

/**
 * A UDP port to receive reports on.
 *
 * @param host address to bind; 0.0.0.0 or :: for all
 * @param allow senders that are heard; others are counted and dropped. Empty: the networks and
 *     servers of the configuration
 */
public record Listener(String host, int port, List<Cidr> allow) {
  public Listener {
    allow = List.copyOf(allow);
  }
}
