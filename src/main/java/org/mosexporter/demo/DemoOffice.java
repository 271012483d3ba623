package org.mosexporter.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mosexporter.demo.SipWriter.Party;

/**
 * A simulated office: phones register, call the provider, talk and hang up, in real time on one
 * thread or as fast as a file can be written. Loss, delay and jitter of the plan are applied by the
 * simulation: what is lost before the capture point is not sent, what is late is sent late.
 *
 * <p>All state is written under one lock; everything public may be called from any thread.
 */
public final class DemoOffice implements AutoCloseable {
  private static final long LONGEST_SLEEP_NS = 20_000_000;
  private static final int FAR_MEDIA_PORT = 20_000;
  private static final int FAR_MEDIA_PORTS = 10_000;
  private static final int PHONE_MEDIA_PORT = 11_780;
  private static final int PHONE_MEDIA_PORTS = 100;
  private static final long TRY_AGAIN_NS = 5_000_000_000L;
  private static final int CUT_OFF_BEHIND = 6;

  /** By then everybody else has been heard of. */
  private static final long GUESTS_AFTER_NS = 5_000_000_000L;

  /** More than the half minute in which reports are waited for. */
  private static final long LONG_AFTER_NS = 35_000_000_000L;

  private static final long EARLY_LEAST_MS = 8_000;
  private static final long EARLY_MOST_MS = 14_000;
  private static final String PROVIDER = "telco-a SBC/4.2";
  private static final String PBX = "office PBX/1.0";

  private final DemoPlan plan;
  private final PacketOut out;
  private final long startNs;
  private final Timeline timeline;
  private final Tap tap;
  private final Wan wan;
  private final SplittableRandom random;
  private final Map<DemoPhone, DemoCall> live = new HashMap<>();
  private final Deque<StreamTruth> over = new ArrayDeque<>();
  private final Object lock = new Object();
  private volatile boolean closed;
  private @Nullable Thread thread;
  private int calls;

  /**
   * An office that has not opened yet.
   *
   * @param out owned by the office from here on, and closed with it
   * @param clock read once, for the time at which the office opens
   */
  public DemoOffice(DemoPlan plan, PacketOut out, InstantSource clock) {
    Instant start = clock.instant();
    this.plan = plan;
    this.out = out;
    this.startNs = Math.addExact(start.getEpochSecond() * 1_000_000_000L, start.getNano());
    this.timeline = new Timeline(startNs);
    this.tap = new Tap(timeline, out);
    this.random = new SplittableRandom(plan.seed());
    this.wan = new Wan(timeline, plan.wan(), random.split());
    open();
  }

  /** Writes the office's first minutes as a capture file at once; decided by the plan's seed. */
  public static DemoTruth write(DemoPlan plan, Instant start, Duration length, OutputStream pcap)
      throws IOException {
    try (DemoOffice office = new DemoOffice(plan, new PcapOut(pcap), InstantSource.fixed(start))) {
      office.runFor(length);
      Optional<String> problem = office.problem();
      if (problem.isPresent()) {
        throw new IOException(problem.get());
      }
      return office.truth();
    }
  }

  private void open() {
    wan.startBackground();
    long delayNs = 0;
    for (DemoPhone phone : plan.phones()) {
      long laterNs = phone.habit() == Habit.COMES_LATER ? GUESTS_AFTER_NS : 0;
      timeline.after(laterNs + 20_000_000 + delayNs / 20, () -> register(phone));
      if (phone.registers()) {
        timeline.after(laterNs + 300_000_000 + delayNs, () -> call(phone));
      }
      delayNs += 200_000_000;
    }
  }

  private void register(DemoPhone phone) {
    UdpAddress registrar = UdpAddress.of(plan.pbx(), DemoPhone.SIP_PORT);
    Party near = party(phone.user(), phone.sip(), phone.sip(), phone.userAgent());
    Party pbx = party("pbx", registrar, registrar, PBX);
    SipWriter dialog =
        new SipWriter(near, pbx, Long.toHexString(random.nextLong()) + "@" + phone.host());
    String request = dialog.register();
    if (phone.habit() == Habit.STAMMERS) {
      put(near, pbx, request.substring(0, request.indexOf("\r\nCall-ID: ") + CUT_OFF_BEHIND));
      plan.collector().ifPresent(collector -> report(phone, collector));
    } else {
      put(near, pbx, request);
      String answer = phone.registers() ? "200 OK" : "403 Forbidden";
      timeline.after(2_000_000, () -> put(pbx, near, dialog.response(answer, "REGISTER")));
    }
    if (!phone.registers()) {
      timeline.after(TRY_AGAIN_NS, () -> register(phone));
    }
  }

  /** A report that is cut off, too. */
  private void report(DemoPhone phone, UdpAddress collector) {
    ByteBuffer report = tap.scratch();
    RtcpWriter.bye(report, random.nextInt());
    UdpAddress from = UdpAddress.of(phone.host(), PHONE_MEDIA_PORT + 1);
    tap.rtcp(from, collector, 0, report.flip().limit(report.limit() / 2));
  }

