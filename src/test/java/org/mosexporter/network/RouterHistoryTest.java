package org.mosexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RouterHistoryTest {
  private static final long TICKS_PER_POLL = 3_000;
  private static final long NS_PER_POLL = 30_000_000_000L;
  private static final ClassReading.Key VOICE =
      new ClassReading.Key("Gi0/0/1", TrafficDirection.OUTPUT, "WAN", "VOICE");
  private static final ClassReading.Key DATA =
      new ClassReading.Key("Gi0/0/1", TrafficDirection.OUTPUT, "WAN", "DATA");

  private final RouterHistory history = new RouterHistory("berlin", "gw1");
  private long polls;
  private long upTimeTicks = 1_000_000;
  private OptionalLong engineBoots = OptionalLong.of(7);

  @Test
  void isDownAndEmptyBeforeItsFirstPoll() {
    assertFalse(history.snapshot().up());
    assertEquals(OptionalLong.empty(), history.snapshot().lastSuccessNs());
    assertEquals(List.of(), history.snapshot().interfaces());
  }

  @Test
  void startsAtZeroWhateverTheAgentHasCounted() {
    assertEquals(OptionalLong.of(0), drops(polled(row(VOICE, "34.3", 1_204)), VOICE));
  }

  @Test
  void countsWhatGrewBetweenPolls() {
    polled(row(VOICE, "34.3", 1_204));
    assertEquals(OptionalLong.of(0), drops(polled(row(VOICE, "34.3", 1_204)), VOICE));
    assertEquals(OptionalLong.of(312), drops(polled(row(VOICE, "34.3", 1_516)), VOICE));
  }

  @Test
  void tellsWhatAClassDidBetweenTwoPolls() {
    polled(row(VOICE, "34.3", 1_204));
    assertEquals(List.of(), history.windows().classes(), "nothing to compare with");

    polled(row(VOICE, "34.3", 1_516));
    assertEquals("gw1", history.windows().router());
    ClassWindow window = history.windows().classes().getFirst();
    assertEquals(VOICE, window.key());
    assertEquals(OptionalLong.of(312), window.droppedPackets());
    assertEquals(NS_PER_POLL, window.toNs() - window.fromNs());
    assertEquals(
        OptionalLong.of(history.snapshot().lastSuccessNs().getAsLong()),
        OptionalLong.of(window.toNs()));
  }

  @Test
  void aWindowOverARenumberingOrARestartIsNone() {
    polled(row(VOICE, "34.3", 100), row(DATA, "34.4", 1_000));
    polled(row(VOICE, "34.4", 2_000), row(DATA, "34.3", 5_000));
    assertEquals(List.of(), history.windows().classes());
    polled(row(VOICE, "34.4", 2_001), row(DATA, "34.3", 5_002));
    assertEquals(2, history.windows().classes().size());
    upTimeTicks = 500;
    polled(row(VOICE, "34.4", 2_002), row(DATA, "34.3", 5_003));
    assertEquals(List.of(), history.windows().classes());
  }

  @Test
  void countsNothingWhenTheAgentRenumberedAndTheNextPollCountsAgain() {
    polled(row(VOICE, "34.3", 100), row(DATA, "34.4", 1_000));
    // The indexes changed places, and nothing else says so.
    var reshuffled = polled(row(VOICE, "34.4", 2_000), row(DATA, "34.3", 5_000));
    assertEquals(OptionalLong.of(0), drops(reshuffled, VOICE));
    assertEquals(OptionalLong.of(0), drops(reshuffled, DATA));
    var next = polled(row(VOICE, "34.4", 2_003), row(DATA, "34.3", 5_004));
    assertEquals(OptionalLong.of(3), drops(next, VOICE));
    assertEquals(OptionalLong.of(4), drops(next, DATA));
  }

  @Test
  void countsNothingOverARestartSeenByItsUpTime() {
    polled(row(VOICE, "34.3", 100));
    polled(row(VOICE, "34.3", 110));
    upTimeTicks = 500;
    assertEquals(OptionalLong.of(10), drops(polled(row(VOICE, "34.3", 900)), VOICE));
    assertEquals(OptionalLong.of(15), drops(polled(row(VOICE, "34.3", 905)), VOICE));
  }

  @Test
  void countsNothingOverARestartSeenByItsBoots() {
    polled(row(VOICE, "34.3", 100));
    engineBoots = OptionalLong.of(8);
    assertEquals(OptionalLong.of(0), drops(polled(row(VOICE, "34.3", 900)), VOICE));
  }

  @Test
  void upTimeWrapsAfter497DaysWithoutARestart() {
    upTimeTicks = (1L << 32) - 1_000;
    polled(row(VOICE, "34.3", 100));
    upTimeTicks -= 1L << 32;
    assertEquals(OptionalLong.of(5), drops(polled(row(VOICE, "34.3", 105)), VOICE));
  }

  @Test
  void takesAWrapOfUpTimeForARestartWhenNoBootsAreTold() {
    engineBoots = OptionalLong.empty();
    upTimeTicks = (1L << 32) - 1_000;
    polled(row(VOICE, "34.3", 100));
    upTimeTicks -= 1L << 32;
    assertEquals(OptionalLong.of(0), drops(polled(row(VOICE, "34.3", 105)), VOICE));
  }

  @Test
  void silenceKeepsFiguresAndAgesThemAndTheNextPollCountsTheGap() {
    polled(row(VOICE, "34.3", 100));
    RouterSnapshot good = polled(row(VOICE, "34.3", 110));
    RouterSnapshot silent = history.onSilence(4.0);
    polls += 10;

    assertFalse(silent.up());
    assertEquals(good.classes(), silent.classes());
    assertEquals(good.lastSuccessNs(), silent.lastSuccessNs());
    assertEquals(Map.of("m", false), silent.modules());
    assertEquals(OptionalLong.of(25), drops(polled(row(VOICE, "34.3", 125)), VOICE));
  }

  @Test
  void aFailedWalkKeepsClassesAndARestartMeanwhileIsNotForgotten() {
    polled(row(VOICE, "34.3", 100));
    polled(row(VOICE, "34.3", 110));
    upTimeTicks = 500;
    RouterSnapshot failed = history.onPoll(poll(new Poll.Part.Unknown<>(), Map.of("m", false)));
    assertTrue(failed.up());
    assertEquals(OptionalLong.of(10), drops(failed, VOICE));
    assertEquals(OptionalLong.of(10), drops(polled(row(VOICE, "34.3", 500)), VOICE));
  }

  @Test
  void aClassThatLeftAndCameBackStartsFromItsNewReading() {
    polled(row(VOICE, "34.3", 100), row(DATA, "34.4", 0));
    polled(row(VOICE, "34.3", 110), row(DATA, "34.4", 0));
    assertEquals(1, polled(row(DATA, "34.4", 0)).classes().size());
    var back = polled(row(VOICE, "34.3", 900), row(DATA, "34.4", 0));
    assertEquals(OptionalLong.of(10), drops(back, VOICE));
  }

  @Test
  void neverGoesBackWhateverTheAgentCounts() {
    long[] counted = {5, 3, 0, 100, 99, Long.MAX_VALUE, 7, -1, 0, Long.MIN_VALUE, 1};
    long before = 0;
    for (long value : counted) {
      long now = drops(polled(row(VOICE, "34.3", value)), VOICE).orElseThrow();
      assertTrue(now >= before, now + " after " + before);
      before = now;
    }
  }

  @Test
  void anAbsentColumnIsAbsentUntilItIsThere() {
    var absent = polled(row(VOICE, "34.3", Optional.empty()));
    assertEquals(OptionalLong.empty(), drops(absent, VOICE));
    polled(row(VOICE, "34.3", 50));
    assertEquals(OptionalLong.of(2), drops(polled(row(VOICE, "34.3", 52)), VOICE));
    // A column that was missing in between is a new beginning, at the old value.
    polled(row(VOICE, "34.3", Optional.empty()));
    assertEquals(OptionalLong.of(2), drops(polled(row(VOICE, "34.3", 99)), VOICE));
  }

  @Test
  void keepsNoMoreClassesThanItsLimit() {
    List<ClassReading> many = new ArrayList<>();
    for (int i = 0; i < ClassSeries.MOST + 10; i++) {
      many.add(row(new ClassReading.Key("e", TrafficDirection.INPUT, "p", "c" + i), "1." + i, 0));
    }
    var snapshot = history.onPoll(poll(new Poll.Part.Whole<>(many), Map.of("m", true)));
    assertEquals(ClassSeries.MOST, snapshot.classes().size());
  }

  @Test
  void keepsNoMoreModulesAndCountersThanTheirLimits() {
    Map<String, Poll.Part<ClassReading>> modules = new java.util.TreeMap<>();
    Map<ClassCounter, CounterReading> many = new java.util.HashMap<>();
    for (int i = 0; i < 200; i++) {
      many.put(
          new ClassCounter(ClassCounter.Kind.MARKED_PACKETS, "x" + i), CounterReading.of64Bits(i));
    }
    for (int i = 0; i < 5; i++) {
      var key = new ClassReading.Key("e" + i, TrafficDirection.INPUT, "p", "c");
      var kind = ClassReading.Kind.Leaf.queue(OptionalLong.empty());
      modules.put(
          "m" + i,
          new Poll.Part.Whole<>(
              List.of(new ClassReading("1", key, kind, OptionalLong.empty(), many))));
    }
    var snapshot = history.onPoll(poll(modules));
    assertEquals(2, snapshot.classes().size());
    assertEquals(ClassCounters.MOST, snapshot.classes().getFirst().counters().size());
  }

  @Test
  void eachModuleIsKeptForItself() {
    var other = new ClassReading.Key("Gi0/0/1", TrafficDirection.OUTPUT, "hardware", "queue-1");
    history.onPoll(poll(Map.of("m", whole(row(VOICE, "1", 100)), "n", whole(row(other, "1", 7)))));
    history.onPoll(poll(Map.of("m", new Poll.Part.Unknown<>(), "n", whole(row(other, "1", 9)))));
    var last =
        history.onPoll(
            poll(Map.of("m", whole(row(VOICE, "1", 105)), "n", new Poll.Part.Unknown<>())));
    assertEquals(OptionalLong.of(5), drops(last, VOICE));
    assertEquals(OptionalLong.of(2), drops(last, other));
  }

  private static Poll.Part<ClassReading> whole(ClassReading row) {
    return new Poll.Part.Whole<>(List.of(row));
  }

  @Test
  void judgesAWrapByTheSpeedOfTheInterface() {
    // 64 octets at 100 Mbit/s: 195,312 packets a second; twice that, 40 s: 15,624,960 at most.
    assertEquals(
        new LinkCapacity(1_000_000_000, 15_625_000),
        LinkCapacity.of(OptionalLong.of(100_000_000), 30));
    assertEquals(new LinkCapacity(0, 0), LinkCapacity.of(OptionalLong.empty(), 30));
  }

  private RouterSnapshot polled(ClassReading... rows) {
    return history.onPoll(poll(new Poll.Part.Whole<>(List.of(rows)), Map.of("m", true)));
  }

  private Poll poll(Poll.Part<ClassReading> classes, Map<String, Boolean> modules) {
    return poll(Map.of("m", classes), modules);
  }

  private Poll poll(Map<String, Poll.Part<ClassReading>> classes) {
    return poll(classes, Map.of());
  }

  private Poll poll(Map<String, Poll.Part<ClassReading>> classes, Map<String, Boolean> modules) {
    polls++;
    upTimeTicks += TICKS_PER_POLL;
    return new Poll(
        polls * NS_PER_POLL,
        0.1,
        OptionalLong.of(upTimeTicks),
        engineBoots,
        modules,
        new Poll.Part.Unknown<>(),
        classes,
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>());
  }

  private static ClassReading row(ClassReading.Key key, String identity, long drops) {
    return row(key, identity, Optional.of(CounterReading.of64Bits(drops)));
  }

  private static ClassReading row(
      ClassReading.Key key, String identity, Optional<CounterReading> drops) {
    return new ClassReading(
        identity,
        key,
        ClassReading.Kind.Leaf.queue(OptionalLong.empty()),
        OptionalLong.of(1_000_000_000),
        drops.isPresent() ? Map.of(ClassCounter.DROPPED_PACKETS, drops.get()) : Map.of());
  }

  private static OptionalLong drops(RouterSnapshot snapshot, ClassReading.Key key) {
    return snapshot.classes().stream()
        .filter(c -> c.name().equals(key.name()))
        .findFirst()
        .orElseThrow()
        .droppedPackets();
  }
}
