package org.mosexporter.wire.link;

/**
 * How many layers were taken off the frame at hand: VLAN tags, MPLS labels, PPPoE, tunnels, and
 * datagrams that were put together. At most {@link #MAX} in all, whatever they are.
 */
final class Nesting {
  static final int MAX = 8;

  private int layers;

  /** A new frame. */
  void begin() {
    layers = 0;
  }

  /** Takes off one more, unless there were too many. */
  boolean goDeeper() {
    return ++layers <= MAX;
  }

  int layers() {
    return layers;
  }
}
