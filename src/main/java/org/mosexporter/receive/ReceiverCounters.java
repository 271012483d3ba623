package org.mosexporter.receive;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a listener counted since it was opened; every reason and kind is there from the start.
 *
 * @param received all messages; each was handed on, unused or refused
 * @param handedOn reports on their way to the tracker
 * @param unused nothing is wrong with them, and nothing in them is used, by kind
 * @param refused by reason: what is wrong, or why nobody listens
 * @param lastReportNs when the last one was handed on, nanoseconds since 1970-01-01 UTC
 */
public record ReceiverCounters(
    long received,
    long handedOn,
    Map<String, Long> unused,
    Map<String, Long> refused,
    OptionalLong lastReportNs) {
  public ReceiverCounters {
    unused = Map.copyOf(unused);
    refused = Map.copyOf(refused);
  }
}
