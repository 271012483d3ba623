package org.mosexporter.simulator.office;

import org.mosexporter.simulator.path.Flow;

/**
 * One direction of a leg.
 *
 * @param listener at its end
 */
record Stream(StreamTruth truth, Listener listener, Flow flow, Source source, Codec codec) {
  int ssrc() {
    return truth.ssrc();
  }

  void end(Scores scores, long nowNs) {
    listener.end(nowNs);
    scores.ended(truth);
  }
}
