package org.mosexporter.config;

import java.util.List;
import java.util.Optional;

/**
 * What is told to other programs.
 *
 * @param hep where copies of the SIP and RTCP go that is sniffed here
 * @param webhooks that are told of findings, under different names
 */
public record Notifications(List<Homer> hep, List<Webhook> webhooks) {
  /** So many at most. */
  public static final int MOST_WEBHOOKS = 4;

  /** {@code hep: [{id: …}]} when it is not said. */
  public static final long DEFAULT_AGENT_ID = 2001;

  public Notifications {
    hep = List.copyOf(hep);
    webhooks = List.copyOf(webhooks);
  }

  public static Notifications none() {
    return new Notifications(List.of(), List.of());
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

  /**
   * A server that takes JSON by POST.
   *
   * @param name in metrics and logs
   * @param url whole; its path may be all that protects the receiver
   * @param key that messages are signed with
   * @param authorization the header's value
   * @param caFile authorities in PEM that sign the server's certificate; empty: those of the JDK
   * @param template of the message; empty for our own
   */
  public record Webhook(
      String name,
      Secret url,
      Optional<Secret> key,
      Optional<Secret> authorization,
      Optional<String> caFile,
      MinSeverity minSeverity,
      Optional<Template> template) {}

  /** Findings of less are not told. */
  public enum MinSeverity {
    INFO,
    WARNING,
    CRITICAL
  }
}
