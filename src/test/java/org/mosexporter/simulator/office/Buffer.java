package org.mosexporter.simulator.office;

/**
 * A phone's jitter buffer.
 *
 * @param adaptive whether its depth follows the jitter
 * @param nominalMs that the first packet waits; the least where adaptive
 * @param mostMs it may hold
 */
public record Buffer(boolean adaptive, double nominalMs, double mostMs) {
  public static Buffer adaptive(double nominalMs, double mostMs) {
    return new Buffer(true, nominalMs, mostMs);
  }

  public static Buffer fixed(double nominalMs) {
    return new Buffer(false, nominalMs, Math.max(60, 2 * nominalMs));
  }
}
