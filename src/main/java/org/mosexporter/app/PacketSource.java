package org.mosexporter.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.capture.LiveCapture;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.PacketSink;

/** Where the tracker's thread gets its packets from. */
interface PacketSource extends AutoCloseable {
  /**
   * Hands packets to a sink until {@code between} says stop.
   *
   * @param between the thread's other work, called at least every 100 ms when packets allow it
   */
  void run(PacketSink sink, Between between) throws IOException;

  CaptureCounters counters();

  /**
   * Up to when all packets have been handed on, but for a ring's delay.
   *
   * @param nowNs by the wall clock, nanoseconds since 1970-01-01 UTC
   */
  default long readUntilNs(long nowNs) {
    return nowNs;
  }

  @Override
  void close();

  /** The tracker thread's other work. */
  @FunctionalInterface
  interface Between {
    /** False when the thread shall end. */
    boolean work();
  }

  /** Opens what the configuration asks for. */
  static PacketSource live(List<Capture> interfaces, PacketSink sink) throws CaptureException {
    if (interfaces.isEmpty()) {
      return new None();
    }
    Capture first = interfaces.getFirst();
    return first.isAutomatic()
        ? new DefaultRouteSource(first, sink)
        : new Live(LiveCapture.open(interfaces, sink));
  }

  /** Rings of interfaces. */
  record Live(LiveCapture capture) implements PacketSource {
    private static final int LONGEST_WAIT_MS = 50;

    @Override
    public void run(PacketSink sink, Between between) {
      while (between.work()) {
        capture.poll(LONGEST_WAIT_MS);
      }
    }

    @Override
    public CaptureCounters counters() {
      return capture.counters();
    }

    @Override
    public long readUntilNs(long nowNs) {
      return capture.readUntilNs();
    }

    @Override
    public void close() {
      capture.close();
    }
  }

  /** Only reports are received. */
  record None() implements PacketSource {
    @Override
    public void run(PacketSink sink, Between between) {
      while (between.work()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }

    @Override
    public CaptureCounters counters() {
      return new CaptureCounters(List.of());
    }

    @Override
    public void close() {}
  }

  /** A capture file that grows while it is read: the demo's, where nothing may be sniffed. */
  record Growing(InputStream pcap) implements PacketSource {
    @Override
    public void run(PacketSink sink, Between between) throws IOException {
      try (CaptureFile file = CaptureFile.standardInput(pcap)) {
        file.read(new Interleaved(sink, between), _ -> {});
      }
      while (between.work()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }

    @Override
    public CaptureCounters counters() {
      return new CaptureCounters(List.of());
    }

    @Override
    public void close() {
      try {
        pcap.close();
      } catch (IOException alreadyClosed) {
        // it is closed, which is what was wanted
      }
    }
  }
}
