package org.mosexporter.app;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.KeptCall;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.call.LocatedEndpoints;
import org.mosexporter.call.Names;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Tracker;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.config.Notifications.Homer;
import org.mosexporter.config.Table;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterEvents;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.TopologySource;
import org.mosexporter.notify.ForwardCounters;
import org.mosexporter.notify.HepForwarder;
import org.mosexporter.receive.Protocol;
import org.mosexporter.receive.Receivers;
import org.mosexporter.record.Erased;
import org.mosexporter.snmp.SnmpPoller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages that measure, built from one configuration: capture, listeners, pollers and the
 * tracker with its thread. A reload closes one and opens the next.
 */
final class Measurement implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Measurement.class);

  /** How far packet time is taken to lag behind the clock: a ring's block is due after 10 ms. */
  private static final long LAG_NS = 250_000_000L;

  /** Longer than an interval: while calls are bad it goes on, and ends soon after. */
  private static final Duration ATTENDED_FOR = Duration.ofSeconds(25);

  private static final long ADVANCE_EVERY_NS = 100_000_000L;

  /** Kept packets, where it is told what was erased. */
  static final String PACKETS = "packets";

  private final InstantSource clock;
  private final Tracker tracker;
  private final boolean keepsPackets;
  private final PacketSource packets;
  private final Receivers receivers;
  private final SnmpPoller poller;
  private final RouterPolls polls;
  private final LocatedEndpoints located;
  private final Optional<HepForwarder> forwarder;
  private final TrackerQuestions questions = new TrackerQuestions();
  private final Thread thread;
  private final MirrorLog mirrorLog = new MirrorLog();
  private long advancedNs;
  private volatile boolean stopping;
  private final AtomicLong passes = new AtomicLong();

  /** Opens the packets' source; given the tracker, for rings want their sink at once. */
  @FunctionalInterface
  interface Source {
    PacketSource open(Tracker tracker) throws CaptureException;
  }

  private Measurement(
      Config config,
      Names names,
      CallEvents events,
      BiConsumer<RouterSnapshot, PollWindows> told,
      Source source,
      Supplier<Optional<SSLContext>> certificate,
      InstantSource clock)
      throws CaptureException {
    this.clock = clock;
    tracker = new Tracker(config, events, names, new RandomRecords());
    keepsPackets = config.privacy().keepSip();
    if (keepsPackets) {
      tracker.keepPackets();
    }
    packets = source.open(tracker);
    receivers = new Receivers(ours(config), certificate, clock);
    forwarder = forwarder(config);
    forwarder.ifPresent(tracker::copyTo);
    poller = new SnmpPoller(config.snmp(), clock);
    TopologySource topology = new TopologySource(poller::snapshots, config.egress());
    located = new LocatedEndpoints(topology, config.userAgents());
    polls = new RouterPolls(topology);
    poller.tell(
        (device, windows) -> {
          polls.onPoll(windows);
          told.accept(device, windows);
        });
    poller.tellEvents(polls::onEvent);
    tracker.attendRouters(router -> poller.attend(router, ATTENDED_FOR));
    thread = Thread.ofPlatform().daemon().name("tracker").unstarted(this::track);
  }

  /**
   * Starts them all.
   *
   * @param told hears of each poll of a router, on many threads
   * @param certificate of listeners with TLS
   */
  static Measurement start(
      Config config,
      Names names,
      CallEvents events,
      BiConsumer<RouterSnapshot, PollWindows> told,
      Source source,
      Supplier<Optional<SSLContext>> certificate,
      InstantSource clock)
      throws CaptureException {
    Measurement measurement =
        new Measurement(config, names, events, told, source, certificate, clock);
    measurement.thread.start();
    measurement.receivers.listen(config.receive());
    measurement.receivers.listen(Protocol.SNMP, config.receive().snmp(), measurement.poller::traps);
    measurement.poller.start();
    return measurement;
  }

  /** Without a socket nothing is sent on, and all else goes on. */
  private static Optional<HepForwarder> forwarder(Config config) {
    List<Homer> homers = config.notifications().hep();
    if (homers.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(HepForwarder.start(homers, System::nanoTime));
    } catch (IOException refused) {
      LOG.error("nothing can be sent on as HEP: {}", refused.getMessage());
      return Optional.empty();
    }
  }

  /** What was sent on, for each server. */
  List<ForwardCounters> forwarded() {
    return forwarder.map(HepForwarder::counters).orElse(List.of());
  }

  Snapshots snapshots() {
    return tracker;
  }

  LiveCalls live() {
    return questions;
  }

  /** What is kept of a call's packets; empty where none are kept. */
  Optional<KeptCall> kept(CallSummary call) {
    return tracker.keptOf(call);
  }

  /** Gives up all packets that are kept; empty where none are. */
  Optional<Erased> giveUpKept() {
    return keepsPackets
        ? Optional.of(
            questions.giveUpKept()
                ? new Erased(PACKETS, "", 0, "")
                : new Erased(PACKETS, "", 0, "the tracker has no time; ask again"))
        : Optional.empty();
  }

  /** Joins endpoints with what the polled devices know of them. */
  LocatedEndpoints located() {
    return located;
  }

  List<RouterSnapshot> routers() {
    return poller.snapshots();
  }

  /** Polls of routers that were lost because the tracker was too slow. */
  long droppedPolls() {
    return polls.dropped();
  }

  /** What routers told by themselves. */
  List<RouterEvents> routerEvents() {
    return poller.events();
  }

  void gauge(Table.Gauge gauge) {
    poller.gauge(gauge);
  }

  CaptureCounters capture() {
    return packets.counters();
  }

  Receivers receivers() {
    return receivers;
  }

  /** Whether every interface is captured and the tracker runs. */
  boolean ready() {
    return thread.isAlive() && packets.counters().interfaces().stream().allMatch(i -> i.up());
  }

  /** How often the tracker's thread has passed between packets: while it changes, it lives. */
  long passes() {
    return passes.get();
  }

  private void track() {
    try {
      packets.run(tracker, this::between);
    } catch (IOException | RuntimeException fault) {
      if (!stopping) {
        LOG.error("capture ended", fault);
      }
    } finally {
      tracker.finish();
    }
  }

  private boolean between() {
    passes.lazySet(passes.getPlain() + 1);
    long now = packets.readUntilNs(nowNs());
    if (now - advancedNs >= ADVANCE_EVERY_NS || now < advancedNs) {
      advancedNs = now;
      tracker.advance(now - LAG_NS);
      mirrorLog.on(tracker.halfMirrors());
    }
    receivers.drain(tracker, now);
    polls.drain(tracker);
    questions.answerOne(tracker);
    return !stopping;
  }

  private long nowNs() {
    java.time.Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** Who may send reports when a listener does not say: our networks and servers. */
  static List<Cidr> ours(Config config) {
    return Stream.concat(
            config.networks().stream().map(Network::cidr),
            config.servers().stream()
                .flatMap(server -> server.addresses().stream())
                .map(address -> new Cidr(address, 128)))
        .toList();
  }

  @Override
  public void close() {
    stopping = true;
    receivers.close();
    poller.close();
    join();
    forwarder.ifPresent(HepForwarder::close);
    packets.close();
  }

  private void join() {
    try {
      thread.join(500);
      if (thread.isAlive()) {
        packets.close(); // it waits for packets
        thread.join(2_000);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
