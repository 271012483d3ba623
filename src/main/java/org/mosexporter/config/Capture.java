package org.mosexporter.config;

/**
 * An interface to sniff.
 *
 * @param promiscuous whether frames for other stations are wanted (a mirror port needs it)
 * @param deduplicate whether a packet that the mirror delivers twice counts once
 * @param ringBytes memory of the kernel ring; resident at once
 */
public record Capture(
    String networkInterface, boolean promiscuous, boolean deduplicate, long ringBytes) {
  public static final long DEFAULT_RING_BYTES = 8L << 20;

  /** As when nothing else is set. */
  public Capture(String networkInterface, boolean promiscuous, long ringBytes) {
    this(networkInterface, promiscuous, true, ringBytes);
  }
}
