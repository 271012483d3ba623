package org.mosexporter.call;

import java.util.Map;

/**
 * The tracker about itself, readable from any thread. Keys are label values; counters never go
 * back.
 *
 * @param packets frames handed in, by what they were: rtp, rtcp, sip, other
 * @param malformed by "protocol/reason"
 * @param streamsActive by site
 * @param callsActive by "site/trunk"
 * @param scoredSeconds by "site/source"
 * @param unscoredSeconds by "site/reason"
 * @param sipResponses by "site/trunk/method/code"
 * @param tableEntries by table: streams, calls, endpoints, candidates
 * @param evictions by table
 */
public record TrackerCounters(
    Map<String, Long> packets,
    Map<String, Long> malformed,
    Map<String, Long> streamsActive,
    Map<String, Long> callsActive,
    Map<String, Double> scoredSeconds,
    Map<String, Double> unscoredSeconds,
    Map<String, Long> sipResponses,
    Map<String, Long> tableEntries,
    Map<String, Long> evictions) {}
