package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Names;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Receive;
import org.mosexporter.receive.ReportSource;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/**
 * What happens between packets happens by the time up to which they were handed on, and not by a
 * clock that is far ahead of them: nobody's silence is made of packets that lie in a ring.
 */
class MeasurementTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final long START_NS = START.getEpochSecond() * 1_000_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;

  private final Ended ended = new Ended();
  private final CountDownLatch began = new CountDownLatch(1);
  private final List<Integer> endedBy = new CopyOnWriteArrayList<>();

  private static final class Ended implements CallEvents {
    final List<StreamSummary> streams = new CopyOnWriteArrayList<>();

    @Override
    public void onInterval(ObservedInterval interval) {}

    @Override
    public void onObservation(ObservedInterval interval) {}

    @Override
    public void onStreamEnded(StreamSummary stream) {
      streams.add(stream);
    }

    @Override
    public void onCallEnded(CallSummary call) {}
  }

  /** A ring whose packets are ten seconds old when they are handed on, and then a hundred. */
  private final class Late implements PacketSource {
    private long readUntilNs = START_NS;
    private Runnable inBetween = () -> {};

    @Override
    public void run(PacketSink sink, Between between) {
      await(began);
      sink.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
      handOn(sink, 0, 500);
      between.work();
      inBetween.run();
      between.work();
      endedBy.add(ended.streams.size());
      handOn(sink, 500, 1000);
      between.work();
      endedBy.add(ended.streams.size());
      readUntilNs = START_NS + 52 * SECOND_NS; // and no packet any more
      between.work();
      endedBy.add(ended.streams.size());
      while (between.work()) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    private void handOn(PacketSink sink, int from, int to) {
      for (int i = from; i < to; i++) {
        byte[] octets = rtp(7, 0, i == 0, i, 160L * i, 160);
        byte[] frame = frame("10.1.20.11", 4000, "10.1.20.12", 5000, octets);
        ByteBuffer window = Frames.window(frame);
        sink.onPacket(window, 0, frame.length, frame.length, START_NS + i * 20_000_000L, 0, 0);
        sink.flush();
      }
      readUntilNs = START_NS + to * 20_000_000L;
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
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static Config config(List<Listener> listeners) {
    return Config.defaults("berlin")
        .but()
        .receive(new Receive(listeners, List.of(), List.of(), List.of()))
        .build();
  }

  /** Twenty seconds of speech; thirty of silence end it, when they were seen to pass. */
  private void assertOneStream() {
    assertEquals(List.of(0, 0, 1), endedBy);
    StreamSummary stream = ended.streams.getFirst();
    assertEquals(List.of(1000L, 0L), List.of(stream.packets(), stream.lost()));
    assertEquals(1, ended.streams.size());
  }

  private void untilAllWasHandedOn() {
    for (int i = 0; i < 10_000 && endedBy.size() < 3; i++) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void packetsThatAreStillToBeReadKeepTheirStreamAlive() throws Exception {
    Late late = new Late();
    Instant ahead = START.plusSeconds(1000);
    try (Measurement measurement =
        Measurement.start(
            config(List.of()),
            Names.plain(),
            ended,
            (_, _) -> {},
            _ -> late,
            Optional::empty,
            () -> ahead)) {
      assertTrue(measurement.ready());
      began.countDown();
      untilAllWasHandedOn();
    }
    assertOneStream();
  }

  /** A phone's report came by the way: it is of the time up to which packets were read, too. */
  @Test
  void aReportOvertakesNoPacket() throws Exception {
    int port;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<Listener> listeners =
        List.of(new Listener("127.0.0.1", port, List.of(Cidr.parse("127.0.0.0/8"))));
    Late late = new Late();
    Instant ahead = START.plusSeconds(1000);
    try (Measurement measurement =
        Measurement.start(
            config(listeners),
            Names.plain(),
            ended,
            (_, _) -> {},
            _ -> late,
            Optional::empty,
            () -> ahead)) {
      late.inBetween = () -> report(measurement, port);
      began.countDown();
      untilAllWasHandedOn();
      assertTrue(measurement.receivers().all().getFirst().counters().handedOn() > 0);
    }
    assertOneStream();
  }

  /** Again until one is taken: a busy machine may not have begun to listen. */
  private static void report(Measurement measurement, int port) {
    byte[] octets = receiverReport(8, block(9, 0, 0, 100, 0, 0, 0));
    ReportSource heard = measurement.receivers().all().getFirst();
    try (DatagramSocket sender = new DatagramSocket()) {
      for (int i = 0; i < 5000 && heard.counters().handedOn() == 0; i++) {
        if (i % 250 == 0) {
          sender.send(
              new DatagramPacket(octets, octets.length, InetAddress.getLoopbackAddress(), port));
        }
        LockSupport.parkNanos(2_000_000);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
