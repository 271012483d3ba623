package org.mosexporter.call;

import org.mosexporter.stream.StreamSummary;

/** Keeps nothing of what a tracker says. */
class Unheard implements CallEvents {
  @Override
  public void onInterval(ObservedInterval interval) {}

  @Override
  public void onObservation(ObservedInterval interval) {}

  @Override
  public void onStreamEnded(StreamSummary stream) {}

  @Override
  public void onCallEnded(CallSummary call) {}
}
