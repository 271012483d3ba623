package org.mosexporter.metrics;

import java.util.List;

/**
 * A stage that counts something about itself; asked at each scrape and for each page, from any
 * thread, so it must not wait. Its families are in {@link SelfFamilies}.
 */
@FunctionalInterface
public interface SelfSource {
  void samples(SampleSink sink);

  /** Several as one. */
  static SelfSource all(List<? extends SelfSource> sources) {
    List<SelfSource> copy = List.copyOf(sources);
    return sink -> copy.forEach(source -> source.samples(sink));
  }
}
