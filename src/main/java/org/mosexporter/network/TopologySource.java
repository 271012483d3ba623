package org.mosexporter.network;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Egress;

/** The topology as the devices have it by now: joined anew when one of them has told anything. */
public final class TopologySource implements Supplier<Topology> {
  private final Supplier<List<RouterSnapshot>> devices;
  private final List<Egress> egress;

  private List<Surroundings> joined = List.of();
  private @Nullable Topology topology;

  public TopologySource(Supplier<List<RouterSnapshot>> devices, List<Egress> egress) {
    this.devices = devices;
    this.egress = List.copyOf(egress);
  }

  @Override
  public synchronized Topology get() {
    List<RouterSnapshot> now = devices.get();
    Topology known = topology;
    if (known == null || !isJoined(now)) {
      known = Topology.of(now, egress);
      joined = now.stream().map(RouterSnapshot::surroundings).toList();
      topology = known;
    }
    return known;
  }

  /** Surroundings that were read again are another object. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isJoined(List<RouterSnapshot> now) {
    boolean same = now.size() == joined.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = now.get(i).surroundings() == joined.get(i);
    }
    return same;
  }
}
