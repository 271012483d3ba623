package org.mosexporter.snmp;

/** How much is asked of a device in one GETBULK: found by trial, remembered per device. */
final class BulkSize {
  private int columns;
  private int repetitions;
  private int mostRepetitions;

  BulkSize(int columns, int repetitions) {
    this.columns = columns;
    this.repetitions = repetitions;
    this.mostRepetitions = repetitions;
  }

  int columns() {
    return columns;
  }

  int repetitions() {
    return repetitions;
  }

  /** A lost packet must not make every later poll slow: what timed out is tried again. */
  void beginPoll() {
    repetitions = Math.min(2 * repetitions, mostRepetitions);
  }

  /** Asks for half; false when there is nothing left to halve. */
  boolean onTooBig() {
    if (repetitions > 1) {
      repetitions /= 2;
      mostRepetitions = repetitions;
      return true;
    }
    if (columns > 1) {
      columns /= 2;
      return true;
    }
    return false;
  }

  /** Asks for half until the next poll; false when there is nothing left to halve. */
  boolean onTimeout() {
    if (repetitions == 1) {
      return false;
    }
    repetitions /= 2;
    return true;
  }
}
