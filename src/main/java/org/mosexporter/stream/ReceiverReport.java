package org.mosexporter.stream;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;

/**
 * What a receiver said of one stream since its report before (RFC 3550 §6.4.1).
 *
 * @param reporter where the report came from
 * @param sourceSsrc the stream it is about
 * @param spanNs since the report before that told of new packets; 0 on a reporter's first
 * @param expectedDelta packets sent since then; absent on a reporter's first report, and on one
 *     that is not plausible
 * @param lostDelta of these, lost, at least 0: duplicates that made the receiver's own count fall
 *     are credit against its later losses
 * @param cumulativeLost as reported, signed 24 bits
 * @param lossFraction as reported, 0 ≤ f &lt; 1
 * @param jitterSeconds absent while the stream's clock rate is unknown, or when not plausible
 * @param roundTripSeconds between the capture point and the reporter; not the whole path
 */
public record ReceiverReport(
    int reporterSsrc,
    IpAddress reporter,
    int sourceSsrc,
    long atNs,
    long spanNs,
    OptionalLong expectedDelta,
    OptionalLong lostDelta,
    int cumulativeLost,
    double lossFraction,
    OptionalDouble jitterSeconds,
    OptionalDouble roundTripSeconds) {}
