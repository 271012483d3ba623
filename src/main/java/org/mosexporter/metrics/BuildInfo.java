package org.mosexporter.metrics;

/**
 * Which program this is.
 *
 * @param revision of the source; empty when the build did not know
 */
public record BuildInfo(String version, String revision, String javaVersion) {}
