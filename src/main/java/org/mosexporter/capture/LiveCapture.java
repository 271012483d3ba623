package org.mosexporter.capture;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.PacketSink;

/**
 * Live packets of one or more interfaces, from rings that the kernel fills.
 *
 * <p>One thread calls {@link #poll}, and the sink is called on it. The packets that are ready come
 * in order of time over all interfaces. An interface that goes down, or away, is counted as not up
 * and looked for again each second; the others go on.
 */
public final class LiveCapture implements AutoCloseable {
  /** Each call ends after about so many, however fast they come: the caller has other work too. */
  private static final int ENOUGH_PACKETS = 8192;

  private static final long LOOK_AFTER_NS = 1_000_000_000L;

  private static final long NS_PER_MS = 1_000_000;

  private static final int POLLFD_BYTES = 8;
  private static final int POLLFD_EVENTS = 4;
  private static final int POLLFD_RETURNED = 6;
  private static final int POLLIN = 1;

  /** POLLERR, POLLHUP, POLLNVAL. */
  private static final int TROUBLE = 0x8 | 0x10 | 0x20;

  private final List<LiveInterface> interfaces;
  private final PacketSink sink;
  private final NativeCalls calls;
  private final PacketMerge merge;
  private final ClockWatch watch;
  private final LongSupplier nanoTime;
  private final ByteBuffer descriptors;
  private final MemorySegment waiting;
  private final Lock use = new ReentrantLock();
  private long lookAfterNs;
  private long readUntilNs;
  private boolean announced;
  private boolean closed;

  /**
   * Opens a ring on each interface that is there, and waits for the others.
   *
   * @throws CaptureException when one cannot be captured; says what to do; none is open then
   */
  public static LiveCapture open(List<Capture> interfaces, PacketSink sink)
      throws CaptureException {
    return open(interfaces, sink, InstantSource.system(), System::nanoTime);
  }

  /** As {@link #open(List, PacketSink)}, and everything is let in, whatever it is. */
  public static LiveCapture openUnfiltered(List<Capture> interfaces, PacketSink sink)
      throws CaptureException {
    InstantSource clock = InstantSource.system();
    return open(interfaces, InterfaceFilter::none, sink, clock, System::nanoTime);
  }

  /** As {@link #open(List, PacketSink)}, with other clocks. */
  static LiveCapture open(
      List<Capture> interfaces, PacketSink sink, InstantSource clock, LongSupplier nanoTime)
      throws CaptureException {
    return open(interfaces, InterfaceFilter::new, sink, clock, nanoTime);
  }

  private static LiveCapture open(
      List<Capture> interfaces,
      Function<Capture, InterfaceFilter> filter,
      PacketSink sink,
      InstantSource clock,
      LongSupplier nanoTime)
      throws CaptureException {
    NativeCalls calls = new NativeCalls();
    List<LiveInterface> opened = new ArrayList<>();
    try {
      for (Capture capture : interfaces) {
        opened.add(new LiveInterface(calls, capture, filter.apply(capture), opened.size(), clock));
      }
    } catch (CaptureException | RuntimeException refused) {
      opened.forEach(LiveInterface::close);
      throw refused;
    }
    return new LiveCapture(opened, sink, calls, clock, nanoTime);
  }

  private LiveCapture(
      List<LiveInterface> interfaces,
      PacketSink sink,
      NativeCalls calls,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.interfaces = List.copyOf(interfaces);
    this.sink = sink;
    this.calls = calls;
    watch = new ClockWatch(clock, nanoTime);
    readUntilNs = watch.wallNs();
    this.nanoTime = nanoTime;
    descriptors = NativeCalls.structure(POLLFD_BYTES * Math.max(1, interfaces.size()));
    waiting = MemorySegment.ofBuffer(descriptors);
    lookAfterNs = nanoTime.getAsLong() + LOOK_AFTER_NS;
    merge = new PacketMerge(interfaces);
  }

  /**
   * Hands on what is ready; when nothing is, waits for it.
   *
   * @param timeoutMs how long to wait at most
   * @return how many packets were handed on
   */
  public int poll(int timeoutMs) {
    use.lock();
    try {
      if (closed) {
        return 0;
      }
      if (!announced) {
        interfaces.forEach(each -> each.announce(sink));
        announced = true;
      }
      int handedOn = handOnReady();
      if (handedOn == 0) {
        await(timeoutMs);
        handedOn = handOnReady();
      }
      sink.flush();
      readUntilNs = Math.min(watch.wallNs(), merge.nextNs());
      if (nanoTime.getAsLong() - lookAfterNs >= 0) {
        lookAfter();
      }
      return handedOn;
    } finally {
      use.unlock();
    }
  }

  private int handOnReady() {
    watch.look(sink);
    return merge.handOn(sink, ENOUGH_PACKETS, watch.wallNs());
  }

  /**
   * Up to when all packets have been handed on, by the wall clock, but for what the kernel has not
   * given away yet. For the thread that polls.
   */
  public long readUntilNs() {
    return readUntilNs;
  }

  static long nowNs(InstantSource clock) {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** Waits for packets; for what waits itself only until its turn. */
  private void await(int timeoutMs) {
    setDescriptors();
    boolean held = merge.waitNs() > 0;
    int waitMs = held ? (int) Math.min(timeoutMs, merge.waitNs() / NS_PER_MS + 1) : timeoutMs;
    if (calls.poll(waiting, interfaces.size(), waitMs) <= 0) {
      return;
    }
    for (int i = 0; i < interfaces.size(); i++) {
      if ((descriptors.getShort(i * POLLFD_BYTES + POLLFD_RETURNED) & TROUBLE) != 0) {
        interfaces.get(i).takeError();
      }
    }
  }

  private void lookAfter() {
    for (LiveInterface each : interfaces) {
      each.lookAfter(sink);
    }
    lookAfterNs = nanoTime.getAsLong() + LOOK_AFTER_NS;
  }

  /**
   * Fills the array of struct pollfd. The kernel passes over a descriptor below 0: of an interface
   * that has packets already, for which poll(2) would return at once each time.
   */
  private void setDescriptors() {
    for (int i = 0; i < interfaces.size(); i++) {
      LiveInterface each = interfaces.get(i);
      descriptors.putInt(i * POLLFD_BYTES, each.hasPacket() ? -1 : each.descriptor());
      descriptors.putShort(i * POLLFD_BYTES + POLLFD_EVENTS, (short) POLLIN);
    }
  }

  /**
   * Tries one interface, as if it were to be captured.
   *
   * @return what merges its packets
   * @throws CaptureException when it cannot be captured now; says what to do
   */
  public static Offload check(Capture capture) throws CaptureException {
    try (PacketSocket socket =
        new PacketSocket(new NativeCalls(), capture, new InterfaceFilter(capture), 0)) {
      return socket.offload();
    }
  }

  /** What was counted until about a second ago; for any thread. */
  public CaptureCounters counters() {
    return new CaptureCounters(interfaces.stream().map(LiveInterface::counters).toList());
  }

  /** Gives the rings back, after the poll that is under way. */
  @Override
  public void close() {
    use.lock();
    try {
      closed = true;
      interfaces.forEach(LiveInterface::close);
    } finally {
      use.unlock();
    }
  }
}
