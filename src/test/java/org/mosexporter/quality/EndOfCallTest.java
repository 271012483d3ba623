package org.mosexporter.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Quality;

class EndOfCallTest {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private final Scorer scorer = new Scorer();
  private final Codecs codecs = Codecs.of(Quality.defaults());

  /**
   * 1000 packets of 20 ms, one burst of 25 with 20 lost (Ie,eff 72.312), no loss elsewhere, 11.5 s
   * before the end. By iteration and numeric integration: I1 9.133763, I2 2.489241, mean 5.130063;
   * at the end 5.130063 + 0.7 · 4.003700 · e^(-11.5/30) = 7.040268.
   */
  @Test
  void remembersABurstByHowLatelyItWas() {
    BurstMetrics bursts = oneBurst(400, 575);
    EndOfCall end = end("G.711", bursts, OptionalDouble.of(150)).orElseThrow();

    assertEquals(5.130063, end.ieAverage(), 1e-5);
    assertEquals(7.040268, end.ieEnd(), 1e-5);
    assertEquals(4.234141, end.mosLq(), 1e-6);
    assertEquals(4.114851, end.mosCq().orElseThrow(), 2e-6);
    assertTrue(end("G.711", oneBurst(975, 0), UNKNOWN).orElseThrow().mosLq() < end.mosLq());
    assertTrue(end("G.711", oneBurst(0, 975), UNKNOWN).orElseThrow().mosLq() > end.mosLq());
  }

  /** No burst: nothing to remember, so it is the plain score of its isolated losses. */
  @Test
  void isThePlainScoreWithoutBursts() {
    BurstGap counter = new BurstGap();
    for (int i = 0; i < 10; i++) {
      counter.addReceived(99);
      counter.addLost(1);
    }
    EndOfCall end = end("G.711", counter.metrics(), UNKNOWN).orElseThrow();

    assertEquals(3.639847, end.ieEnd(), 1e-6); // at 1 %
    assertEquals(4.328232, end.mosLq(), 1e-6);
    assertEquals(UNKNOWN, end.mosCq());
  }

  /** One burst and nothing else: Ie,eff at 100 % loss, 75.94. */
  @Test
  void knowsACallThatWasOneBurst() {
    BurstGap counter = new BurstGap();
    counter.addLost(500);
    EndOfCall end = end("G.711", counter.metrics(), UNKNOWN).orElseThrow();

    assertEquals(75.94, end.ieAverage(), 0.005);
    assertEquals(75.94, end.ieEnd(), 0.005);
  }

  @Test
  void standsOnTheScaleOfTheCodec() {
    EndOfCall end = end("EVS-48", oneBurst(400, 575), UNKNOWN).orElseThrow();

    assertEquals(Scale.FULLBAND, end.scale());
    assertTrue(end.ieEnd() > 10.2);
    assertEquals(4.4075, end("EVS-48", received(500), UNKNOWN).orElseThrow().mosLq(), 1e-6);
  }

  @Test
  void isAbsentWhereNothingCanBeSaid() {
    assertEquals(Optional.empty(), end("G.711", received(0), UNKNOWN));
    assertEquals(Optional.empty(), end("GSM-FR", oneBurst(10, 10), UNKNOWN));
    assertEquals(20, end("GSM-FR", received(10), UNKNOWN).orElseThrow().ieEnd());
    assertEquals(
        Optional.empty(),
        scorer.endOfCall(codecs.named("G.711").orElseThrow(), received(10), 0, UNKNOWN));
  }

  private static BurstMetrics received(long packets) {
    BurstGap counter = new BurstGap();
    counter.addReceived(packets);
    return counter.metrics();
  }

  private static BurstMetrics oneBurst(long before, long after) {
    BurstGap counter = new BurstGap();
    counter.addReceived(before);
    counter.addLost(10);
    counter.addReceived(5);
    counter.addDiscarded(10);
    counter.addReceived(after);
    return counter.metrics();
  }

  private Optional<EndOfCall> end(String codec, BurstMetrics bursts, OptionalDouble ta) {
    return scorer.endOfCall(codecs.named(codec).orElseThrow(), bursts, 20, ta);
  }
}
