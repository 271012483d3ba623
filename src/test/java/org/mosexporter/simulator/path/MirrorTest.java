package org.mosexporter.simulator.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

class MirrorTest {
  private static final long EPOCH_NS = 1_000;

  private static final class Seen implements PacketSink {
    long packets;
    long dropped;
    long lastNs;
    int sinceFlush;

    @Override
    public void onObservationPoint(int observationPoint, ObservationPoint place) {}

    @Override
    public void onPacket(
        ByteBuffer window, int offset, int length, int wire, long atNs, int point, int flags) {
      packets++;
      sinceFlush++;
      assertTrue(sinceFlush <= 64, "its window is not to be written again before");
      assertTrue(atNs >= lastNs && window.isDirect());
      lastNs = atNs;
    }

    @Override
    public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {
      assertTrue(fromNs > EPOCH_NS && toNs >= fromNs && toNs >= lastNs);
      dropped += packets;
    }

    @Override
    public void onClockStep(long fromNs, long withinNs, long stepNs) {}

    @Override
    public void flush() {
      sinceFlush = 0;
    }
  }

  private final Seen seen = new Seen();
  private final Mirror mirror =
      new Mirror(
          seen, new ObservationPoint("m", LinkType.ETHERNET), EPOCH_NS, new SplittableRandom(1));

  private Bench play(boolean out) {
    Bench bench = new Bench(mirror.way(out));
    bench.send(0, 200, () -> 1e6);
    bench.timeline.runUntil(200_000_000_000L);
    mirror.flush();
    return bench;
  }

  @Test
  void aLossyMirrorHarmsNobody() {
    mirror.lossy(0.1, 50e6, 0.5);
    Bench bench = play(true);
    assertEquals(0, bench.missed);
    assertEquals(0, seen.dropped);
    assertEquals(0.05, (double) mirror.hidden() / bench.heard, 0.01);
    assertEquals(bench.heard, seen.packets + mirror.hidden());
  }

  @Test
  void ourOwnDropsAreTold() {
    mirror.ring(0.05, 200e6, 0.8);
    Bench bench = play(true);
    assertEquals(0, bench.missed);
    assertTrue(seen.dropped > 5_000);
    assertEquals(mirror.dropped(), seen.dropped);
    assertEquals(bench.heard, seen.packets + seen.dropped);
  }

  @Test
  void oneSideIsHidden() {
    mirror.hide(true, false);
    Bench bench = play(true);
    assertEquals(0, seen.packets);
    assertTrue(bench.heard > 0);
    assertEquals(bench.heard, mirror.hidden());
  }
}
