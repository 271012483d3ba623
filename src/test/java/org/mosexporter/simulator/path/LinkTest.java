package org.mosexporter.simulator.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Queues behave as queueing theory says. */
class LinkTest {
  private static final double RATE = 10e6;
  private static final double SERVICE_NS = Bench.BYTES * 8e9 / RATE;
  private static final double PER_SECOND = 1e9 / SERVICE_NS;
  private static final int VOICE = 46;
  private static final long LONG = 400_000_000_000L;

  private static Router fifo(double depthBytes) {
    return new Router(new Link(RATE, depthBytes), false, VOICE);
  }

  /** Pollaczek and Khinchine: the mean wait in M/D/1 is ρ/(2(1−ρ)) services. */
  @Test
  void waitsAsInMD1() {
    double load = 0.7;
    Bench bench = new Bench(fifo(1e9));
    bench.send(0, Bench.BYTES, Bench.poisson(new SplittableRandom(1), load * PER_SECOND));
    bench.timeline.runUntil(LONG);

    double waits = bench.meanDelayNs() / SERVICE_NS - 1;
    assertEquals(0.7 / 0.6, waits, 0.04);
  }

  /** Whatever the queue, what does not fit is lost: 1 − C/λ. */
  @Test
  void losesWhatDoesNotFit() {
    Bench bench = new Bench(fifo(30 * Bench.BYTES));
    bench.send(0, Bench.BYTES, Bench.poisson(new SplittableRandom(2), 1.3 * PER_SECOND));
    bench.timeline.runUntil(LONG);

    assertEquals(1 - 1 / 1.3, bench.lostShare(), 0.01);
    // It is full nearly all the time: who gets in waits for nearly all the places.
    assertEquals(30 * SERVICE_NS, bench.mostDelayNs, SERVICE_NS);
  }

  /** Cobham 1954: two classes without interruption, R = (ρ1 + ρ2)/2 services is the rest of one. */
  @Test
  void servesTheUrgentFirstWithoutInterrupting() {
    double urgentLoad = 0.3;
    double ordinaryLoad = 0.4;
    Router router = new Router(new Link(RATE, 1e9), true, VOICE);
    Bench urgent = new Bench(router);
    urgent.send(
        VOICE, Bench.BYTES, Bench.poisson(new SplittableRandom(3), urgentLoad * PER_SECOND));
    Bench ordinary = new Bench(router);
    Event both =
        new Event() {
          private final SplittableRandom random = new SplittableRandom(4);
          private final Flow flow =
              new Flow.Way()
                  .through(Segment.WAN, router)
                  .flow(urgent.timeline, (_, _, _) -> 0, ordinary);

          @Override
          public void happen(long nowNs) {
            flow.send(0, false, 0, Bench.BYTES, nowNs, nowNs);
            double nextNs = random.nextExponential() * 1e9 / (ordinaryLoad * PER_SECOND);
            urgent.timeline.at(nowNs + (long) nextNs, this);
          }
        };
    urgent.timeline.at(0, both);
    urgent.timeline.runUntil(LONG);

    double rest = (urgentLoad + ordinaryLoad) / 2;
    assertEquals(rest / 0.7, urgent.meanDelayNs() / SERVICE_NS - 1, 0.03);
    assertEquals(rest / (0.7 * 0.3), ordinary.meanDelayNs() / SERVICE_NS - 1, 0.06);
  }

  /** A full ordinary queue costs the urgent one packet on the wire, at most. */
  @Test
  void aFullQueueDoesNotDelayTheUrgent() {
    Router router = new Router(new Link(RATE, 100 * Bench.BYTES), true, VOICE);
    Bench voice = new Bench(router);
    Background _ = new Background(voice.timeline, router.link(), 2, new SplittableRandom(5));
    voice.send(VOICE, 214, () -> 20e6);
    voice.timeline.runUntil(LONG / 10);

    assertEquals(0, voice.missed);
    assertTrue(voice.mostDelayNs <= SERVICE_NS + 214 * 8e9 / RATE + 2);
    assertTrue(router.link().ordinaryDropped() > 1000);
  }

  @Test
  void countsAllOctetsThatItSends() {
    Router router = fifo(50 * Bench.BYTES);
    Bench bench = new Bench(router);
    bench.send(0, Bench.BYTES, Bench.poisson(new SplittableRandom(6), 3 * PER_SECOND));
    bench.timeline.runUntil(LONG / 10);

    long taken = bench.heard + bench.flow.underWay();
    assertEquals(taken * Bench.BYTES, router.link().sentBytes());
    assertEquals(RATE / 8 * LONG / 10 / 1e9, (double) bench.heard * Bench.BYTES, 20 * Bench.BYTES);
    assertEquals(bench.missed, router.link().ordinaryDropped());
  }

  /** Elastic traffic fills a line and leaves most of it usable: TCP's share of loss is percents. */
  @Test
  void otherTrafficBacksOff() {
    Router router = fifo(100 * Bench.BYTES);
    Bench bench = new Bench(router);
    Background _ = new Background(bench.timeline, router.link(), 1.3, new SplittableRandom(7));
    bench.timeline.runUntil(LONG);

    Link link = router.link();
    double lost = (double) link.ordinaryDropped() / link.ordinaryPackets();
    assertTrue(lost > 0.002 && lost < 0.15, () -> "lost " + lost);
    assertTrue(link.sentBytes() > 0.8 * RATE / 8 * LONG / 1e9);
  }
}
