package org.mosexporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DemoOfficeTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration MINUTES = Duration.ofMinutes(3);
  private static final DemoPlan PLAN = DemoPlan.office(7);

  @Test
  void writesTheSameFileForTheSameSeed() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    DemoOffice.write(PLAN, START, Duration.ofSeconds(20), first);
    DemoOffice.write(PLAN, START, Duration.ofSeconds(20), second);
    DemoOffice.write(DemoPlan.office(8), START, Duration.ofSeconds(20), other);

    assertArrayEquals(first.toByteArray(), second.toByteArray());
    assertFalse(Arrays.equals(first.toByteArray(), other.toByteArray()));
  }

  @Test
  void hasSeveralCallsTalkingWithinTwoSeconds() throws IOException {
    DemoTruth truth =
        DemoOffice.write(PLAN, START, Duration.ofMillis(2_500), new ByteArrayOutputStream());

    assertTrue(truth.streams().size() >= 6, () -> "streams: " + truth.streams().size());
  }

  @Test
  void keepsTheBooksOfEveryStream() throws IOException {
    Seen seen = new Seen();
    DemoTruth truth;
    try (DemoOffice office = run(PLAN, seen)) {
      truth = office.truth();
    }

    assertTrue(truth.calls() > 24, () -> "calls: " + truth.calls());
    assertEquals(seen.rtp, truth.streams().stream().mapToLong(StreamTruth::seen).sum());
    for (StreamTruth stream : truth.streams()) {
      assertEquals(seen.bySsrc.get(stream.ssrc()), stream.seen());
      assertTrue(stream.seen() + stream.droppedBefore().size() <= stream.sent());
      assertTrue(stream.lostBefore() <= stream.droppedBefore().size());
      assertTrue(stream.delivered() <= stream.seen());
      assertTrue(stream.lost().size() >= stream.droppedBefore().size());
      assertTrue(stream.lost().size() + stream.delivered() <= stream.sent());
      assertEquals(stream.lost().size(), Set.copyOf(stream.lost()).size());
    }
  }

  @Test
  void losesWhatThePlanSays() throws IOException {
    DemoPlan quiet = PLAN.withWan(WanSchedule.quiet());
    try (DemoOffice office = run(quiet, new Seen())) {
      DemoTruth truth = office.truth();

      // Some ten thousand packets: three standard deviations, bursts included, are within.
      assertEquals(0.03, lostShare(truth, "127.1.20.14"), 0.012);
      assertEquals(0.01, lostShare(truth, "127.1.20.13"), 0.005);
      assertEquals(0, lostShare(truth, "127.1.20.11"));
    }
  }

  @Test
  void dropsInTheRouterWhatCallsLoseThere() throws IOException {
    DemoPlan busy =
        new DemoPlan(
            3,
            PLAN.phones().subList(0, 1), // flawless but for the WAN
            PLAN.pbx(),
            PLAN.farEnds(),
            new WanSchedule(MINUTES, MINUTES, Duration.ZERO, 0.05),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            0,
            Optional.empty());
    try (DemoOffice office = run(busy, new Seen())) {
      long lostBehind =
          office.truth().streams().stream()
              .filter(StreamTruth::fromPhone)
              .mapToLong(stream -> stream.seen() - stream.delivered())
              .sum();

      // A packet or two may still be on their way.
      assertEquals((double) lostBehind, (double) office.traffic().voiceDroppedPackets(), 5);
      assertTrue(lostBehind > 100, () -> "lost: " + lostBehind);
    }
  }

  /** Records of calls are written 30 s after their end (Deadline). */
  @Test
  void hasAPhoneThatReportsWhenNobodyWaitsAnyMore() throws IOException {
    Said said = new Said();
    try (DemoOffice _ = run(DemoPlan.branch(1), said)) {
      List<Message> its = said.of("127.2.20.19");
      List<Message> reports =
          its.stream().filter(each -> each.text().startsWith("PUBLISH ")).toList();
      assertTrue(reports.size() >= 2, () -> "reports: " + reports.size());
      for (Message report : reports) {
        String call = report.text().replaceFirst("(?s).*\r\nCallID: (\\S+)\r\n.*", "$1");
        long over =
            said.messages.stream()
                .filter(each -> each.text().startsWith("BYE ") && each.text().contains(call))
                .mapToLong(Message::atNs)
                .findFirst()
                .orElseThrow();
        assertTrue(report.atNs() - over > 30_000_000_000L, report::text);
      }
    }
  }

  @Test
  void hasGuestsWhoComeLast() throws IOException {
    Said said = new Said();
    try (DemoOffice _ = run(DemoPlan.branch(1), said)) {
      Map<String, Long> first = new HashMap<>();
      said.messages.stream()
          .filter(each -> each.text().startsWith("REGISTER "))
          .forEach(each -> first.putIfAbsent(each.from(), each.atNs()));
      assertEquals(DemoPlan.branch(1).phones().size(), first.size());
      Set<String> guests = Set.of("127.2.20.31", "127.2.20.32");
      long lastOfOthers =
          first.entrySet().stream()
              .filter(each -> !guests.contains(each.getKey()))
              .mapToLong(Map.Entry::getValue)
              .max()
              .orElseThrow();
      for (String guest : guests) {
        assertTrue(first.get(guest) - lastOfOthers > 4_000_000_000L, guest);
      }
    }
  }

  private record Message(long atNs, String from, String text) {}

  /** Keeps all SIP, which is text. */
  private static final class Said implements PacketOut {
    private final List<Message> messages = new ArrayList<>();

    List<Message> of(String host) {
      return messages.stream().filter(each -> each.from().equals(host)).toList();
    }

    @Override
    public void send(long atNs, UdpAddress from, UdpAddress to, int dscp, ByteBuffer payload) {
      if (payload.get(0) > 0) {
        byte[] text = new byte[payload.remaining()];
        payload.duplicate().get(text);
        messages.add(new Message(atNs, from.host(), new String(text, UTF_8)));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void sendsOnRealSocketsInRealTime() throws IOException {
    UdpAddress collector = UdpAddress.of("127.0.0.1", 5005);
    try (DemoOffice office =
        new DemoOffice(
            PLAN.withCollector(collector), new UdpOut(collector), InstantSource.system())) {
      office.start();
      Awaitility.await().until(() -> office.truth().rtpPackets() > 50);

      assertEquals("", office.problem().orElse(""));
    }
  }

  private static DemoOffice run(DemoPlan plan, PacketOut out) {
    DemoOffice office = new DemoOffice(plan, out, InstantSource.fixed(START));
    office.runFor(MINUTES);
    return office;
  }

  private static double lostShare(DemoTruth truth, String phone) {
    long sent = 0;
    long lost = 0;
    for (StreamTruth stream : truth.streams()) {
      if (stream.destination().host().equals(phone)) {
        sent += stream.sent();
        lost += stream.droppedBefore().size();
      }
    }
    return (double) lost / sent;
  }

  /** Counts RTP by source, told from RTCP and SIP by its second octet. */
  private static final class Seen implements PacketOut {
    private final Map<Integer, Long> bySsrc = new HashMap<>();
    private long rtp;

    @Override
    public void send(long atNs, UdpAddress from, UdpAddress to, int dscp, ByteBuffer payload) {
      boolean versionTwo = (payload.get(0) & 0xC0) == 0x80;
      if (versionTwo && ((payload.get(1) & 0x7F) < 64 || (payload.get(1) & 0x7F) > 95)) {
        rtp++;
        bySsrc.merge(payload.getInt(8), 1L, Long::sum);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
