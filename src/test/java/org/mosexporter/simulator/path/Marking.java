package org.mosexporter.simulator.path;

/** A device that writes another code point into packets, or leaves them as they are. */
public final class Marking implements Hop {
  private static final int TRUSTED = -1;

  private int dscp = TRUSTED;

  public void write(int codePoint) {
    dscp = codePoint;
  }

  public void trust() {
    dscp = TRUSTED;
  }

  /** What becomes of a code point. */
  public int of(int codePoint) {
    return dscp == TRUSTED ? codePoint : dscp;
  }

  @Override
  public long pass(Packet packet, long nowNs) {
    packet.dscp = of(packet.dscp);
    return nowNs;
  }
}
