package org.mosexporter.receive;

import java.util.Map;
import java.util.OptionalLong;
import org.mosexporter.wire.rtcp.RtcpReader;

/**
 * What a listener counted since it was opened; every reason is there from the start.
 *
 * @param received all datagrams; each was handed on, dropped or malformed
 * @param lastReportNs when the last one was handed on, nanoseconds since 1970-01-01 UTC
 */
public record RtcpListenerCounters(
    long received,
    long handedOn,
    Map<Drop, Long> dropped,
    Map<RtcpReader.Check, Long> malformed,
    OptionalLong lastReportNs) {
  public RtcpListenerCounters {
    dropped = Map.copyOf(dropped);
    malformed = Map.copyOf(malformed);
  }

  /** Why a datagram was dropped though nothing may be wrong with it. */
  public enum Drop {
    /** The sender is not one we listen to. */
    NOT_ALLOWED("not_allowed"),
    /** The tracker did not keep up. */
    QUEUE_FULL("queue_full");

    private final String reason;

    Drop(String reason) {
      this.reason = reason;
    }

    /** As a metric label. */
    public String reason() {
      return reason;
    }
  }
}
