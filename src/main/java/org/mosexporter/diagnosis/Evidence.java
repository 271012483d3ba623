package org.mosexporter.diagnosis;

/**
 * One number that speaks for a finding.
 *
 * @param text what it is, for people to read, without the number
 * @param unit as Prometheus has units: {@code ratio}, {@code seconds}, {@code packets}, {@code
 *     ppm}, {@code dB}, {@code R}, {@code calls}; empty for a plain count
 * @param source where it comes from: {@code measured}, {@code rtcp}, {@code xr}, {@code snmp},
 *     {@code sip}, {@code capture}
 */
public record Evidence(String text, double value, String unit, String source) {}
