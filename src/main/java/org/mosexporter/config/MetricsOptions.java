package org.mosexporter.config;

/**
 * How metrics are told.
 *
 * @param nativeHistograms whether histograms have their native form beside the classic one
 */
public record MetricsOptions(boolean nativeHistograms) {
  public static MetricsOptions defaults() {
    return new MetricsOptions(false);
  }
}
