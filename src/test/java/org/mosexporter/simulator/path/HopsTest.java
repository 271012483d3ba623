package org.mosexporter.simulator.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HopsTest {
  private static final long LONG = 2_000_000_000_000L;

  /** A policer passes its rate of a steady stream, and a bucket at once after silence. */
  @Test
  void aPolicerPassesItsRate() {
    Policer policer = new Policer(300_000, 3_000);
    int passed = 0;
    for (int i = 0; i < 100_000; i++) { // 1 Mbit/s
      passed += policer.conforms(125, i * 1_000_000L) ? 1 : 0;
    }
    assertEquals(0.3, passed / 1e5, 0.001);

    long later = 200_000_000_000L;
    int atOnce = 0;
    while (policer.conforms(125, later)) {
      atOnce++;
    }
    assertEquals(3_000 / 125, atOnce);
  }

  @Test
  void aClassQueueLosesWhatDoesNotFit() {
    ClassQueue queue = new ClassQueue(800_000, 20 * 200);
    SplittableRandom random = new SplittableRandom(1);
    double atNs = 0;
    double longestNs = 0;
    int lost = 0;
    for (int i = 0; i < 200_000; i++) { // 200 octets at 1.5 times what is served
      atNs += random.nextExponential() * 2e6 / 1.5;
      long leavesNs = queue.pass(200, (long) atNs);
      lost += leavesNs == Hop.LOST ? 1 : 0;
      longestNs = Math.max(longestNs, leavesNs - atNs);
    }
    assertEquals(1 - 1 / 1.5, lost / 2e5, 0.01);
    assertEquals(20 * 2e6, longestNs, 1e4); // twenty services of 2 ms
    assertEquals(lost, queue.dropped());
  }

  /** Seven tries that fail each with p: lost with p^7; the tries of others are geometric, cut. */
  @Test
  void aFrameIsGivenUpAfterSevenTries() {
    double fails = 0.6;
    Air air = new Air(new SplittableRandom(2), 0, fails);
    air.fading(0, 1, fails);
    int lost = 0;
    double tookNs = 0;
    int frames = 200_000;
    for (int i = 0; i < frames; i++) {
      double took = air.send(i);
      lost += took < 0 ? 1 : 0;
      tookNs += Math.abs(took);
    }
    assertEquals(Math.pow(0.6, 7), (double) lost / frames, 0.002);
    // Try k happens with p^(k-1) and takes DIFS, the mean of its window and the frame:
    // windows 16, 32 … 1024, so 34 + 9 (w-1)/2 + 180 µs.
    double expectedUs = 0;
    double window = 16;
    for (int k = 0; k < 7; k++) {
      expectedUs += Math.pow(0.6, k) * (34 + 9 * (window - 1) / 2 + 180);
      window *= 2;
    }
    assertEquals(expectedUs, tookNs / frames / 1e3, expectedUs * 0.02);
  }

  /** Others come first with p again and again: p/(1−p) frames of theirs at each try. */
  @Test
  void contentionDelays() {
    Air idle = new Air(new SplittableRandom(3), 0, 0);
    Air busy = new Air(new SplittableRandom(3), 0.75, 0);
    idle.fading(0, 1, 0);
    busy.fading(0, 1, 0);
    double more = 0;
    for (int i = 0; i < 100_000; i++) {
      more += busy.send(i) - idle.send(i);
    }
    assertEquals(3 * 1.3e6, more / 1e5, 0.1e6);
  }

  @Test
  void goodAndBadTimesAreAsLongAsTheyShall() {
    TwoState state = TwoState.ofShare(new SplittableRandom(4), 0.2, 50e6);
    long bad = 0;
    int begun = 0;
    boolean before = false;
    for (long now = 0; now < LONG; now += 1_000_000) {
      boolean is = state.isBad(now);
      bad += is ? 1 : 0;
      begun += is && !before ? 1 : 0;
      before = is;
    }
    assertEquals(0.2, bad * 1e6 / LONG, 0.01);
    assertEquals(50, (double) bad / begun, 3); // ms; the shortest fall between two looks
  }

  @Test
  void aLineKeepsTheOrderAndLosesItsShare() {
    Line line = new Line(new SplittableRandom(5), 10e6, 8e6, 0.01);
    line.trouble(0.05, 100e6, 0.5);
    Bench bench = new Bench(line);
    bench.send(0, 200, () -> 5e6);
    long[] last = {-1};
    Ear inOrder =
        new Ear() {
          @Override
          public void hear(Packet packet, long nowNs) {
            assertTrue(packet.number() > last[0]);
            last[0] = packet.number();
          }

          @Override
          public void miss(boolean seen, Segment where) {}
        };
    Flow ordered =
        new Flow.Way()
            .through(Segment.PROVIDER, new Line(new SplittableRandom(6), 1e6, 9e6, 0))
            .flow(bench.timeline, (_, _, _) -> 0, inOrder);
    for (int i = 0; i < 1000; i++) {
      int number = i;
      bench.timeline.at(i * 1_000_000L, now -> ordered.send(number, false, 0, 200, now, now));
    }
    bench.timeline.runUntil(LONG);

    assertEquals(999, last[0]);
    assertEquals(0.95 * 0.01 + 0.05 * 0.5, bench.lostShare(), 0.002);
    assertTrue(bench.meanDelayNs() > 18e6);
  }

  /** 1 − (1 − BER)^bits of the frame. */
  @Test
  void aBadCableDamagesLongFramesMore() {
    Port port = new Port(new SplittableRandom(7), true);
    port.bitErrorRate(1e-5);
    Bench small = new Bench(port);
    small.send(0, 214, () -> 1e6);
    small.timeline.runUntil(200_000_000_000L);
    assertEquals(1 - Math.pow(1 - 1e-5, 8 * 214), small.lostShare(), 0.001);
    assertEquals(small.missed, port.errors());
  }

  @Test
  void aLoopRepeatsUntilTheTtlEnds() {
    Repeater repeater = new Repeater(new SplittableRandom(8));
    repeater.loop(1, 1e6);
    Bench bench = new Bench(repeater);
    bench.timeline.at(0, now -> bench.flow.send(0, false, 0, 200, now, now));
    bench.timeline.runUntil(1_000_000_000L);
    assertEquals(1 + 31, bench.heard); // TTL 64, two hops a round, out at 2

    repeater.twice(0.25, 1e6);
    Bench twice = new Bench(repeater);
    twice.send(0, 200, () -> 1e6);
    twice.timeline.runUntil(100_000_000_000L);
    assertEquals(1.25, twice.heard / 1e5, 0.01);
    assertEquals(twice.flow.sent(), twice.flow.arrived() + twice.flow.underWay());
  }

  @Test
  void whoRoamsWaitsOrIsLost() {
    Air air = new Air(new SplittableRandom(9), 0, 0);
    air.fading(0, 1, 0);
    Station station = new Station(air, new SplittableRandom(10));
    station.roaming(0.1, 300e6);
    Bench bench = new Bench(station);
    bench.send(0, 214, () -> 20e6);
    bench.timeline.runUntil(LONG);
    // Lost is who would wait more than 400 ms: a share exp(-400/300) of the time in gaps.
    assertEquals(0.1 * Math.exp(-4 / 3.0), bench.lostShare(), 0.004);
    assertTrue(bench.mostDelayNs < 500e6);
  }

  @Test
  void whatIsPlannedHappensInOrder() {
    Timeline timeline = new Timeline();
    SplittableRandom random = new SplittableRandom(11);
    long[] last = {0};
    int[] happened = {0};
    for (int i = 0; i < 20_000; i++) {
      long at = random.nextLong(1_000_000);
      timeline.at(
          at,
          now -> {
            assertEquals(at, now);
            assertTrue(now >= last[0]);
            last[0] = now;
            happened[0]++;
          });
    }
    timeline.runUntil(500_000);
    assertTrue(happened[0] > 9_000 && happened[0] < 11_000);
    timeline.runUntil(1_000_000);
    assertEquals(20_000, happened[0]);
  }
}
