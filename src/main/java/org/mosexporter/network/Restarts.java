package org.mosexporter.network;

import java.util.OptionalLong;

/** Notices that an agent started anew between two polls, so that its counters and indexes may. */
final class Restarts {
  private static final long TICKS = 1L << 32;
  private static final long TICKS_PER_SECOND = 100;

  /** How far the agent's clock may be from ours at the end of its 497 days. */
  private static final long SLACK_TICKS = 300 * TICKS_PER_SECOND;

  private OptionalLong upTimeTicks = OptionalLong.empty();
  private OptionalLong engineBoots = OptionalLong.empty();
  private long atNs;

  /** Whether the device restarted since the poll given before. */
  boolean isRestart(Poll poll) {
    boolean restart = rebooted(poll) || wentBack(poll);
    upTimeTicks = poll.upTimeTicks();
    engineBoots = poll.engineBoots().isPresent() ? poll.engineBoots() : engineBoots;
    atNs = poll.atNs();
    return restart;
  }

  private boolean rebooted(Poll poll) {
    return poll.engineBoots().isPresent()
        && engineBoots.isPresent()
        && poll.engineBoots().getAsLong() != engineBoots.getAsLong();
  }

  private boolean wentBack(Poll poll) {
    if (upTimeTicks.isEmpty() || poll.upTimeTicks().isEmpty()) {
      return false;
    }
    long before = upTimeTicks.getAsLong();
    if (poll.upTimeTicks().getAsLong() >= before) {
      return false;
    }
    // sysUpTime wraps after 497 days; only an unchanged boot count tells that from a restart.
    long passedTicks = (poll.atNs() - atNs) / 10_000_000;
    boolean due = before + passedTicks + SLACK_TICKS >= TICKS;
    return !(due && poll.engineBoots().isPresent() && engineBoots.isPresent());
  }
}
