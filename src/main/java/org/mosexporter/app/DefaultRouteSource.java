package org.mosexporter.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.capture.HostRoutes;
import org.mosexporter.capture.LiveCapture;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.PacketSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packets of the interface with the default route, which nobody named. So it never stops the
 * daemon: where it may not be sniffed, or there is no such route yet, that is told, only reports
 * are received, and it is tried again now and then. Once open it stays with that interface.
 */
final class DefaultRouteSource implements PacketSource {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultRouteSource.class);
  private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(5);
  private static final int LONGEST_WAIT_MS = 50;
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final String NO_ROUTE =
      "there is no default route, and no interface is named: nothing is sniffed."
          + " Name one: capture: [{interface: …}]";

  private final Capture wanted;
  private final PacketSink sink;
  private volatile @Nullable LiveCapture capture;
  private volatile String trouble = "";
  private long triedNs;

  /** Tries it at once. */
  DefaultRouteSource(Capture wanted, PacketSink sink) {
    this.wanted = wanted;
    this.sink = sink;
    open();
  }

  private void open() {
    triedNs = System.nanoTime();
    Optional<String> name = HostRoutes.read().defaultInterface();
    if (name.isEmpty()) {
      tell(NO_ROUTE);
      return;
    }
    try {
      capture = LiveCapture.open(List.of(wanted.on(name.get())), sink);
      trouble = "";
      LOG.info("capture: {} is sniffed, for the default route leads there", name.get());
    } catch (CaptureException refused) {
      tell(refused.getMessage() + "; nothing is sniffed until then, only reports are received");
    }
  }

  private void tell(String why) {
    if (!why.equals(trouble)) {
      LOG.warn("capture: {}", why);
      trouble = why;
    }
  }

  @Override
  public void run(PacketSink same, Between between) {
    while (between.work()) {
      LiveCapture open = capture;
      if (open != null) {
        open.poll(LONGEST_WAIT_MS);
      } else if (System.nanoTime() - triedNs >= AGAIN_NS) {
        open();
      } else {
        LockSupport.parkNanos(PAUSE_NS);
      }
    }
  }

  @Override
  public CaptureCounters counters() {
    LiveCapture open = capture;
    return open == null ? new CaptureCounters(List.of(), trouble) : open.counters();
  }

  @Override
  public long readUntilNs(long nowNs) {
    LiveCapture open = capture;
    return open == null ? nowNs : open.readUntilNs();
  }

  @Override
  public void close() {
    LiveCapture open = capture;
    if (open != null) {
      open.close();
    }
  }
}
