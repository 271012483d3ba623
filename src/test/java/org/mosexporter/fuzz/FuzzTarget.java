package org.mosexporter.fuzz;

/**
 * A decoder that is fed arbitrary octets: whatever it throws, or never ends, is a fault of ours.
 */
@FunctionalInterface
interface FuzzTarget {
  void accept(byte[] octets) throws Exception;
}
