package org.mosexporter.stream;

import org.jspecify.annotations.Nullable;

/** What few streams have, and others hold no memory for. */
final class Seldom {
  /** Where it left off before an outage. */
  @Nullable LeftOff leftOff;

  /** What the receiver of the answering stream reported, when that stream has ended. */
  @Nullable Reception endedReverse;

  /** What other observation points see of it. */
  @Nullable OtherView otherViews;

  /** Where it was observed until {@link #movedNs}, if it was observed elsewhere. */
  int formerPoint;

  long movedNs = Long.MIN_VALUE;

  void onClockStep(long stepNs) {
    movedNs += movedNs == Long.MIN_VALUE ? 0 : stepNs;
    for (OtherView view = otherViews; view != null; view = view.next) {
      view.lastNs += stepNs;
    }
  }
}