  private void put(Party from, Party to, String message) {
    var packet = tap.scratch();
    SipWriter.write(packet, message);
    tap.sip(from.sip(), to.sip(), DemoCall.SIGNALING_DSCP, packet.flip());
  }

  private void call(DemoPhone phone) {
    String host = plan.farEnds().get(random.nextInt(plan.farEnds().size()));
    int farPort = FAR_MEDIA_PORT + 2 * (calls % FAR_MEDIA_PORTS);
    int nearPort = PHONE_MEDIA_PORT + 2 * (calls % PHONE_MEDIA_PORTS);
    calls++;
    Party near =
        party(phone.user(), phone.sip(), UdpAddress.of(phone.host(), nearPort), phone.userAgent());
    Party far =
        party(
            // A block that the German regulator keeps for fiction.
            "+4930231250" + (phone.callsAround() ? 10 + random.nextInt(90) : phone.user()),
            UdpAddress.of(host, DemoPhone.SIP_PORT),
            UdpAddress.of(host, farPort),
            PROVIDER);
    DemoCall call =
        new DemoCall(
            timeline,
            tap,
            wan,
            phone,
            near,
            far,
            plan.collector(),
            plan.refused() > 0 && random.nextDouble() < plan.refused(),
            random.split(),
            () -> ended(phone));
    live.put(phone, call);
    call.start(millis(500, 1_500), talk(phone));
  }

  private Duration talk(DemoPhone phone) {
    return phone.habit() == Habit.HANGS_UP_AND_CALLS_AGAIN
        ? millis(EARLY_LEAST_MS, EARLY_MOST_MS)
        : millis(plan.shortestCall(), plan.longestCall());
  }

  private Party party(String user, UdpAddress sip, UdpAddress media, String software) {
    return new Party(user, sip, media, software, Integer.toHexString(random.nextInt()));
  }

  private void ended(DemoPhone phone) {
    // Packets and reports still under way belong to the call's truth.
    timeline.after(
        1_000_000_000L,
        () -> {
          DemoCall call = live.remove(phone);
          if (call != null) {
            over.addAll(call.truth());
            reportLate(phone, call);
          }
          while (over.size() > DemoTruth.MOST_STREAMS) {
            over.removeFirst();
          }
          timeline.after(millis(2_000, 10_000).toNanos(), () -> call(phone));
        });
  }

  private void reportLate(DemoPhone phone, DemoCall call) {
    if (phone.habit() == Habit.REPORTS_LATE) {
      UdpAddress registrar = UdpAddress.of(plan.pbx(), DemoPhone.SIP_PORT);
      Party pbx = party("pbx", registrar, registrar, PBX);
      String publication = Long.toHexString(random.nextLong()) + "@" + phone.host();
      Instant stop = instant(timeline.nowNs());
      timeline.after(
          LONG_AFTER_NS, () -> put(call.near(), pbx, call.report(stop).publish(pbx, publication)));
    }
  }

  private static Instant instant(long atNs) {
    return Instant.ofEpochSecond(0, atNs);
  }

  private Duration millis(Duration least, Duration most) {
    return millis(least.toMillis(), most.toMillis());
  }

  private Duration millis(long least, long most) {
    return Duration.ofMillis(least == most ? least : random.nextLong(least, most));
  }

  /** Lets time pass at once; not for an office that was started. */
  void runFor(Duration length) {
    synchronized (lock) {
      timeline.runUntil(startNs + length.toNanos());
      tap.flush();
    }
  }

  /** Opens the office in real time. */
  public void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("demo-office").start(this::run);
    }
  }

  private void run() {
    long began = System.nanoTime();
    while (!closed) {
      long nowNs = startNs + System.nanoTime() - began;
      long wakeNs;
      synchronized (lock) {
        if (closed) {
          return;
        }
        timeline.runUntil(nowNs);
        tap.flush();
        wakeNs = timeline.nextNs(nowNs + LONGEST_SLEEP_NS);
      }
      LockSupport.parkNanos(Math.max(100_000, wakeNs - nowNs));
    }
  }

  /** What happened so far. */
  public DemoTruth truth() {
    synchronized (lock) {
      List<StreamTruth> streams = new ArrayList<>(over);
      for (DemoPhone phone : plan.phones()) {
        DemoCall call = live.get(phone);
        if (call != null) {
          streams.addAll(call.truth());
        }
      }
      return new DemoTruth(streams, tap.rtpPackets(), tap.rtcpPackets(), tap.sipMessages(), calls);
    }
  }

  /** The router's counters, which {@link DemoRouter} shows. */
  public WanTraffic traffic() {
    return wan.traffic();
  }

  /** The first reason why a packet could not be sent. */
  public Optional<String> problem() {
    synchronized (lock) {
      return tap.problem();
    }
  }

  /** Ends all calls where they are. */
  @Override
  public void close() throws IOException {
    closed = true;
    if (thread != null) {
      thread.interrupt(); // it may wait for room in a pipe, and would hold the lock for ever
    }
    synchronized (lock) {
      out.close();
    }
  }
}
