package org.mosexporter.simulator.path;

/** Address translation or a firewall: lets a flow pass or not. */
public final class Gate implements Hop {
  private boolean shut;

  public void shut(boolean now) {
    shut = now;
  }

  @Override
  public long pass(Packet packet, long nowNs) {
    return shut && packet.octets == null ? LOST : nowNs;
  }
}
