package org.mosexporter.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mosexporter.config.Table;

/**
 * Where streams left off that ended a short while ago, at most 4096; the first to end makes room.
 * Streams of less than a second leave nothing, so that a flood of them displaces no call.
 */
final class EndedStreams {
  private static final int MAX_ENTRIES = Table.ENDED_STREAMS.entries();
  private static final int LEAST_PACKETS = 50;

  private final Map<Key, LeftOff> byKey = new LinkedHashMap<>();
  private long evictions;

  private record Key(
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long destinationHigh,
      long destinationLow,
      int destinationPort,
      int ssrc) {
    static Key of(RtpStream stream) {
      return new Key(
          stream.sourceHigh(),
          stream.sourceLow(),
          stream.sourcePort(),
          stream.destinationHigh(),
          stream.destinationLow(),
          stream.destinationPort(),
          stream.ssrc());
    }
  }

  void add(RtpStream stream) {
    if (stream.speechPackets < LEAST_PACKETS || stream.speech.clockRateHz() == 0) {
      return;
    }
    var oldest = byKey.values().iterator();
    while (oldest.hasNext()) {
      boolean old = oldest.next().isOld(stream.lastNs);
      if (!old && byKey.size() < MAX_ENTRIES) {
        break;
      }
      oldest.remove();
      evictions += old ? 0 : 1;
    }
    byKey.put(Key.of(stream), LeftOff.of(stream));
  }

  void gauge(Table.Gauge gauge) {
    gauge.show(Table.ENDED_STREAMS, byKey.size(), evictions);
  }

  /** Tells a new stream where one of its addresses, ports and SSRC ended before it. */
  void resume(RtpStream stream) {
    LeftOff before = byKey.remove(Key.of(stream));
    if (before != null) {
      stream.seldom().leftOff = before;
    }
  }
}
