package org.mosexporter.simulator;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mosexporter.simulator.office.Codec;
import org.mosexporter.simulator.office.Plan;
import org.mosexporter.simulator.office.StreamTruth;
import org.mosexporter.simulator.path.Segment;

/** Each trouble does what it does in the field, there where it is, and nowhere else. */
class TroublesTest {
  private static final int MINUTES = 12;

  private static Truth played(Cause cause, double severity, long seed) {
    Plan plan = Troublesome.plan(cause, Offices.ALL_SEEN);
    Incident incident = new Incident(cause, severity, 0, 0, seed);
    return Stage.unseen(Offices.minutes(MINUTES, 8, plan, incident));
  }

  /** A class too small for voice is felt when many call at once, which few phones seldom do. */
  private static double severe(Cause cause) {
    boolean narrow = cause == Cause.QUEUE_DROPS_IN_VOICE_CLASS || cause == Cause.POLICER;
    return narrow ? 1.4 : 0.9;
  }

  private static double total(Truth truth, ToDoubleFunction<StreamTruth> of) {
    return truth.streams().stream().mapToDouble(of).sum();
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUE_DROPS_IN_VOICE_CLASS, WAN",
    "VOICE_IN_WRONG_CLASS, WAN",
    "POLICER, WAN",
    "WAN_CONGESTION_WITHOUT_QOS, WAN",
    "REMARKED_DSCP, WAN",
    "DSCP_NOT_SET_BY_PHONE, WAN",
    "WIFI, ACCESS",
    "LAN_LOSS, ACCESS",
    "PHONE_MODEL, PHONE",
    "ONE_PHONE, PHONE",
    "TRUNK, PROVIDER"
  })
  void losesWhereItIs(Cause cause, Segment where) {
    Truth truth = played(cause, severe(cause), 21);
    double there = total(truth, stream -> stream.lost(where));
    double all = 0;
    for (Segment segment : Segment.values()) {
      all += total(truth, stream -> stream.lost(segment));
    }
    assertTrue(there > 50, () -> cause + " lost there " + total(truth, s -> s.lost(where)));
    assertTrue(there > 0.9 * all, () -> cause + " elsewhere too");
  }

  /** And those whom it does not touch are well. */
  @ParameterizedTest
  @EnumSource(Cause.class)
  void costsThoseWhomItTouches(Cause cause) {
    Truth truth = played(cause, severe(cause), 22);
    Truth.Blame blame = truth.blames().getFirst();
    boolean harmless = cause == Cause.CAPTURE_DROPS || cause == Cause.NETWORK_DUPLICATES;
    assertTrue(blame.heardPackets() > 0);
    assertEquals(!harmless, blame.isCostly(), () -> cause + " cost " + blame);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"QUEUE_DROPS_IN_VOICE_CLASS", "WIFI", "LAN_LOSS", "TRUNK", "LONG_PATH"})
  void worseIsWorse(Cause cause) {
    double light = played(cause, 0.1, 23).blames().getFirst().lostMos();
    double severe = played(cause, severe(cause), 23).blames().getFirst().lostMos();
    assertTrue(severe > light + 0.2, () -> light + " and " + severe);
  }

  @Test
  void codecsAreOthers() {
    Truth ceiling = played(Cause.CODEC_CEILING, 0.5, 24);
    assertEquals(Set.of(Codec.G729), codecs(ceiling));
    Truth transcoded = played(Cause.TRANSCODING, 0.5, 24);
    assertEquals(Set.of(Codec.G729, Codec.PCMA), codecs(transcoded));
  }

  /** Of calls by the trunk that it is about. */
  private static Set<Codec> codecs(Truth truth) {
    String trunk = truth.blames().getFirst().scope().name();
    return having(truth, stream -> stream.party().trunk().equals(trunk)).stream()
        .map(StreamTruth::codec)
        .collect(toSet());
  }

  private static List<StreamTruth> having(Truth truth, Predicate<StreamTruth> what) {
    return truth.streams().stream().filter(what).toList();
  }

  @Test
  void buffersDiscardAndDelay() {
    Truth small = played(Cause.JITTER_BUFFER_TOO_SMALL, 0.9, 25);
    double discarded = total(small, s -> s.discardedBefore() + s.discardedBehind());
    double lost = total(small, s -> s.lostBefore() + s.lostBehind());
    assertTrue(discarded > 500 && lost < 0.2 * discarded, () -> discarded + " " + lost);

    Truth large = played(Cause.JITTER_BUFFER_TOO_LARGE, 0.9, 25);
    assertTrue(large.streams().stream().mapToDouble(StreamTruth::delayPoints).max().orElse(0) > 20);
  }

  @Test
  void oneWayIsHeardByNobody() {
    Truth truth = played(Cause.ONE_WAY_AUDIO, 0.5, 26);
    List<StreamTruth> unheard = having(truth, s -> s.expected() > 300 && s.arrived() == 0);
    assertTrue(unheard.size() >= 2);
    assertTrue(unheard.stream().map(StreamTruth::listener).distinct().count() == 1);
  }

  @Test
  void ourOwnDropsHarmNobody() {
    Truth truth = played(Cause.CAPTURE_DROPS, 0.9, 27);
    assertTrue(truth.droppedPackets() > 500);
    double lost = total(truth, s -> s.lostBefore() + s.lostBehind());
    assertTrue(lost < 0.002 * total(truth, StreamTruth::expected));
  }

  @Test
  void aRampEndsWhereAStepBegins() {
    Incident ramp = new Incident(Cause.WIFI, 0.5, 60, 100, 1);
    assertEquals(0, ramp.level(59));
    assertEquals(0.5, ramp.level(110));
    assertEquals(1, ramp.level(160));
    assertEquals(1, new Incident(Cause.WIFI, 0.5, 60, 0, 1).level(60));
  }
}
