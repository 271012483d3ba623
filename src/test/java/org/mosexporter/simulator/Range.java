package org.mosexporter.simulator;

/** From which part of the distributions a scenario is drawn. */
public enum Range {
  /** What thresholds may be chosen by. */
  TUNED,
  /** What nobody has tuned for: lighter and severer, other lines, longer ways, bigger offices. */
  OUTSIDE
}
