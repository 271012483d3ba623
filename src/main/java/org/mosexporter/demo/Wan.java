package org.mosexporter.demo;

import java.util.SplittableRandom;
import org.mosexporter.demo.WanTraffic.ClassCounters;
import org.mosexporter.demo.WanTraffic.QosClass;

/**
 * The office's uplink: a router whose queues drop while it is busy, and a provider who then loses
 * some on the way in. Every drop that a call suffers in the router is in the router's counters.
 */
final class Wan {
  private static final long BACKGROUND_NS = 100_000_000;
  private static final int BACKGROUND_PACKET_BYTES = 1_000;
  private static final int QUIET_BITS_PER_SECOND = 4_000_000;
  private static final int BUSY_BITS_PER_SECOND = 24_000_000;
  private static final int SHAPED_BITS_PER_SECOND = 20_000_000;

  private final Timeline timeline;
  private final WanSchedule schedule;
  private final SplittableRandom random;
  private final WanTraffic traffic = new WanTraffic();

  Wan(Timeline timeline, WanSchedule schedule, SplittableRandom random) {
    this.timeline = timeline;
    this.schedule = schedule;
    this.random = random;
  }

  WanTraffic traffic() {
    return traffic;
  }

  private boolean isBusy() {
    return schedule.isBusy(timeline.nowNs() - timeline.startNs());
  }

  /** Offers a packet to the router's output queue. */
  boolean passesOut(int dscp, int udpPayloadBytes) {
    QosClass qosClass = QosClass.of(dscp);
    ClassCounters counters = traffic.of(qosClass);
    int bytes = FrameWriter.HEADER_BYTES + udpPayloadBytes;
    counters.offered(1, bytes);
    if (!isBusy() || random.nextDouble() >= dropFraction(qosClass)) {
      return true;
    }
    counters.dropped(1, bytes);
    return false;
  }

  /** Whether the provider's side of the link delivers a voice packet; half as bad as our own. */
  boolean passesIn(int dscp) {
    return !isBusy() || random.nextDouble() >= dropFraction(QosClass.of(dscp)) / 2;
  }

  /** Counts a packet that came in. */
  void received(int udpPayloadBytes) {
    traffic.receivedPackets.incrementAndGet();
    traffic.receivedBytes.addAndGet(FrameWriter.HEADER_BYTES + udpPayloadBytes);
  }

  private double dropFraction(QosClass qosClass) {
    return switch (qosClass) {
      case VOICE -> schedule.dropFraction();
      case SIGNALING -> 0;
      case DEFAULT -> 2 * schedule.dropFraction();
    };
  }

  /** Keeps the rest of the office downloading and uploading. */
  void startBackground() {
    boolean busy = isBusy();
    long bits = busy ? BUSY_BITS_PER_SECOND : QUIET_BITS_PER_SECOND;
    long packets = packetsPerStep(bits);
    long over = Math.max(0, packets - packetsPerStep(SHAPED_BITS_PER_SECOND));
    ClassCounters counters = traffic.of(QosClass.DEFAULT);
    counters.offered(packets, packets * BACKGROUND_PACKET_BYTES);
    counters.dropped(over, over * BACKGROUND_PACKET_BYTES);
    counters.depthPackets.set(busy ? RouterQueues.DEFAULT_LIMIT_PACKETS : 0);
    traffic.of(QosClass.VOICE).depthPackets.set(busy ? RouterQueues.VOICE_LIMIT_PACKETS : 0);
    traffic.receivedPackets.addAndGet(2 * packets);
    traffic.receivedBytes.addAndGet(2 * packets * BACKGROUND_PACKET_BYTES);
    timeline.after(BACKGROUND_NS, this::startBackground);
  }

  private static long packetsPerStep(long bitsPerSecond) {
    return bitsPerSecond * BACKGROUND_NS / 1_000_000_000 / 8 / BACKGROUND_PACKET_BYTES;
  }
}
