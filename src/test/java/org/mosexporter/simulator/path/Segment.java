package org.mosexporter.simulator.path;

/** Where on its way a packet is. */
public enum Segment {
  /** In the sender: it counted the packet and never sent it. */
  PHONE,
  /** Cable and port, air, or the line at home. */
  ACCESS,
  /** Switches of the office, a server in it. */
  OFFICE,
  /** Our router and the line that it feeds, in either direction. */
  WAN,
  /** The provider's network and what lies behind it. */
  PROVIDER
}
