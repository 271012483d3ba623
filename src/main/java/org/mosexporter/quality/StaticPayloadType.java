package org.mosexporter.quality;

/**
 * A payload type whose meaning needs no signalling (RFC 3551 §6).
 *
 * @param clockRateHz of the RTP timestamp, which for G722 is not the sampling rate
 */
public record StaticPayloadType(int number, String encodingName, int clockRateHz) {}
