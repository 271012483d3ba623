package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.ClassWindow;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.TrafficDirection;

class QueuePressureTest {
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final long START_NS = 5_000_000 * 5 * MINUTE_NS;

  private final QueuePressure pressure = new QueuePressure();

  private void poll(int minute, int dscp, long dropped) {
    long atNs = START_NS + minute * MINUTE_NS;
    ClassWindow window =
        new ClassWindow(
            new ClassReading.Key("wan0", TrafficDirection.OUTPUT, "queues", "class" + dscp),
            List.of(dscp),
            atNs - MINUTE_NS,
            atNs,
            OptionalLong.of(3_000),
            OptionalLong.of(dropped),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalDouble.of(0.5));
    pressure.onPoll(new PollWindows("berlin", "gw1", List.of(window)));
  }

  private long drops(int minute) {
    return pressure.voiceDrops("berlin", START_NS + minute * MINUTE_NS);
  }

  private void hourWithout() {
    for (int minute = -60; minute < 0; minute++) {
      poll(minute, 46, 0);
    }
  }

  @Test
  void countsWhatVoiceLostInFiveToTenMinutes() {
    hourWithout();
    poll(1, 46, 3);
    poll(4, 46, 4);
    poll(6, 46, 20);

    assertEquals(27, drops(9));
    assertEquals(20, drops(10));
    assertEquals(0, drops(15));
  }

  /** 10 packets a minute: 50 in five minutes are usual, four times as many in ten are not. */
  @Test
  void aQueueThatAlwaysDropsIsNoWarning() {
    for (int minute = -120; minute <= 0; minute++) {
      poll(minute, 46, 10);
      assertEquals(0, drops(minute), () -> "while it is learned, and after");
    }
    poll(1, 46, 600);

    assertEquals(660, drops(2));
  }

  @Test
  void halfAnHourOfLearningComesFirst() {
    poll(-20, 46, 0);
    poll(1, 46, 1_000);

    assertEquals(0, drops(2));
  }

  @Test
  void whatOtherClassesLoseIsNotVoice() {
    poll(1, 0, 1_000);

    assertEquals(0, drops(2));
    assertEquals(0, pressure.voiceDrops("munich", START_NS));
  }
}
