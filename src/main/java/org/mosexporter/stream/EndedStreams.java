package org.mosexporter.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where streams left off that ended a short while ago, at most 4096; the first to end makes room.
 * Streams of less than a second leave nothing, so that a flood of them displaces no call.
 */
final class EndedStreams {
  private static final int MAX_ENTRIES = 4096;
  private static final int LEAST_PACKETS = 50;

  private final Map<Key, LeftOff> byKey = new LinkedHashMap<>();

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
    while (oldest.hasNext()
        && (oldest.next().isOld(stream.lastNs) || byKey.size() >= MAX_ENTRIES)) {
      oldest.remove();
    }
    byKey.put(Key.of(stream), LeftOff.of(stream));
  }

  /** Tells a new stream where one of its addresses, ports and SSRC ended before it. */
  void resume(RtpStream stream) {
    LeftOff before = byKey.remove(Key.of(stream));
    if (before != null) {
      stream.seldom().leftOff = before;
    }
  }
}
