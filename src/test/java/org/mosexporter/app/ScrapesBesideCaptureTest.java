package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.config.Config;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Receive;
import org.mosexporter.web.Listening;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/**
 * Scrapes never block capture (DESIGN §3): while clients take an octet now and then of answers
 * about 2,000 phones, and others scrape as fast as they can, the tracker's thread waits for nobody.
 */
class ScrapesBesideCaptureTest {
  private static final int PHONES = 2_000;
  private static final int SLOW_CLIENTS = 12;
  private static final int SECONDS = 15;

  /** So many begin at a time: speech without signalling is believed one after the other. */
  private static final int BEGIN = 20;

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long PACKET_NS = 20_000_000L;

  /** Where RTP's sequence number and timestamp stand in a frame. */
  private static final int SEQUENCE = 14 + 20 + 8 + 2;

  private static final int TIMESTAMP = SEQUENCE + 2;

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch slow = new CountDownLatch(1);
  private final CompletableFuture<Waits> alone = new CompletableFuture<>();
  private final CompletableFuture<Waits> beside = new CompletableFuture<>();
  private final AtomicInteger packets = new AtomicInteger();

  /** What a thread waited for others while it handed on packets. */
  private record Waits(long blocked, long waitedMs, long cpuNs, long tookNs) {
    static Waits now() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      ThreadInfo own = threads.getThreadInfo(Thread.currentThread().threadId());
      return new Waits(
          own.getBlockedCount(),
          own.getBlockedTime() + own.getWaitedTime(),
          threads.getCurrentThreadCpuTime(),
          System.nanoTime());
    }

    Waits since(Waits before) {
      return new Waits(
          blocked - before.blocked,
          waitedMs - before.waitedMs,
          cpuNs - before.cpuNs,
          tookNs - before.tookNs);
    }
  }

  /** Every phone speaks to its neighbour: alone for a while, and then beside the scrapes. */
  private final class Office implements PacketSource {
    private final List<byte[]> frames = new ArrayList<>();
    private final ByteBuffer window = ByteBuffer.allocateDirect(2_048);
    private long readUntilNs;
    private int sequence;

    Office() {
      for (int i = 0; i < PHONES; i++) {
        byte[] speech = rtp(i + 1, 0, false, 0, 0, 160);
        frames.add(frame(phone(i), 4_000, phone(i ^ 1), 4_000, speech));
      }
    }

    private static String phone(int number) {
      return "10.1." + (number / 250) + "." + (number % 250 + 1);
    }

    @Override
    public void run(PacketSink sink, Between between) {
      sink.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
      readUntilNs = System.currentTimeMillis() * 1_000_000L - 4L * SECONDS * SECOND_NS;
      stretch(sink, between); // compiles, and makes the figures
      alone.complete(stretch(sink, between));
      told.countDown();
      await(slow);
      beside.complete(stretch(sink, between));
      while (between.work()) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    private Waits stretch(PacketSink sink, Between between) {
      Waits before = Waits.now();
      for (long atNs = 0; atNs < SECONDS * SECOND_NS; atNs += PACKET_NS) {
        int speaking = Math.min(PHONES, BEGIN * (sequence + 1));
        frames.subList(0, speaking).forEach(each -> handOn(sink, each));
        sequence++;
        sink.flush();
        readUntilNs += PACKET_NS;
        between.work();
      }
      return Waits.now().since(before);
    }

    private void handOn(PacketSink sink, byte[] frame) {
      window.clear().put(frame).flip();
      window.putShort(SEQUENCE, (short) sequence).putInt(TIMESTAMP, 160 * sequence);
      sink.onPacket(window, 0, frame.length, frame.length, readUntilNs, 0, 0);
      sink.flush();
      packets.incrementAndGet();
    }

    @Override
    public CaptureCounters counters() {
      return new CaptureCounters(List.of());
    }

    @Override
    public long readUntilNs(long nowNs) {
      return readUntilNs;
    }

    @Override
    public void close() {}
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  @Timeout(180)
  void theTrackerWaitsForNobodyWhoScrapes() throws Exception {
    ManagementFactory.getThreadMXBean().setThreadContentionMonitoringEnabled(true);
    Config config =
        Config.defaults("berlin")
            .but()
            .limits(new Limits(PHONES, 2 * PHONES, PHONES, 150_000))
            .receive(new Receive(List.of(), List.of(), List.of(), List.of()))
            .build();
    List<Socket> clients = new ArrayList<>();
    try (Daemon daemon =
        new Daemon(
            config,
            () -> config,
            (_, _) -> new Office(),
            Listening.on(List.of("127.0.0.1:0"), "/metrics"))) {
      await(told);
      Waits without = alone.get(60, TimeUnit.SECONDS);
      int port = daemon.ports().getFirst();
      String page = scrape(port);
      assertTrue(page.lines().count() > 30L * PHONES, page.lines().count() + " lines");
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        clients.add(takesOneOctet(port));
      }
      Thread fast = Thread.ofPlatform().daemon().start(() -> scrapeAgainAndAgain(port));
      slow.countDown();
      Waits with = beside.get(150, TimeUnit.SECONDS);
      fast.interrupt();
      System.out.println("alone " + without + ", beside scrapes " + with);

      assertEquals(0, with.blocked);
      assertTrue(with.waitedMs <= 20 + 2 * without.waitedMs, with + ", alone " + without);
      assertTrue(with.cpuNs < 4 * without.cpuNs, with + ", alone " + without);
      for (Socket client : clients) {
        client.close();
      }
      String after = scrape(port);
      assertTrue(after.contains("mos_exporter_queue_dropped_events_total{queue=\"metrics\"} 0.0"));
      assertTrue(
          after.contains("mos_exporter_packets_total{protocol=\"rtp\"} " + (double) packets.get()));
    }
  }

  /** Has read the beginning of its answer, and reads no more than an octet at a time. */
  private static Socket takesOneOctet(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(2_048);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(10_000);
    ask(socket);
    assertEquals('H', socket.getInputStream().read());
    return socket;
  }

  private static void ask(Socket socket) throws IOException {
    String request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static String scrape(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = socket.getInputStream()) {
      ask(socket);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void scrapeAgainAndAgain(int port) {
    try {
      while (!Thread.interrupted()) {
        scrape(port);
      }
    } catch (IOException theEnd) {
      return;
    }
  }
}
