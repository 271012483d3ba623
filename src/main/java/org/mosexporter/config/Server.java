package org.mosexporter.config;

import java.util.List;

/** A PBX, SBC or media server of ours: never an endpoint, but the seam between two legs. */
public record Server(String name, List<IpAddress> addresses, Kind kind) {
  /** What it does between the legs. */
  public enum Kind {
    PBX,
    SBC,
    MEDIA
  }

  public Server {
    addresses = List.copyOf(addresses);
  }
}
