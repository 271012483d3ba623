package org.mosexporter.metrics;

import java.util.List;
import java.util.stream.Stream;

/** Every family of ours; docs/METRICS.md and the contract golden are this list. */
final class Catalogue {
  static List<Family> all() {
    return Stream.of(
            EndpointFamilies.all(),
            CallFamilies.all(),
            SiteFamilies.all(),
            ConclusionFamilies.all(),
            RouterFamilies.all(),
            ClassFamilies.all(),
            PathFamilies.all(),
            SelfFamilies.all())
        .flatMap(List::stream)
        .toList();
  }

  private Catalogue() {}
}
