package org.mosexporter.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.diagnosis.FindingChange.Event;
import org.mosexporter.diagnosis.Severity;
import org.mosexporter.record.Findings;
import org.mosexporter.record.Notification;

/** What waits to be told to one webhook. */
class OutboxTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3_600 * SECOND;
  private static final Outcome.Later FAULT =
      new Outcome.Later(WebhookFault.SERVER, "HTTP 500", false, Optional.empty());
  private static final Outcome.Later AWAY =
      new Outcome.Later(WebhookFault.CONNECTION, "", true, Optional.empty());

  private final Outbox outbox = anew(List.of());

  private static Outbox anew(List<Notification> before) {
    return new Outbox(3, new Backoff(() -> 0), before, 0);
  }

  private static Notification told(Event event, String phone, double lostMos) {
    return Findings.told(event, Findings.NOON_NS, Findings.wifi(phone, Severity.WARNING, lostMos));
  }

  private static Notification opened(String phone) {
    return told(Event.OPENED, phone, 0.5);
  }

  private static Outcome.Later asking(Duration wait) {
    return new Outcome.Later(WebhookFault.BUSY, "HTTP 429", true, Optional.of(wait));
  }

  @Test
  void tellsOneAfterTheOther() {
    outbox.add(opened("a"), 0);
    outbox.add(opened("b"), 0);
    assertEquals(OptionalLong.of(0), outbox.dueNanos());
    assertEquals(Optional.of(opened("a")), outbox.take(0));
    assertEquals(Optional.empty(), outbox.take(0));
    assertEquals(OptionalLong.empty(), outbox.dueNanos());
    assertEquals(List.of(opened("a"), opened("b")), outbox.waiting());
    outbox.done();
    assertEquals(Optional.of(opened("b")), outbox.take(0));
    outbox.done();
    assertEquals(List.of(), outbox.waiting());
    assertEquals(OptionalLong.empty(), outbox.dueNanos());
  }

  @Test
  void waitsTwiceAsLongEachTimeTheServerIsAway() {
    outbox.add(opened("a"), 0);
    outbox.add(opened("b"), 0);
    long now = 0;
    for (long wait : new long[] {5, 10, 20, 40, 80, 160, 320, 600, 600, 600}) {
      assertEquals(Optional.of(opened("a")), outbox.take(now));
      outbox.again(AWAY, now);
      assertEquals(OptionalLong.of(now + wait * SECOND), outbox.dueNanos());
      assertEquals(Optional.empty(), outbox.take(now + wait * SECOND - 1));
      now += wait * SECOND;
    }
    assertEquals(Optional.of(opened("a")), outbox.take(now));
    outbox.done();
    assertEquals(Optional.of(opened("b")), outbox.take(now));
    outbox.again(AWAY, now);
    assertEquals(OptionalLong.of(now + 5 * SECOND), outbox.dueNanos());
  }

  @Test
  void aFaultWithOneHoldsUpNoOther() {
    outbox.add(opened("a"), 0);
    outbox.add(opened("b"), 0);
    assertEquals(Optional.of(opened("a")), outbox.take(0));
    outbox.again(FAULT, 0);
    assertEquals(OptionalLong.of(0), outbox.dueNanos());
    assertEquals(Optional.of(opened("b")), outbox.take(0));
    outbox.done();
    assertEquals(OptionalLong.of(5 * SECOND), outbox.dueNanos());
    assertEquals(Optional.empty(), outbox.take(5 * SECOND - 1));
    assertEquals(Optional.of(opened("a")), outbox.take(5 * SECOND));
    outbox.again(FAULT, 5 * SECOND);
    assertEquals(OptionalLong.of(15 * SECOND), outbox.dueNanos());
  }

  /** It answered in between, so that the server is away anew: 5 s, not 10. */
  @Test
  void aServerThatAnsweredIsNotAwayForLonger() {
    outbox.add(opened("a"), 0);
    outbox.take(0);
    outbox.again(AWAY, 0);
    outbox.take(5 * SECOND);
    outbox.again(FAULT, 5 * SECOND);
    outbox.add(opened("b"), 5 * SECOND);
    assertEquals(Optional.of(opened("b")), outbox.take(5 * SECOND));
    outbox.again(AWAY, 5 * SECOND);
    assertEquals(OptionalLong.of(10 * SECOND), outbox.dueNanos());
  }

  /** A finding that changes all the time does not ask more often for that. */
  @Test
  void aNewerStateIsTriedNoSoonerThanTheOlder() {
    outbox.add(opened("a"), 0);
    outbox.take(0);
    outbox.again(FAULT, 0);
    outbox.add(told(Event.CHANGED, "a", 0.9), SECOND);
    assertEquals(OptionalLong.of(5 * SECOND), outbox.dueNanos());
    outbox.take(5 * SECOND);
    outbox.again(FAULT, 5 * SECOND);
    assertEquals(OptionalLong.of(15 * SECOND), outbox.dueNanos());
  }

  @ParameterizedTest
  @CsvSource({"-5, 5", "0, 5", "4, 5", "120, 120", "3600, 3600", "3601, 3600", "999999999, 3600"})
  void waitsAsLongAsTheServerAsksWithinBounds(long asked, long expected) {
    outbox.add(opened("a"), 0);
    outbox.take(0);
    outbox.again(asking(Duration.ofSeconds(asked)), 0);
    assertEquals(OptionalLong.of(expected * SECOND), outbox.dueNanos());
  }

  @Test
  void chanceAddsHalfAtMost() {
    Backoff most = new Backoff(() -> Math.nextDown(1.0));
    assertEquals(7.5 * SECOND, (double) most.nanos(1, Optional.empty()), 1);
    assertEquals(900.0 * SECOND, (double) most.nanos(1_000_000, Optional.empty()), 1);
    Backoff some = new Backoff(() -> 0.5);
    assertEquals(12.5 * SECOND, (double) some.nanos(2, Optional.empty()), 1);
  }

  /** What waits, whether an attempt was made, what comes, what is told in the end. */
  @ParameterizedTest(name = "{0}, tried {1}, then {2}: {3}")
  @CsvSource({
    "OPENED,  false, CHANGED, OPENED",
    "OPENED,  true,  CHANGED, OPENED",
    "OPENED,  false, CLOSED,",
    "OPENED,  true,  CLOSED,  CLOSED",
    "CHANGED, false, CHANGED, CHANGED",
    "CHANGED, false, CLOSED,  CLOSED",
    "CHANGED, true,  CLOSED,  CLOSED",
    "CLOSED,  false, OPENED,  CHANGED",
    "CLOSED,  true,  OPENED,  OPENED",
  })
  void theNewerStateTakesThePlaceOfTheOlder(
      Event before, boolean tried, Event newer, Event expected) {
    outbox.add(told(before, "a", 0.5), 0);
    outbox.add(opened("b"), 0);
    if (tried) {
      outbox.take(0);
      outbox.again(AWAY, 0);
    }
    outbox.add(told(newer, "a", 0.9), 0);
    Notification other = opened("b");
    List<Notification> told =
        expected == null ? List.of(other) : List.of(told(expected, "a", 0.9), other);
    assertEquals(told, outbox.waiting());
  }

  @Test
  void whatIsOnItsWayIsNotReplacedUntilItIsKnownWhatBecameOfIt() {
    outbox.add(opened("a"), 0);
    outbox.take(0);
    outbox.add(told(Event.CHANGED, "a", 0.9), 0);
    outbox.done();
    assertEquals(Optional.of(told(Event.CHANGED, "a", 0.9)), outbox.take(0));
    outbox.add(told(Event.CLOSED, "a", 0.9), 0);
    outbox.again(FAULT, 0);
    assertEquals(List.of(told(Event.CLOSED, "a", 0.9)), outbox.waiting());
    assertEquals(OptionalLong.of(5 * SECOND), outbox.dueNanos());
  }

  @Test
  void thereIsRoomForSoMany() {
    for (String phone : List.of("a", "b", "c")) {
      assertTrue(outbox.add(opened(phone), 0));
    }
    assertFalse(outbox.add(opened("d"), 0));
    assertTrue(outbox.add(told(Event.CHANGED, "b", 0.9), 0));
    assertEquals(3, outbox.waiting().size());
    Outbox restored = anew(List.of(opened("a"), opened("b"), opened("c"), opened("d")));
    assertEquals(3, restored.waiting().size());
  }

  @Test
  void whatIsADayOldIsGone() {
    Notification old = opened("a");
    outbox.add(old, 0);
    assertEquals(List.of(), outbox.expire(Findings.NOON_NS + 24 * HOUR));
    assertEquals(List.of(old), outbox.expire(Findings.NOON_NS + 24 * HOUR + 1));
    assertEquals(List.of(), outbox.waiting());
  }

  /** It may have been sent before the restart: the server may know of it. */
  @Test
  void whatWaitedBeforeARestartMayHaveArrived() {
    Outbox restored = anew(List.of(opened("a"), told(Event.CHANGED, "a", 0.9)));
    assertEquals(List.of(told(Event.OPENED, "a", 0.9)), restored.waiting());
    restored.add(told(Event.CLOSED, "a", 0.9), 0);
    assertEquals(List.of(told(Event.CLOSED, "a", 0.9)), restored.waiting());
  }
}
