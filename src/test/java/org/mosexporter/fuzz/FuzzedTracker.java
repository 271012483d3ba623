package org.mosexporter.fuzz;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.PacketKind;
import org.mosexporter.call.Tracker;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Config;
import org.mosexporter.config.Limits;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/**
 * Series of frames past a tracker. An input is records of a time step in milliseconds (2 octets,
 * signed: clocks are set back), an observation point (1 octet, of which the top bit says that
 * frames were dropped there), a length (2 octets) and the frame.
 */
final class FuzzedTracker implements FuzzTarget {
  private static final int RECORD_HEADER_BYTES = 5;
  private static final long START_NS = 1_780_000_000_000_000_000L;
  private static final long NS_PER_MS = 1_000_000;
  private static final LinkType[] LINKS = LinkType.values();

  private final Tracker tracker;
  private long atNs = START_NS;

  FuzzedTracker() {
    tracker = new Tracker(config(), new Unheard(), org.mosexporter.call.Names.plain());
    for (int i = 0; i < LINKS.length; i++) {
      tracker.onObservationPoint(i, new ObservationPoint("if" + i, LINKS[i]));
    }
  }

  private static Config config() {
    return Config.defaults("berlin").with(new Limits(50, 64, 16, 1000));
  }

  static void once(byte[] octets) {
    FuzzedTracker own = new FuzzedTracker();
    own.accept(octets);
    own.tracker.finish();
    check(own.tracker.counters());
  }

  @Override
  public void accept(byte[] octets) {
    ByteBuffer window = Octets.alone(octets);
    int at = 0;
    while (octets.length - at > RECORD_HEADER_BYTES) {
      atNs = Math.max(START_NS, atNs + window.getShort(at) * NS_PER_MS);
      int point = (window.get(at + 2) & 0xFF) % LINKS.length;
      if (window.get(at + 2) < 0) {
        tracker.onDrops(point, atNs - NS_PER_MS, atNs, 1);
      }
      int wanted = window.getShort(at + 3) & 0xFFFF;
      at += RECORD_HEADER_BYTES;
      int length = Math.min(wanted, octets.length - at);
      tracker.onPacket(window, at, length, wanted, atNs, point, 0);
      at += length;
    }
    tracker.flush();
  }

  /** Each frame is counted as exactly one kind. */
  private static void check(TrackerCounters counters) {
    long kinds = 0;
    for (PacketKind kind : EnumSet.complementOf(EnumSet.of(PacketKind.READ))) {
      kinds += counters.packets().getOrDefault(kind, 0L);
    }
    if (kinds != counters.packets().getOrDefault(PacketKind.READ, 0L)) {
      throw new IllegalStateException(counters.packets().toString());
    }
  }

  private record Unheard() implements CallEvents {
    @Override
    public void onInterval(ObservedInterval interval) {}

    @Override
    public void onObservation(ObservedInterval interval) {}

    @Override
    public void onStreamEnded(StreamSummary stream) {}

    @Override
    public void onCallEnded(CallSummary call) {}
  }
}
