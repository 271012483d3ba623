package org.mosexporter.snmp;

/**
 * How much is asked of a device in one PDU: found by trial, remembered per device.
 *
 * <p>Less than the device can is asked after an answer was lost, but not for ever; more than it
 * said it can, never.
 */
final class BulkSize {
  /** Of long tables: more would make no fewer packets. */
  static final int COLUMNS = 10;

  /** Of short tables, so that many fit in one packet. */
  private static final int MOST_COLUMNS = 24;

  /** About 4 KB of counters. Agents on record fell silent at 4,000 and cut at 100. */
  static final int MOST_BINDINGS = 150;

  /** Ten minutes at the usual interval. */
  private static final int POLLS_UNTIL_MORE = 20;

  private static final int LESS_AFTER_TIMEOUT = 4;

  private int most;
  private int remembered;
  private int bindings;
  private int polls;

  BulkSize(int bindings) {
    this.most = bindings;
    this.remembered = bindings;
    this.bindings = bindings;
  }

  /**
   * @param rows that are likely to come
   */
  int columns(int rows) {
    return Math.clamp(bindings / rows, Math.min(COLUMNS, bindings), MOST_COLUMNS);
  }

  /**
   * @param columns that are asked together
   */
  int repetitions(int columns) {
    return Math.max(1, bindings / columns);
  }

  void beginPoll() {
    if (remembered < most && ++polls >= POLLS_UNTIL_MORE) {
      remembered = Math.min(2 * remembered, most);
      polls = 0;
    }
    bindings = remembered; // what was tried of a device that then said nothing at all is forgotten
  }

  /** So much was answered. */
  void onAnswer() {
    if (bindings < remembered) {
      remembered = bindings;
      polls = 0;
    }
  }

  /**
   * Asks for half of what was asked; false when there is nothing left to halve.
   *
   * @param asked values in the answer that was too big
   */
  boolean onTooBig(int asked) {
    if (asked <= 1) {
      return false;
    }
    bindings = Math.min(bindings, asked) / 2;
    most = bindings;
    remembered = bindings;
    return true;
  }

  /**
   * Asks for less, as long as that is lost; false when there is no less.
   *
   * @param asked values in the answer that did not come
   */
  boolean onTimeout(int asked) {
    if (asked <= 1) {
      return false;
    }
    bindings = Math.max(1, Math.min(bindings, asked) / LESS_AFTER_TIMEOUT);
    return true;
  }
}
