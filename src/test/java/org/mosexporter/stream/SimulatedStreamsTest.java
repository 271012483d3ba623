package org.mosexporter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.config.Quality;
import org.mosexporter.stream.reference.Playout.Buffer;
import org.mosexporter.stream.reference.Playout.Fate;
import org.mosexporter.stream.reference.Playout.Kind;
import org.mosexporter.stream.reference.Playout.Verdict;
import org.mosexporter.stream.reference.ReferencePlayout;
import org.mosexporter.stream.reference.TracePacket;
import org.mosexporter.stream.sim.Arrival;
import org.mosexporter.stream.sim.Chaos;
import org.mosexporter.stream.sim.Scenario;
import org.mosexporter.stream.sim.SimulatedStream;
import org.mosexporter.stream.sim.StreamSimulator;
import org.mosexporter.stream.sim.TrueScore;
import org.mosexporter.wire.sip.Encoding;

/** Streams of which the truth is known, as the table counts them. */
class SimulatedStreamsTest {
  private static final Buffer BUFFER = new Buffer(Kind.ADAPTIVE, 40_000_000, 200_000_000, 8000);

  private static final Media ANNOUNCED =
      new Media(
          "c1",
          Map.of(Arrival.EVENT_PAYLOAD_TYPE, new Encoding("telephone-event", 8000, 1)),
          OptionalInt.empty());

  static Stream<Arguments> simulated() {
    return Scenario.all().stream()
        .flatMap(
            scenario ->
                LongStream.rangeClosed(1, 3).mapToObj(seed -> Arguments.of(scenario, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("simulated")
  void countsWhatWasSentAndLost(Scenario scenario, long seed) {
    List<SimulatedStream> streams = StreamSimulator.simulate(scenario, seed);

    Map<Integer, StreamSummary> summaries = watch(streams);

    assertEquals(streams.size(), summaries.size());
    for (SimulatedStream stream : streams) {
      StreamSummary summary = summaries.get(stream.ssrc());
      assertEquals(
          new Counts(
              stream.arrivals().size(),
              stream.sent(),
              stream.lost(),
              stream.duplicates(),
              stream.verdicts(BUFFER).count(Verdict.LATE)),
          new Counts(
              summary.packets(),
              summary.expected(),
              summary.lost(),
              summary.duplicate(),
              summary.discarded()));
      double burstRatio = SimulatedStream.burstRatio(stream.missingInOrder(BUFFER));
      assertEquals(1, summary.burstRatio() / burstRatio, 0.05);
    }
  }

  /** What the listener missed is what was lost and what came too late. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("simulated")
  void scoresAsTheModelDoesOnTheTruth(Scenario scenario, long seed) {
    List<SimulatedStream> streams = StreamSimulator.simulate(scenario, seed);

    Map<Integer, StreamSummary> summaries = watch(streams);

    for (SimulatedStream stream : streams) {
      double mosLq = summaries.get(stream.ssrc()).score().orElseThrow().mosLq();
      assertEquals(TrueScore.mosLq(stream.missingInOrder(BUFFER)), mosLq, 0.05);
    }
  }

  /** A number that no packet could be placed by, or that came twice, is so for both. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void placesNumbersAsTheReferenceDoes(long seed) {
    List<TracePacket> packets = Chaos.packets(seed, 10_000);
    List<Fate> fates =
        new ReferencePlayout()
            .judge(packets, new Buffer(Kind.FIXED, 40_000_000, 200_000_000, 8000))
            .fates();
    SequenceWindow window = new SequenceWindow();
    for (int i = 0; i < packets.size(); i++) {
      int number = packets.get(i).sequenceNumber();
      long duplicates = window.duplicate();
      long extended = window.extend(number);
      if (extended != SequenceWindow.STRAY) {
        window.receive(extended, number);
      }
      Verdict verdict = fates.get(i).verdict();
      assertEquals(verdict == Verdict.STRAY, extended == SequenceWindow.STRAY, "packet " + i);
      assertEquals(verdict == Verdict.DUPLICATE, window.duplicate() > duplicates, "packet " + i);
    }
  }

  private record Counts(long packets, long expected, long lost, long duplicate, long discarded) {}

  /** The streams' summaries by SSRC, after the table saw their packets in order of arrival. */
  static Map<Integer, StreamSummary> watch(List<SimulatedStream> streams) {
    StreamTableTest.Seen seen = new StreamTableTest.Seen();
    StreamTable table = new StreamTable(Quality.defaults(), 1000, seen);
    Map<Integer, RtpStream> open = new HashMap<>();
    long lastNs = 0;
    for (Arrival arrival : inOrder(streams)) {
      lastNs = arrival.packet().arrivalNs();
      long atNs = lastNs;
      RtpStream stream =
          open.computeIfAbsent(
              arrival.ssrc(),
              ssrc ->
                  table.open(
                      StreamTableTest.datagram(1, 4000, 2, 4000, "", atNs), ssrc, ANNOUNCED));
      table.onRtp(
          stream,
          atNs,
          46,
          arrival.packet().marker(),
          arrival.payloadType(),
          arrival.packet().sequenceNumber(),
          arrival.packet().timestamp(),
          arrival.octets());
    }
    table.finish(lastNs);
    Map<Integer, StreamSummary> summaries = new HashMap<>();
    seen.summaries.forEach(summary -> summaries.put(summary.ssrc(), summary));
    return summaries;
  }

  private static List<Arrival> inOrder(List<SimulatedStream> streams) {
    return streams.stream()
        .flatMap(stream -> stream.arrivals().stream())
        .sorted((a, b) -> Long.compare(a.packet().arrivalNs(), b.packet().arrivalNs()))
        .toList();
  }
}
