package org.mosexporter.network;

import java.util.OptionalDouble;

/**
 * What a router's health check of one of its WAN links says now.
 *
 * @param check what the operator called it
 * @param link interface it goes out by
 * @param latencySeconds round trip, as the device measures it
 * @param lostRatio 0 to 1
 */
public record LinkHealth(
    String check,
    String link,
    boolean alive,
    OptionalDouble latencySeconds,
    OptionalDouble jitterSeconds,
    OptionalDouble lostRatio) {}
