package org.mosexporter.simulator.path;

/** Where a flow ends. */
public interface Ear {
  /** It arrived. */
  void hear(Packet packet, long nowNs);

  /**
   * One was lost; never told of copies and of what is not speech.
   *
   * @param seen whether it had passed the capture point
   */
  void miss(boolean seen, Segment where);
}
