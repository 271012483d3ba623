package org.mosexporter.simulator.office;

/** Hears how each interval of each stream was. */
public interface Scores {
  /**
   * An interval that somebody heard is over.
   *
   * @param expected packets of it
   * @param mosLq on the codec's own scale
   * @param mosLost of MOS-CQ there, against the same codec with nothing lost and 60 ms of delay
   * @param commonMosLost of MOS on the common scale, against the codec that the phone prefers
   */
  void heard(
      StreamTruth stream,
      long nowNs,
      int expected,
      double mosLq,
      double mosLost,
      double commonMosLost);

  /** A stream is over. */
  void ended(StreamTruth stream);
}
