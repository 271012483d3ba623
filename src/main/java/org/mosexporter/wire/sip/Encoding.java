package org.mosexporter.wire.sip;

/**
 * What a payload type stands for: one {@code a=rtpmap} line (RFC 8866 §6.6).
 *
 * @param name as sent; case does not count
 * @param channels 1 when the line does not say
 */
public record Encoding(String name, int clockRateHz, int channels) {}
