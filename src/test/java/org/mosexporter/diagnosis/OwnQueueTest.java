package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Config;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Surroundings;
import org.mosexporter.network.TrafficDirection;

/**
 * A queue of ours that is full takes its drops from whoever comes last: from some calls all, from
 * others none.
 */
class OwnQueueTest {
  private static final Config CONFIG = Config.defaults("berlin");
  private static final long PACKETS = 50_000;

  private final DeviceFacts devices = new DeviceFacts(CONFIG);

  private void drops(double ratio) {
    InterfaceFigures.Traffic traffic =
        new InterfaceFigures.Traffic(
            OptionalLong.of(10_000_000),
            OptionalLong.of(PACKETS),
            OptionalLong.of(0),
            OptionalLong.of(0));
    InterfaceFigures port =
        new InterfaceFigures(
            "wan0",
            "",
            "",
            OptionalLong.of(100_000_000),
            true,
            Optional.of(false),
            traffic,
            traffic);
    ClassWindow voice =
        new ClassWindow(
            new ClassReading.Key("wan0", TrafficDirection.OUTPUT, "queues", "VOICE"),
            List.of(46),
            Passed.NOW_NS,
            Passed.NOW_NS + 60_000_000_000L,
            OptionalLong.of(PACKETS),
            OptionalLong.of(Math.round(PACKETS * ratio)),
            OptionalLong.empty(),
            OptionalLong.of(40),
            OptionalLong.of(64),
            OptionalDouble.of(0.6));
    devices.onPoll(
        new RouterSnapshot(
            "berlin",
            "gw1",
            true,
            OptionalLong.of(Passed.NOW_NS),
            OptionalDouble.of(0.1),
            Map.of(),
            List.of(port),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Surroundings.NONE),
        new PollWindows("berlin", "gw1", List.of(voice)));
  }

  /** Desks lose a quarter of what they send beyond the router, phones on Wi-Fi nothing. */
  private List<String> foundWhereDesksLoseAQuarter() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      boolean desk = i % 2 == 0;
      Passage.Phone phone =
          desk
              ? Passed.phone("10.1.20." + i, "desks", "wired", "X4U")
              : Passed.phone("10.1.30." + i, "air", "wifi", "X4U");
      String trunk = i % 4 < 2 ? "telco-a" : "telco-b";
      Passed call = Passed.call(i).of(phone).by(trunk).behind(desk ? 52 : 0);
      passages.add(call.discarded(0, desk ? 0.25 : 0).passage());
    }
    List<Passage> inOrder = passages.stream().sorted(Passage.BY_START).toList();
    Situation site =
        new Situation(
            "berlin",
            CONFIG,
            inOrder,
            List.of(),
            List.of(),
            devices,
            new OwnDrops(),
            new Yardstick(CONFIG));
    return Rules.findings(site).stream()
        .map(one -> one.cause().label() + " " + one.scope().name())
        .toList();
  }

  /** An eighth of all is what the queue says. */
  @Test
  void whatItDropsIsExplainedWhoeverBearsIt() {
    drops(0.125);

    assertEquals(
        List.of("queue_drops_in_voice_class gw1/wan0/VOICE"), foundWhereDesksLoseAQuarter());
  }

  /** Four times what the queue dropped is lost: something else is wrong, too. */
  @Test
  void whatItDidNotDropIsNotExplained() {
    drops(0.03);

    assertEquals(
        List.of("cannot_tell desks", "queue_drops_in_voice_class gw1/wan0/VOICE"),
        foundWhereDesksLoseAQuarter().stream().sorted().toList());
  }
}
