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
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Listener;
import org.mosexporter.receive.ListenerState.Closed;
import org.mosexporter.receive.ListenerState.Listening;
import org.mosexporter.receive.ListenerState.Waiting;
import org.mosexporter.receive.RtcpListenerCounters.Drop;
import org.mosexporter.wire.Report;
import org.mosexporter.wire.rtcp.RtcpReader.Check;

class RtcpListenerTest {
  /** An RR without blocks and an SDES with a CNAME "a@b" (RFC 3550 §6.4.2, §6.5). */
  private static final String GOOD = "80c90001 11223344 81ca0003 11223344 01034061 62000000";

  private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000L, 123_456_789));
  private static final long CLOCK_NS = 1_700_000_000_123_456_789L;

  private final ArrayBlockingQueue<ReceivedReport> queue = new ArrayBlockingQueue<>(4);
  private RtcpListener opened = listen(0, List.of(LOOPBACK), List.of());

  private RtcpListener listen(int port, List<Cidr> known, List<Cidr> allow) {
    Listener listener = new Listener("127.0.0.1", port, allow);
    return RtcpListener.start(listener, known, queue, CLOCK, Duration.ofMillis(50));
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

  private static boolean settled(RtcpListenerCounters counters, long received) {
    long fates = counters.handedOn() + sum(counters.dropped()) + sum(counters.malformed());
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
    assertEquals(new ReceivedReport(rtcp, CLOCK_NS), queue.remove());
    assertEquals(1, queue.size());
    RtcpListenerCounters counters = opened.counters();
    assertEquals(2, counters.handedOn());
    assertEquals(OptionalLong.of(CLOCK_NS), counters.lastReportNs());
  }

  @Test
  void everyReasonIsThereAtZeroBeforeTheFirstDatagram() {
    RtcpListenerCounters counters = opened.counters();

    assertEquals(Map.of(Drop.NOT_ALLOWED, 0L, Drop.QUEUE_FULL, 0L), counters.dropped());
    Set<Check> faults = EnumSet.allOf(Check.class);
    faults.remove(Check.RTCP);
    faults.remove(Check.TRUNCATED); // what a snap length does, and no datagram of our own
    assertEquals(faults, counters.malformed().keySet());
    assertEquals(OptionalLong.empty(), counters.lastReportNs());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                                  | datagram                     | reason
          nothing in it                           | ''                           | TOO_SHORT
          version 1                               | 40c90001 11223344            | VERSION
          RTP of payload type 0                   | 80000001 11223344 00000000   | TYPE
          a length of 2 words where 1 is          | 80c90002 11223344            | LENGTH_PAST_END
          one block announced, none there         | 81c90001 11223344            | COUNT_PAST_END
          """)
  void countsWhatDoesNotDecodeByReason(String name, String datagram, Check reason)
      throws IOException {
    send(datagram);

    RtcpListenerCounters counters = opened.counters();
    assertEquals(1, counters.malformed().get(reason));
    assertEquals(1, sum(counters.malformed()));
    assertTrue(queue.isEmpty());
  }

  @Test
  void hearsTheKnownNetworksOnlyWhenNobodyIsNamed() throws IOException {
    reopen(0, List.of(Cidr.parse("10.0.0.0/8")), List.of());
    send(GOOD);
    assertEquals(1, opened.counters().dropped().get(Drop.NOT_ALLOWED));
    reopen(0, List.of(Cidr.parse("10.0.0.0/8")), List.of(LOOPBACK));
    send(GOOD);
    assertEquals(1, opened.counters().handedOn());
    reopen(0, List.of(LOOPBACK), List.of(Cidr.parse("10.0.0.0/8")));
    send(GOOD);
    assertEquals(1, opened.counters().dropped().get(Drop.NOT_ALLOWED));
    assertEquals(1, queue.size());
  }

  @Test
  void countsWhatTheQueueRefuses() throws IOException {
    for (int i = 0; i < 7; i++) {
      send(GOOD);
    }

    assertEquals(4, queue.size());
    assertEquals(4, opened.counters().handedOn());
    assertEquals(3, opened.counters().dropped().get(Drop.QUEUE_FULL));
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
    opened = RtcpListener.start(elsewhere, List.of(), queue, CLOCK, Duration.ofSeconds(10));

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
    int bytes = listening().receiveBufferBytes();
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
