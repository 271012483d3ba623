package org.mosexporter.simulator.office;

/** What a receiver counts of a stream for its report blocks (RFC 3550 §6.4.1, §A.3, §A.8). */
final class Reception {
  private static final int MOST_LOST = 0x7F_FFFF;
  private static final int LEAST_LOST = -0x80_0000;
  private static final int REMEMBERED = 64;

  private final double unitsPerNs;
  private final int sequence;
  private long first = -1;
  private long highest = -1;
  private long latest;
  private long received;
  private long duplicates;
  private long expectedReported;
  private long receivedReported;
  private double jitterUnits;
  private double lastTransitUnits;

  /**
   * @param sequence on the wire, of the packet that is number 0
   */
  Reception(Codec codec, int sequence) {
    this.sequence = sequence;
    unitsPerNs = codec.clockRateHz / 1e9;
  }

  /**
   * Takes a packet.
   *
   * @param transitNs arrival less time of speech, with any offset
   * @return whether it had come before
   */
  boolean onPacket(long number, double transitNs) {
    double transitUnits = transitNs * unitsPerNs;
    if (received++ == 0) {
      first = number;
      highest = number;
      latest = 1;
      lastTransitUnits = transitUnits;
      return false;
    }
    jitterUnits += (Math.abs(transitUnits - lastTransitUnits) - jitterUnits) / 16;
    lastTransitUnits = transitUnits;
    return isDuplicate(number);
  }

  private boolean isDuplicate(long number) {
    long ahead = number - highest;
    if (ahead > 0) {
      latest = ahead >= REMEMBERED ? 1 : latest << ahead | 1;
      highest = number;
      return false;
    }
    long bit = -ahead >= REMEMBERED ? 0 : 1L << -ahead;
    boolean before = bit == 0 || (latest & bit) != 0;
    latest |= bit;
    duplicates += before ? 1 : 0;
    return before;
  }

  boolean hasHeard() {
    return received > 0;
  }

  /** The highest sequence number that came, and how often they began anew. */
  int extendedHighest() {
    return (int) (sequence + highest);
  }

  long expected() {
    return received == 0 ? 0 : highest - first + 1;
  }

  /** As report blocks count: duplicates make it less (§A.3). */
  long lost() {
    return expected() - received;
  }

  /** Packets that never came. */
  long missing() {
    return expected() - received + duplicates;
  }

  double jitterMs() {
    return jitterUnits / unitsPerNs / 1e6;
  }

  int jitterUnits() {
    return (int) jitterUnits;
  }

  int cumulativeLost() {
    return Math.clamp(lost(), LEAST_LOST, MOST_LOST);
  }

  /** Of 256, since the last time it was asked. */
  int fractionLost() {
    long expectedSince = expected() - expectedReported;
    long lostSince = expectedSince - (received - receivedReported);
    expectedReported = expected();
    receivedReported = received;
    return expectedSince <= 0 || lostSince <= 0
        ? 0
        : (int) Math.min(255, lostSince * 256 / expectedSince);
  }
}
