package org.mosexporter.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReceptionTest {
  private static final long PACKET_NS = 20_000_000;

  private final Reception reception = new Reception();

  @Test
  void reportsTheLossOfEachPeriodAndOfAll() {
    arrive(10, 0);
    arrive(11, 0);
    arrive(13, 0);
    arrive(14, 0); // one of five

    Reception.ReportBlock first = reception.report(1, 0, 0);
    arrive(15, 0);
    arrive(18, 0); // two of four
    Reception.ReportBlock second = reception.report(1, 0, 0);

    assertEquals(51, first.lossFraction()); // 256 / 5
    assertEquals(1, first.cumulativeLost());
    assertEquals(14, first.extendedHighestSequence());
    assertEquals(128, second.lossFraction());
    assertEquals(3, second.cumulativeLost());
  }

  @Test
  void movesASixteenthOfTheWayAtEachPacket() {
    arrive(1, 0);
    arrive(2, 5_000_000); // |D| = 40 units, J = 40 / 16

    assertEquals(2.5 / 8000, reception.jitterMaxSeconds(), 1e-9);
  }

  /** Alternating 0 and 5 ms late: |D| is 40 units at every packet, and J settles there. */
  @Test
  void settlesOnTheJitterOfRfc3550() {
    for (int i = 0; i < 400; i++) {
      arrive(i, i % 2 * 5_000_000L);
    }

    assertEquals(0.005, reception.jitterMaxSeconds(), 1e-6);
    assertEquals(39, reception.report(1, 0, 0).jitterUnits()); // truncated as §A.8 does
  }

  private void arrive(long sequence, long lateNs) {
    reception.onPacket(sequence, sequence * 160, sequence * PACKET_NS + lateNs);
  }
}
