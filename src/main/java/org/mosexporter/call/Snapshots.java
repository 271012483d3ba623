package org.mosexporter.call;

import java.util.List;

/** What readers on other threads may ask; each value is consistent in itself. */
public interface Snapshots {
  /** Those with figures of their own, in order of site and address; exactly one per endpoint. */
  List<EndpointInfo> endpoints();

  /** In order of site, address, direction and source. */
  List<EndpointFigures> figures();

  /** Further ones, of whom there are figures of all together only, in no order. */
  default List<EndpointInfo> foldedEndpoints() {
    return List.of();
  }

  /** Of all these together, by site, direction and source; their address is unspecified. */
  default List<EndpointFigures> foldedFigures() {
    return List.of();
  }

  TrackerCounters counters();
}
