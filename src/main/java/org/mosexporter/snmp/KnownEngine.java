package org.mosexporter.snmp;

/**
 * Whether what is remembered of a device's engine is to be forgotten.
 *
 * <p>A device that comes back with its old engine ID and fewer boots (reset, replaced) does not
 * answer whoever knows more of them, for ever (RFC 3414 §3.2). Forgetting its boots lets it answer;
 * it also lets answers be replayed that were recorded before, so it is done once after each time
 * that the device answered, and not at every poll.
 */
final class KnownEngine {
  private static final int POLLS_BETWEEN = 4;

  private final boolean hasEngine;
  private boolean answered;
  private int pollsSinceForgotten = POLLS_BETWEEN;

  /**
   * @param hasEngine whether the device is asked by SNMPv3
   */
  KnownEngine(boolean hasEngine) {
    this.hasEngine = hasEngine;
  }

  void beginPoll() {
    pollsSinceForgotten++;
  }

  void onAnswer() {
    answered = true;
  }

  /** After a poll without an answer. Who asks has to forget it then. */
  boolean isToBeForgotten() {
    if (!hasEngine || !answered || pollsSinceForgotten < POLLS_BETWEEN) {
      return false;
    }
    answered = false;
    pollsSinceForgotten = 0;
    return true;
  }
}
