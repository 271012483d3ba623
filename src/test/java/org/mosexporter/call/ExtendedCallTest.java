package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Extended.report;
import static org.mosexporter.wire.Extended.voip;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.receiverReport;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.stream.StreamSummary;

/** What Alice's phone says in extended reports, beside what was measured and reported. */
class ExtendedCallTest {
  private final Office office = new Office();

  /** At 5, 15, 25 … s; of 500 packets 10 are lost, and 20 in 1000 discarded. */
  private void call(int seconds) {
    for (int i = 0; i < seconds * 50; i++) {
      office.speechPacket(0, i, PBX, 5000, ALICE, 4000, 0x0B);
      if (i % 500 == 249) {
        int lost = 10 * (i / 500);
        byte[] blocks = receiverReport(0x0A, block(0x0B, 0, lost, i, 8, 0, 0));
        byte[] metrics = voip(0x0B).rates(5, 5).delays(80, 60, 40).verdict(60, 30, 29).octets();
        byte[] compound = concat(blocks, report(0x0A, metrics));
        office.udp(0.02 * i + 0.01, ALICE, 4001, PBX, 5001, compound);
      }
    }
  }

  private List<EndpointFigures> extended() {
    return office.tracker.figures().stream().filter(one -> one.source() == Source.XR).toList();
  }

  @Test
  void figuresAreThereBeforeTheFirstInterval() {
    call(6);
    EndpointFigures figures = extended().getFirst();
    assertEquals(0, figures.packets());
    assertEquals(List.of(), figures.sums()); // on no scale yet
  }

  @Test
  void aPhonesExtendedReportsHaveFiguresOfTheirOwn() {
    call(46);
    office.tracker.finish();

    assertEquals(1, extended().size()); // not of the PBX
    EndpointFigures figures = extended().getFirst();
    assertEquals(Direction.RECEIVED, figures.direction());
    // 10 in each 500 by report blocks, and before the first, 5.5/256 of 250
    assertEquals(45, figures.packetsLost());
    assertEquals(2250 - 45, figures.packets());
    assertEquals(2250 * 5 / 256.0, (double) figures.packetsDiscarded(), 2250 / 256.0);
    assertEquals(4, figures.sums().getFirst().lqIntervals());
    assertEquals(0.08, figures.roundTripSeconds().orElseThrow(), 1e-9);
    StreamSummary stream = office.seen.streams.getFirst();
    assertTrue(stream.xr().orElseThrow().score().orElseThrow().mosLq() > 3.9);
    assertEquals(3.0, stream.xr().orElseThrow().verdict().mosLq().orElseThrow());
    assertEquals(4.409, stream.score().orElseThrow().mosLq(), 0.001);
  }

  @Test
  void theClockMayBeSet() {
    call(16);
    office.tracker.onClockStep(ns(16), 20_000_000, 3600_000_000_000L);
    office.tracker.finish();

    assertEquals(1, extended().getFirst().sums().getFirst().lqIntervals());
  }
}
