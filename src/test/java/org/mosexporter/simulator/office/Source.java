package org.mosexporter.simulator.office;

/** Who sends a stream, as sender reports tell of it. */
interface Source {
  void stop();

  /** Sent so far, with those that were only numbered. */
  long packets();

  /** How far its timestamp is. */
  int units();
}
