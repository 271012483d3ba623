package org.mosexporter.capture;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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
final class LiveInterface {
  private static final Logger LOG = LoggerFactory.getLogger(LiveInterface.class);

  private final NativeCalls calls;
  private final Capture capture;
  private final int observationPoint;

  private final AtomicLong packets = new AtomicLong();
  private final AtomicLong kernelDrops = new AtomicLong();
  private final AtomicLong ringFullFreezes = new AtomicLong();
  private final AtomicLong truncated = new AtomicLong();
  private volatile boolean up;

  /** Absent while the device is. */
  private @Nullable PacketSocket socket;

  private Optional<ObservationPoint> announced = Optional.empty();
  private long truncatedBefore;
  private long unreadableBefore;

  LiveInterface(NativeCalls calls, Capture capture, int observationPoint) throws CaptureException {
    this.calls = calls;
    this.capture = capture;
    this.observationPoint = observationPoint;
    PacketSocket opened = new PacketSocket(calls, capture, observationPoint);
    socket = opened;
    up = opened.isUp();
  }

  /** What poll(2) is to wait for; below 0, which it passes over, when there is nothing. */
  int descriptor() {
    return socket == null ? -1 : socket.descriptor();
  }

  /** Takes a pending error off, so that the next poll(2) can wait again. */
  void takeError() {
    if (socket != null) {
      String error = socket.takeError();
      LOG.debug("capture: {}: {}", capture.networkInterface(), error);
    }
  }

  boolean hasPacket() {
    return socket != null && socket.ring().hasPacket();
  }

  /** When the next packet was captured; only after {@link #hasPacket} said that there is one. */
  long nextNs() {
    return socket == null ? Long.MAX_VALUE : socket.ring().nextNs();
  }

  /** As {@link RingReader#handOn}, and counts. */
  int handOn(PacketSink sink, long untilNs) {
    if (socket == null) {
      return 0;
    }
    int handedOn = socket.ring().handOn(sink, untilNs);
    packets.setOpaque(packets.getPlain() + handedOn);
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
    if (socket != null) {
      readCounters(socket);
      if (socket.isPresent()) {
        show(socket.isUp());
        return;
      }
    }
    close();
    try {
      PacketSocket opened = new PacketSocket(calls, capture, observationPoint);
      socket = opened;
      announce(sink);
      show(opened.isUp());
    } catch (CaptureException stillAbsent) {
      show(false);
    }
  }

  private void show(boolean nowUp) {
    if (nowUp != up) {
      LOG.warn("capture: interface {} is {}", capture.networkInterface(), nowUp ? "up" : "down");
      up = nowUp;
    }
  }

  private void readCounters(PacketSocket open) {
    PacketSocket.Statistics since = open.statistics();
    long unreadable = open.ring().unreadable() - unreadableBefore;
    unreadableBefore += unreadable;
    kernelDrops.setOpaque(kernelDrops.getPlain() + since.drops() + unreadable);
    ringFullFreezes.setOpaque(ringFullFreezes.getPlain() + since.freezes());
    long cut = open.ring().truncated() - truncatedBefore;
    truncatedBefore += cut;
    truncated.setOpaque(truncated.getPlain() + cut);
  }

  InterfaceCounters counters() {
    return new InterfaceCounters(
        capture.networkInterface(),
        packets.getOpaque(),
        kernelDrops.getOpaque(),
        ringFullFreezes.getOpaque(),
        truncated.getOpaque(),
        up);
  }

  void close() {
    if (socket != null) {
      readCounters(socket);
      socket.close();
      socket = null;
    }
    truncatedBefore = 0;
    unreadableBefore = 0;
  }
}
