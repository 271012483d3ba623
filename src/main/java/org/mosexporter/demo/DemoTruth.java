package org.mosexporter.demo;

import java.util.List;

/**
 * What really happened in the simulated office.
 *
 * @param streams those that put at least one packet past the capture point, oldest first; of a long
 *     run the last {@link #MOST_STREAMS}
 */
public record DemoTruth(
    List<StreamTruth> streams, long rtpPackets, long rtcpPackets, long sipMessages, long calls) {
  public static final int MOST_STREAMS = 20_000;

  public DemoTruth {
    streams = List.copyOf(streams);
  }
}
