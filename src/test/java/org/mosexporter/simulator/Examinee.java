package org.mosexporter.simulator;

import org.mosexporter.call.CallEvents;
import org.mosexporter.call.Snapshots;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Topology;

/**
 * Who is to draw conclusions: it is told what the daemon's stages are told, in the same order, on
 * one thread.
 */
public interface Examinee extends CallEvents {
  /** A router or switch was polled. */
  void onPoll(RouterSnapshot device, PollWindows windows, Topology topology);

  /** Our own capture lost frames; times since 1970. */
  void onDrops(long fromNs, long toNs, long packets);

  /** Ten seconds have passed. */
  void onTime(long nowNs, Snapshots snapshots);

  /** It is over. */
  Findings findings();
}
