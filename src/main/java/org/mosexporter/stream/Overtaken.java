package org.mosexporter.stream;

/** The last packet of a stream that came behind a newer one, or again. */
final class Overtaken {
  long number;
  long atNs = Long.MIN_VALUE;

  /** When the newest before it came. */
  long newestNs;
}
