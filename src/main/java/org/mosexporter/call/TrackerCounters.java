package org.mosexporter.call;

import java.util.Map;
import org.mosexporter.stream.Unscored;

/**
 * The tracker about itself, readable from any thread. Counters never go back.
 *
 * @param packets frames handed in, by what they were: see {@link PacketKind}
 * @param duplicates copies that a mirror made of packets, by interface
 * @param halfMirrors by interface, whether it shows one direction of calls only; none of which too
 *     few calls are known to say
 * @param streamsActive by site
 * @param registrationsFailed final refusals of REGISTER, challenges not counted
 * @param tableEntries by table: streams, calls, endpoints, candidates, TCP connections, fragments
 * @param evictions by table
 * @param fragmentedDatagrams that came to an end, by what it was: reassembled, incomplete (a part
 *     never came), refused (parts contradicted each other), evicted
 */
public record TrackerCounters(
    Map<PacketKind, Long> packets,
    Map<Fault, Long> malformed,
    Map<String, Long> duplicates,
    Map<String, Boolean> halfMirrors,
    Map<String, Long> streamsActive,
    Map<SiteTrunk, Long> callsActive,
    Map<SiteSource, Double> scoredSeconds,
    Map<SiteReason, Double> unscoredSeconds,
    Map<SipResponses, Long> sipResponses,
    Map<SiteCode, Long> registrationsFailed,
    Map<String, Long> tableEntries,
    Map<String, Long> evictions,
    Map<String, Long> fragmentedDatagrams) {
  public TrackerCounters {
    packets = Map.copyOf(packets);
    malformed = Map.copyOf(malformed);
    duplicates = Map.copyOf(duplicates);
    halfMirrors = Map.copyOf(halfMirrors);
    streamsActive = Map.copyOf(streamsActive);
    callsActive = Map.copyOf(callsActive);
    scoredSeconds = Map.copyOf(scoredSeconds);
    unscoredSeconds = Map.copyOf(unscoredSeconds);
    sipResponses = Map.copyOf(sipResponses);
    registrationsFailed = Map.copyOf(registrationsFailed);
    tableEntries = Map.copyOf(tableEntries);
    evictions = Map.copyOf(evictions);
    fragmentedDatagrams = Map.copyOf(fragmentedDatagrams);
  }

  /** Before the first packet. */
  public static TrackerCounters empty() {
    return new TrackerCounters(
        Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
        Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** What was wrong with a packet: labels of closed sets. */
  public record Fault(String protocol, String reason) {}

  /** A site and one of its provider links; empty when none. */
  public record SiteTrunk(String site, String trunk) {}

  /** A site and who measured. */
  public record SiteSource(String site, Source source) {}

  /** A site and why time has no score. */
  public record SiteReason(String site, Unscored reason) {}

  /**
   * A kind of answer.
   *
   * @param method of the request that was answered; {@code other} when not registered
   * @param code status; an unregistered one counts as x00 of its class (RFC 3261 §8.1.3.2)
   */
  public record SipResponses(String site, String trunk, String method, int code) {}

  /** A site and a SIP status. */
  public record SiteCode(String site, int code) {}
}
