package org.mosexporter.config;

import java.util.List;

/** Where reports are received. */
public record Receive(List<Listener> rtcp) {
  public static final int RTCP_PORT = 5005;

  public Receive {
    rtcp = List.copyOf(rtcp);
  }

  public static Receive defaults() {
    return new Receive(List.of(new Listener("0.0.0.0", RTCP_PORT, List.of())));
  }
}
