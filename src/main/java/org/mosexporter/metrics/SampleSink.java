package org.mosexporter.metrics;

/** Takes the samples of one scrape. */
@FunctionalInterface
public interface SampleSink {
  /**
   * Adds one sample. A value that is unknown is not added.
   *
   * @param labelValues in the order of {@link Family#labels}
   */
  void sample(Family family, double value, String... labelValues);

  /** Adds a count; exact up to 2⁵³, as all of Prometheus is. */
  default void sample(Family family, long value, String... labelValues) {
    sample(family, (double) value, labelValues);
  }
}
