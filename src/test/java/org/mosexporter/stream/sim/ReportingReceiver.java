package org.mosexporter.stream.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mosexporter.stream.reference.TracePacket;

/**
 * A phone that receives one stream and reports on it as RFC 3550 has it: §A.3 for losses, §A.8 for
 * jitter, §A.7 for the time between reports.
 */
public final class ReportingReceiver {
  private static final double REPORT_SECONDS = 5;
  private static final double NS_PER_SECOND = 1e9;
  private static final int UNITS_PER_SECOND = 8000;

  private final SplittableRandom random;
  private final List<Report> reports = new ArrayList<>();
  private long highest;
  private long first;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private long jitterTimes16;
  private long transitBefore;

  /**
   * A report block.
   *
   * @param fractionOf256 lost since the report before
   * @param lost in all, below 0 when packets came twice
   */
  public record Report(
      long atNs, int ssrc, int fractionOf256, long lost, long extendedHighest, long jitter) {}

  private ReportingReceiver(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Its reports on a stream, in order. */
  public static List<Report> reports(SimulatedStream stream, long seed) {
    return new ReportingReceiver(seed).hear(stream);
  }

  private List<Report> hear(SimulatedStream stream) {
    TracePacket opening = stream.arrivals().getFirst().packet();
    highest = opening.sequenceNumber();
    first = highest;
    long dueNs = nextNs(opening.arrivalNs());
    for (Arrival arrival : stream.arrivals()) {
      TracePacket packet = arrival.packet();
      while (packet.arrivalNs() >= dueNs) {
        report(stream.ssrc(), dueNs);
        dueNs = nextNs(dueNs);
      }
      int ahead = (short) (packet.sequenceNumber() - (int) highest);
      highest = Math.max(highest, highest + ahead);
      received++;
      hearSpacing(packet);
    }
    return List.copyOf(reports);
  }

  private long nextNs(long atNs) {
    return atNs + (long) (REPORT_SECONDS * (0.5 + random.nextDouble()) * NS_PER_SECOND);
  }

  private void hearSpacing(TracePacket packet) {
    long arrival = (long) (packet.arrivalNs() / NS_PER_SECOND * UNITS_PER_SECOND);
    long transit = arrival - packet.timestamp();
    if (received > 1) {
      jitterTimes16 += Math.abs((int) (transit - transitBefore)) - ((jitterTimes16 + 8) >> 4);
    }
    transitBefore = transit;
  }

  private void report(int ssrc, long atNs) {
    long expected = highest - first + 1;
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    int fraction = expectedNow == 0 || lostNow <= 0 ? 0 : (int) (256 * lostNow / expectedNow);
    reports.add(
        new Report(
            atNs, ssrc, Math.min(fraction, 255), expected - received, highest, jitterTimes16 >> 4));
  }
}
