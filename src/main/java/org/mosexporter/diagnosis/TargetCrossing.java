package org.mosexporter.diagnosis;

/**
 * A site's MOS-LQ is on its way below its target.
 *
 * @param seconds until it is expected there; {@code low} and {@code high} hold it in 80 of 100
 *     cases
 */
public record TargetCrossing(String site, double seconds, double low, double high) {}
