package org.mosexporter.call;

import java.util.List;

/** What readers on other threads may ask; each value is consistent in itself. */
public interface Snapshots {
  /** In order of site and address; exactly one per endpoint. */
  List<EndpointInfo> endpoints();

  /** In order of site, address, direction and source. */
  List<EndpointFigures> figures();

  TrackerCounters counters();
}
