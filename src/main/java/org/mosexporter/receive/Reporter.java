package org.mosexporter.receive;

import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;

/**
 * Who sends to our listeners: a phone, or an agent that tells of many.
 *
 * @param reports taken from it
 * @param lastReportNs nanoseconds since 1970-01-01 UTC, as all times here
 * @param refused messages and connections that were not taken
 * @param lastReason why the last of them was not; empty when all were taken
 */
public record Reporter(
    Protocol protocol,
    IpAddress address,
    long reports,
    OptionalLong lastReportNs,
    long refused,
    String lastReason,
    OptionalLong lastRefusedNs) {}
