package org.mosexporter.receive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Table;
import org.mosexporter.receive.ListenerState.Closed;
import org.mosexporter.receive.ListenerState.Listening;
import org.mosexporter.receive.ListenerState.Waiting;
import org.mosexporter.wire.Report;

/** A port with phones' RTCP; what is the same for every protocol is tried with it. */
class ReceiverTest {
  /** An RR without blocks and an SDES with a CNAME "a@b" (RFC 3550 §6.4.2, §6.5). */
  private static final String GOOD = "80c90001 11223344 81ca0003 11223344 01034061 62000000";

  private static final IpAddress SENDER = IpAddress.parse("10.1.2.3");
  private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000L, 123_456_789));
  private static final long CLOCK_NS = 1_700_000_000_123_456_789L;

  private final ReportQueue queue = new ReportQueue();
  private final Reporters reporters = new Reporters();
  private Receiver opened = listen(0, List.of(LOOPBACK), List.of());

  private Receiver.Shared shared(List<Cidr> known) {
    return new Receiver.Shared(known, queue, reporters, new Connections(), Optional::empty, CLOCK);
  }

  private Receiver listen(int port, List<Cidr> known, List<Cidr> allow) {
    Listener listener = new Listener("127.0.0.1", port, allow);
    return Receiver.start(
        Protocol.RTCP, listener, new RtcpDecoder(), shared(known), Duration.ofMillis(50));
  }

  @AfterEach
  void close() {
    opened.close();
  }

  private void reopen(int port, List<Cidr> known, List<Cidr> allow) {
    opened.close();
    opened = listen(port, known, allow);
  }

  private Listening listening() {
    await().untilAsserted(() -> assertInstanceOf(Listening.class, opened.state()));
    return (Listening) opened.state();
  }

  /** Sends to the listener and waits until it was looked at. */
  private int send(String hex) throws IOException {
    InetSocketAddress to = listening().address();
    long before = opened.counters().received();
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
      socket.send(new DatagramPacket(octets, octets.length, to));
      await().until(() -> settled(opened.counters(), before + 1));
      return socket.getLocalPort();
    }
  }

  private static boolean settled(ReceiverCounters counters, long received) {
    long fates = counters.handedOn() + sum(counters.unused()) + sum(counters.refused());
    return counters.received() == received && fates == received;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void handsOnACopyOfWhatDecodesWithSenderAndTime() throws IOException {
    int port = send(GOOD);
    send("80c90001 99999999");

    ByteBuffer expected = ByteBuffer.wrap(HexFormat.of().parseHex(GOOD.replace(" ", "")));
    Report rtcp = new Report.CollectedRtcp(IpAddress.parse("127.0.0.1"), port, expected);
    List<ReceivedReport> first = new ArrayList<>();
    queue.poll(first::add);
    assertEquals(List.of(new ReceivedReport(rtcp, CLOCK_NS, 24)), first);
    assertEquals(1, queue.waiting());
    ReceiverCounters counters = opened.counters();
    assertEquals(2, counters.handedOn());
    assertEquals(OptionalLong.of(CLOCK_NS), counters.lastReportNs());
  }

  @Test
  void everyReasonIsThereAtZeroBeforeTheFirstDatagram() {
    ReceiverCounters counters = opened.counters();

    assertEquals(
        Set.of(
            "not_allowed",
            "queue_full",
            "too_short",
            "version",
            "type",
            "length_past_end",
            "count_past_end",
            "padding",
            "encrypted"),
        counters.refused().keySet());
    assertEquals(0, sum(counters.refused()));
    assertEquals(Map.of(), counters.unused());
    assertEquals(OptionalLong.empty(), counters.lastReportNs());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                                  | datagram                     | reason
          nothing in it                           | ''                           | too_short
          version 1                               | 40c90001 11223344            | version
          RTP of payload type 0                   | 80000001 11223344 00000000   | type
          a length of 2 words where 1 is          | 80c90002 11223344            | length_past_end
          one block announced, none there         | 81c90001 11223344            | count_past_end
          """)
  void countsWhatDoesNotDecodeByReason(String name, String datagram, String reason)
      throws IOException {
    send(datagram);

    ReceiverCounters counters = opened.counters();
    assertEquals(1, counters.refused().get(reason));
    assertEquals(1, sum(counters.refused()));
    assertEquals(0, queue.waiting());
  }

  @Test
  void hearsTheKnownNetworksOnlyWhenNobodyIsNamed() throws IOException {
    reopen(0, List.of(Cidr.parse("10.0.0.0/8")), List.of());
    send(GOOD);
    assertEquals(1, opened.counters().refused().get("not_allowed"));
    reopen(0, List.of(Cidr.parse("10.0.0.0/8")), List.of(LOOPBACK));
    send(GOOD);
    assertEquals(1, opened.counters().handedOn());
    reopen(0, List.of(LOOPBACK), List.of(Cidr.parse("10.0.0.0/8")));
    send(GOOD);
    assertEquals(1, opened.counters().refused().get("not_allowed"));
    assertEquals(1, queue.waiting());
  }

  @Test
  void countsWhatTheQueueRefuses() throws IOException {
    Report report = new Report.CollectedRtcp(SENDER, 5005, ByteBuffer.allocate(0));
    for (int i = 0; i < Table.REPORTS.entries() - 1; i++) {
      assertTrue(queue.offer(new ReceivedReport(report, 0, 0)));
    }
    for (int i = 0; i < 4; i++) {
      send(GOOD);
    }

    assertEquals(1, opened.counters().handedOn());
    assertEquals(3, opened.counters().refused().get("queue_full"));
    assertEquals(Table.REPORTS.entries(), queue.waiting());
  }

  @Test
  void waitsForABusyPortAndTakesItWhenItIsFree() throws IOException {
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = other.getLocalPort();
      reopen(port, List.of(LOOPBACK), List.of());
      await()
          .untilAsserted(
              () ->
                  assertEquals(
                      new Waiting(
                          "port " + port + " in use by another program; tried again every 0 s"),
                      opened.state()));
    }
    send(GOOD);
    assertEquals(1, opened.counters().handedOn());
  }

  @Test
  void saysThatAnAddressIsNotOfThisHost() {
    opened.close();
    Listener elsewhere = new Listener("203.0.113.77", 0, List.of());
    opened =
        Receiver.start(
            Protocol.RTCP, elsewhere, new RtcpDecoder(), shared(List.of()), Duration.ofSeconds(10));

    await()
        .untilAsserted(
            () -> {
              String why = assertInstanceOf(Waiting.class, opened.state()).why();
              assertTrue(why.startsWith("cannot listen on 203.0.113.77 port 0: "), why);
              assertTrue(why.endsWith("; tried again every 10 s"), why);
            });
  }

  @Test
  void tellsHowLargeItsBufferReallyIs() {
    int bytes = listening().receiveBufferBytes().orElseThrow();
    assertTrue(bytes > 0 && bytes <= 16 << 20, "buffer of " + bytes);
  }

  @Test
  void closingFreesThePortAndEndsTheThread() throws IOException {
    InetSocketAddress address = listening().address();
    opened.close();
    assertEquals(new Closed(), opened.state());
    try (DatagramSocket again = new DatagramSocket(address)) {
      assertTrue(again.isBound());
    }
  }
}
