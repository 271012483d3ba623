package org.mosexporter.simulator.path;

/** Something that is to happen at a time. */
@FunctionalInterface
public interface Event {
  /**
   * It is time.
   *
   * @param nowNs since the simulation began
   */
  void happen(long nowNs);
}
