package org.mosexporter.metrics;

/**
 * A stage that counts something about itself; asked at each scrape and for each page, from any
 * thread, so it must not wait. Its families are in {@link SelfFamilies}.
 */
@FunctionalInterface
public interface SelfSource {
  void samples(SampleSink sink);
}
