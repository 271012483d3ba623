package org.mosexporter.stream.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mosexporter.stream.reference.HandMadeTraces.Trace;
import org.mosexporter.stream.reference.Playout.Fate;

/** What every emulation of a jitter buffer has to find in {@code traces.txt}. */
public abstract class HandMadeTracesContract {
  private static final long FAR_NS = 1_700_000_000_123_456_789L;
  private static final int LATER_NUMBER = 0xFFFD;
  private static final int LATER_TIMESTAMP = -500;

  /** The emulation under test. */
  protected abstract Playout playout();

  static List<Trace> traces() {
    return HandMadeTraces.read();
  }

  @Test
  void atLeastTwentyWereWorkedOut() {
    assertTrue(traces().size() >= 20);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void findsWhatWasWorkedOutOnPaper(Trace trace) {
    assertEquals(text(trace, trace.expected()), text(trace, judge(trace, trace.packets())));
  }

  /** Numbers and timestamps wrap within the trace, and the capture's clock is that of today. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void findsTheSameWhereverNumbersAndClocksBegin(Trace trace) {
    List<TracePacket> moved = trace.packets().stream().map(HandMadeTracesContract::moved).toList();

    assertEquals(text(trace, trace.expected()), text(trace, judge(trace, moved)));
  }

  private static TracePacket moved(TracePacket packet) {
    return new TracePacket(
        (packet.sequenceNumber() + LATER_NUMBER) & 0xFFFF,
        packet.timestamp() + LATER_TIMESTAMP,
        packet.marker(),
        packet.arrivalNs() + FAR_NS,
        packet.payload());
  }

  private List<Fate> judge(Trace trace, List<TracePacket> packets) {
    return playout().judge(packets, trace.buffer()).fates();
  }

  /** One line per packet, so that a difference is seen where it is. */
  private static String text(Trace trace, List<Fate> fates) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fates.size(); i++) {
      text.append(trace.packets().get(i).sequenceNumber())
          .append(' ')
          .append(fates.get(i).verdict())
          .append(' ')
          .append(fates.get(i).waitNs() / 1e6)
          .append('\n');
    }
    return text.toString();
  }
}
