package org.mosexporter.config;

/**
 * An interface to sniff.
 *
 * @param promiscuous whether frames for other stations are wanted (a mirror port needs it)
 * @param ringBytes memory of the kernel ring; resident at once
 */
public record Capture(String networkInterface, boolean promiscuous, long ringBytes) {
  public static final long DEFAULT_RING_BYTES = 8L << 20;
}
