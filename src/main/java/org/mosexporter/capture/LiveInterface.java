package org.mosexporter.capture;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured interface: its socket while the device exists, and counters that outlive it.
 * Written by the tracker's thread; the counters are read by any.
 */
final class LiveInterface implements PacketQueue {
  private static final Logger LOG = LoggerFactory.getLogger(LiveInterface.class);

  private final NativeCalls calls;
  private final Capture capture;
  private final InterfaceFilter filter;
  private final int observationPoint;
  private final InstantSource clock;
  private final InterfaceCounts counts;
  private final UnseenStretches unseen;

  /** Absent while the device is. */
  private @Nullable PacketSocket socket;

  private @Nullable NicCounters card;
  private Optional<ObservationPoint> announced = Optional.empty();
  private Offload warnedOf = Offload.NONE;
  private String trouble = "";

  /** Its socket had an error: not waited for until the next look, and maybe not up all the time. */
  private boolean stumbled;

  /**
   * Opens it, or waits for it to appear.
   *
   * @throws CaptureException when waiting would not help
   */
  LiveInterface(
      NativeCalls calls,
      Capture capture,
      InterfaceFilter filter,
      int observationPoint,
      InstantSource clock)
      throws CaptureException {
    this.calls = calls;
    this.capture = capture;
    this.filter = filter;
    this.observationPoint = observationPoint;
    this.clock = clock;
    counts = new InterfaceCounts(capture.networkInterface());
    unseen = new UnseenStretches(observationPoint, nowNs());
    try {
      counts.up(open().isUp());
    } catch (CaptureException refused) {
      if (!refused.isAbsent()) {
        throw refused;
      }
      tellOnce(String.valueOf(refused.getMessage()));
    } catch (RuntimeException bug) {
      close();
      throw bug;
    }
  }

  private PacketSocket open() throws CaptureException {
    PacketSocket opened = new PacketSocket(calls, capture, filter, observationPoint);
    socket = opened;
    card = new NicCounters(NicCounters.SYSTEM, capture.networkInterface());
    trouble = "";
    show(opened.offload());
    return opened;
  }

  /** What poll(2) is to wait for; below 0, which it passes over, when there is nothing. */
  int descriptor() {
    return socket == null || stumbled ? -1 : socket.descriptor();
  }

  /** Takes a pending error off, so that the next poll(2) can wait again. */
  void takeError() {
    int error = socket == null ? 0 : socket.takeError();
    if (error != 0) {
      LOG.debug("capture: {}: {}", capture.networkInterface(), NativeCalls.text(error));
      stumbled = true;
    }
  }

  @Override
  public boolean isOpen() {
    return socket != null;
  }

  @Override
  public boolean hasPacket() {
    return socket != null && socket.ring().hasPacket();
  }

  @Override
  public long nextNs() {
    return socket == null ? Long.MAX_VALUE : socket.ring().nextNs();
  }

  /** As {@link RingReader#handOn}, and counts. */
  @Override
  public int handOn(PacketSink sink, long untilNs) {
    if (socket == null) {
      return 0;
    }
    RingReader ring = socket.ring();
    unseen.sees(sink, ring.nextNs());
    if (ring.takeLosing()) {
      PacketSocket.Statistics since = counts.read(socket);
      if (since.drops() > 0) {
        unseen.ringWasFull(sink, since.drops(), since.freezes(), ring.nextNs(), nowNs());
      }
    }
    int handedOn = ring.handOn(sink, untilNs);
    unseen.seen(ring.latestNs());
    counts.handedOn(handedOn);
    return handedOn;
  }

  /** Tells the sink of this place, unless it knows it as it is now. */
  void announce(PacketSink sink) {
    if (socket == null) {
      return;
    }
    ObservationPoint place =
        new ObservationPoint(capture.networkInterface(), socket.linkType(), capture.deduplicate());
    if (!announced.equals(Optional.of(place))) {
      sink.onObservationPoint(observationPoint, place);
      announced = Optional.of(place);
    }
  }

  /** Looks after the device: its counters, whether it is up, whether it is another one by now. */
  void lookAfter(PacketSink sink) {
    takeError();
    boolean present = socket != null && socket.isPresent();
    if (socket != null) {
      readCounters(sink, socket);
    }
    boolean up = present ? socket != null && socket.isUp() : reopened(sink);
    if (announced.isPresent()) {
      unseen.look(sink, up, up && present && !stumbled, nowNs());
    }
    stumbled = false;
    if (counts.up(up)) {
      LOG.warn("capture: interface {} is {}", capture.networkInterface(), up ? "up" : "down");
    }
  }

  private boolean reopened(PacketSink sink) {
    close();
    try {
      PacketSocket opened = open();
      announce(sink);
      return opened.isUp();
    } catch (CaptureException refused) {
      tellOnce(String.valueOf(refused.getMessage()));
    } catch (RuntimeException bug) {
      close(); // the other interfaces go on
      tellOnce(capture.networkInterface() + ": " + bug);
    }
    return false;
  }

  private void tellOnce(String why) {
    if (!why.equals(trouble)) {
      LOG.warn("capture: {}; it is tried again each second", why);
      trouble = why;
    }
  }

  private void readCounters(PacketSink sink, PacketSocket open) {
    long nowNs = nowNs();
    // Otherwise the block that comes after the drops tells, and where they were.
    if (!open.ring().hasPacket()) {
      long drops = counts.read(open).drops();
      if (drops > 0 && announced.isPresent()) {
        unseen.ringWasFull(sink, drops, nowNs);
      }
    }
    if (card != null) {
      counts.addDroppedOrUnwanted(card.dropped());
      long lost = counts.add(card.increments());
      if (lost > 0 && announced.isPresent()) {
        unseen.cardLost(sink, lost, nowNs);
      }
    }
    show(open.offload());
  }

  private void show(Offload offload) {
    counts.offload(offload);
    if (offload.any() && !offload.equals(warnedOf)) {
      LOG.warn(
          "capture: {} merges packets before they can be seen, so that their sizes and times are not"
              + " those of the wire: {}",
          capture.networkInterface(),
          offload.remedy(capture.networkInterface()));
    }
    warnedOf = offload;
  }

  InterfaceCounters counters() {
    return counts.counters();
  }

  void close() {
    if (socket != null) {
      counts.read(socket);
      counts.closed();
      socket.close();
      socket = null;
      card = null;
    }
  }

  private long nowNs() {
    return LiveCapture.nowNs(clock);
  }
}
