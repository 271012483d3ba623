package org.mosexporter.network;

import java.util.OptionalLong;

/** How long ago the last good poll was, by our clock or the agent's, whichever says more. */
final class PollGap {
  private long atNs;
  private OptionalLong upTimeTicks = OptionalLong.empty();

  double secondsBefore(Poll poll) {
    double ours = atNs == 0 ? 0 : (poll.atNs() - atNs) / 1e9;
    double theirs =
        upTimeTicks.isPresent() && poll.upTimeTicks().isPresent()
            ? (poll.upTimeTicks().getAsLong() - upTimeTicks.getAsLong()) / 100.0
            : 0;
    atNs = poll.atNs();
    upTimeTicks = poll.upTimeTicks();
    return Math.max(ours, theirs);
  }
}
