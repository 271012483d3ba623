package org.mosexporter.stream.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.stream.reference.HandMadeTracesContract;
import org.mosexporter.stream.reference.Playout.Buffer;
import org.mosexporter.stream.reference.Playout.Fate;
import org.mosexporter.stream.reference.Playout.Kind;
import org.mosexporter.stream.reference.Playout.Verdict;
import org.mosexporter.stream.reference.ReferencePlayout;
import org.mosexporter.stream.reference.TracePacket;
import org.mosexporter.stream.reference.TracePacket.Payload;

/** What every emulation of a jitter buffer has to agree with, packet by packet. */
public abstract class PlayoutContract extends HandMadeTracesContract {
  private static final int CLOCK_RATE_HZ = 8000;
  private static final long NS_PER_MS = 1_000_000L;

  static Stream<Arguments> simulated() {
    return Scenario.all().stream()
        .flatMap(
            scenario ->
                LongStream.rangeClosed(1, 3).mapToObj(seed -> Arguments.of(scenario, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("simulated")
  void agreesWithTheReferenceOnSimulatedStreams(Scenario scenario, long seed) {
    for (SimulatedStream stream : StreamSimulator.simulate(scenario, seed)) {
      agrees(stream.trace());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void agreesWithTheReferenceOnChaos(long seed) {
    agrees(Chaos.packets(seed, 10_000));
  }

  private void agrees(List<TracePacket> packets) {
    for (Kind kind : Kind.values()) {
      List<Fate> expected = new ReferencePlayout().judge(packets, buffer(kind)).fates();
      List<Fate> fates = playout().judge(packets, buffer(kind)).fates();
      assertEquals(expected.size(), fates.size());
      for (int i = 0; i < fates.size(); i++) {
        int at = i;
        assertEquals(
            expected.get(i), fates.get(i), () -> kind + ", packet " + at + ": " + packets.get(at));
      }
    }
  }

  private static Buffer buffer(Kind kind) {
    return new Buffer(kind, 40 * NS_PER_MS, 200 * NS_PER_MS, CLOCK_RATE_HZ);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void neverWaitsLongerThanMaxNorJudgesWhatIsNoSpeech(Kind kind) {
    List<TracePacket> packets = Chaos.packets(0, 20_000);
    List<Fate> fates = playout().judge(packets, buffer(kind)).fates();
    for (int i = 0; i < fates.size(); i++) {
      Fate fate = fates.get(i);
      boolean judged = fate.verdict() == Verdict.PLAYED || fate.verdict() == Verdict.LATE;
      assertTrue(fate.waitNs() >= 0 && fate.waitNs() <= 200 * NS_PER_MS, fate::toString);
      assertTrue(fate.verdict() == Verdict.PLAYED || fate.waitNs() == 0, fate::toString);
      assertTrue(!judged || packets.get(i).payload() == Payload.SPEECH, fate::toString);
    }
  }

  /** One walk of delays, scaled; delays fall by less than the spacing, so that the order stays. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void discardsOfTheFixedBufferNeverFallAsDelaysGrow(long seed) {
    int before = 0;
    for (double scale = 1; scale < 12; scale *= 1.15) {
      List<TracePacket> packets = delayed(seed, scale);
      int late = playout().judge(packets, buffer(Kind.FIXED)).count(Verdict.LATE);
      assertTrue(late >= before, "scale " + scale + ": " + late + " after " + before);
      before = late;
    }
    assertTrue(before > 500, "so many were late at last: " + before);
  }

  /** A minute with a spurt every 3 s in its first half, and none in its second. */
  private static List<TracePacket> delayed(long seed, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TracePacket> packets = new ArrayList<>();
    double delayMs = 0;
    for (int i = 0; i < 3000; i++) {
      delayMs = Math.clamp(delayMs + random.nextDouble(-1.6, 1.6), 0, 60);
      long atNs = Math.round((20 * i + scale * delayMs) * NS_PER_MS);
      boolean marker = i < 1500 && i % 150 == 0;
      packets.add(new TracePacket(i, 160 * i, marker, atNs, Payload.SPEECH));
    }
    return packets;
  }
}
