package org.mosexporter.system;

import java.util.ArrayList;
import java.util.List;
import org.mosexporter.system.RelayLog.Packet;

/**
 * One direction of a call as the relay's log gives it, worked out apart from the daemon: what a
 * perfect meter at the capture point counts in each interval of 10 s.
 */
record Truth(long captured, long lost, List<Part> parts) {
  private static final double INTERVAL_SECONDS = 10;
  private static final double LEAST_SPEECH_SECONDS = 2;
  private static final double RTP_UNITS_PER_SECOND = 8000;

  /**
   * One interval.
   *
   * @param lossPercent of the packets that belong to it
   * @param burstRatio mean run of losses over that of random loss (ITU-T G.107 §7.5)
   */
  record Part(double endSeconds, double lossPercent, double burstRatio, double jitterSeconds) {}

  private static final class Tally {
    private double endSeconds;
    private long expected;
    private long lost;
    private long runs;
    private double jitterSum;
    private long jitterSamples;

    Part part() {
      double share = (double) lost / expected;
      double burst = runs == 0 ? 1 : Math.max(1, (double) lost / runs * (1 - share));
      return new Part(endSeconds, 100 * share, burst, jitterSum / jitterSamples);
    }
  }

  /** At a capture point behind the relay: what it dropped is missing. */
  static Truth behind(List<Packet> packets, double meanDelaySeconds) {
    return of(packets, true, meanDelaySeconds);
  }

  /** At a capture point before the relay: everything passes. */
  static Truth before(List<Packet> packets) {
    return of(packets, false, 0);
  }

  private static Truth of(List<Packet> packets, boolean behind, double meanDelaySeconds) {
    int first = 0;
    int last = packets.size() - 1;
    while (behind && packets.get(first).dropped()) {
      first++;
    }
    while (behind && packets.get(last).dropped()) {
      last--;
    }
    List<Packet> between = packets.subList(first, last + 1);
    double start = seen(between.getFirst(), behind);
    double end = seen(between.getLast(), behind);
    List<Tally> tallies = new ArrayList<>();
    long lost = 0;
    double jitter = 0;
    Packet before = between.getFirst();
    boolean losing = false;
    for (Packet packet : between) {
      boolean missing = behind && packet.dropped();
      double at = missing ? packet.inSeconds() + meanDelaySeconds : seen(packet, behind);
      Tally tally = tally(tallies, Math.max(0, at - start));
      tally.endSeconds = Math.min(end, start + tallies.size() * INTERVAL_SECONDS);
      tally.expected++;
      if (missing) {
        lost++;
        tally.lost++;
        tally.runs += losing ? 0 : 1;
      } else if (packet.sequence() != before.sequence()) {
        double difference = at - seen(before, behind) - sentSeconds(before, packet);
        jitter += (Math.abs(difference) - jitter) / 16; // RFC 3550 §A.8
        tally.jitterSum += jitter;
        tally.jitterSamples++;
        before = packet;
      }
      losing = missing;
    }
    double rest = end - start - (tallies.size() - 1) * INTERVAL_SECONDS;
    if (rest < LEAST_SPEECH_SECONDS) {
      tallies.removeLast();
    }
    return new Truth(between.size() - lost, lost, tallies.stream().map(Tally::part).toList());
  }

  private static Tally tally(List<Tally> tallies, double sinceStart) {
    int index = (int) (sinceStart / INTERVAL_SECONDS);
    while (tallies.size() <= index) {
      tallies.add(new Tally());
    }
    return tallies.get(index);
  }

  private static double seen(Packet packet, boolean behind) {
    return behind ? packet.outSeconds() : packet.inSeconds();
  }

  private static double sentSeconds(Packet before, Packet packet) {
    return (int) (packet.timestamp() - before.timestamp()) / RTP_UNITS_PER_SECOND;
  }
}
