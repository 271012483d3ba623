package org.mosexporter.stream.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.mosexporter.stream.reference.TracePacket;

/** One direction of a call over a bad network; the same seed gives the same call. */
public final class StreamSimulator {
  private static final long BEGAN_NS = 1_790_000_000_000_000_000L;
  private static final double NS_PER_MS = 1e6;
  private static final double LEAST_DELAY_MS = 20;
  private static final double COPY_WITHIN_MS = 30;
  private static final long LEAST_SPACING_NS = 10_000L;

  private final Scenario scenario;
  private final SplittableRandom random;
  private final Map<Integer, List<Arrival>> arrivals = new LinkedHashMap<>();
  private final Map<Integer, List<Boolean>> lostInOrder = new LinkedHashMap<>();
  private long lastArrivalNs = Long.MIN_VALUE;

  private StreamSimulator(Scenario scenario, long seed) {
    this.scenario = scenario;
    random = new SplittableRandom(seed);
  }

  /** The streams of the call, one per SSRC, in the order in which they began. */
  public static List<SimulatedStream> simulate(Scenario scenario, long seed) {
    return new StreamSimulator(scenario, seed).simulate();
  }

  private List<SimulatedStream> simulate() {
    Sender sender = new Sender(random.split());
    scenario.talk().perform(sender, random.split());
    List<Sent> sent = sender.sent();
    boolean[] lost = scenario.loss().lose(sent.size(), random.split());
    for (int i = 0; i < sent.size(); i++) {
      carry(sent.get(i), lost[i] && !sent.get(i).kept());
    }
    List<SimulatedStream> streams = new ArrayList<>();
    arrivals.forEach(
        (ssrc, packets) -> {
          packets.sort(Comparator.comparingLong(arrival -> arrival.packet().arrivalNs()));
          streams.add(new SimulatedStream(ssrc, packets, lostInOrder.get(ssrc)));
        });
    return streams;
  }

  private void carry(Sent sent, boolean isLost) {
    List<Boolean> fates = lostInOrder.computeIfAbsent(sent.ssrc(), _ -> new ArrayList<>());
    int sentAs = fates.size();
    fates.add(isLost);
    if (isLost) {
      return;
    }
    double delayMs = LEAST_DELAY_MS + scenario.jitter().delayMs(random);
    long leftNs = BEGAN_NS + Math.round(sent.sentNs() * (1 + scenario.skewPpm() / 1e6));
    long arrivalNs = leftNs + Math.round(delayMs * NS_PER_MS);
    if (!scenario.reorders()) {
      arrivalNs = Math.max(arrivalNs, lastArrivalNs + LEAST_SPACING_NS);
    }
    lastArrivalNs = arrivalNs;
    arrive(sent, sentAs, arrivalNs);
    if (random.nextDouble() < scenario.duplicateShare()) {
      double behindMs = COPY_WITHIN_MS * random.nextDouble();
      arrive(sent, sentAs, arrivalNs + 1 + Math.round(behindMs * NS_PER_MS));
    }
  }

  private void arrive(Sent sent, int sentAs, long atNs) {
    TracePacket packet =
        new TracePacket(
            sent.sequenceNumber(), sent.timestamp(), sent.marker(), atNs, sent.payload());
    arrivals
        .computeIfAbsent(sent.ssrc(), _ -> new ArrayList<>())
        .add(new Arrival(sent.ssrc(), sentAs, packet, sent.octets()));
  }
}
