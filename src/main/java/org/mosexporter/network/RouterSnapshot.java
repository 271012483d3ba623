package org.mosexporter.network;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one router said in its last polls. Immutable; counters run from 0 at our first poll and
 * never go back, whatever the agent's own do.
 *
 * @param up whether the last poll was answered
 * @param lastSuccessNs end of the last good poll, nanoseconds since 1970-01-01 UTC
 * @param pollDurationSeconds of the last poll, good or not
 * @param modules name to whether it worked in the last poll
 */
public record RouterSnapshot(
    String site,
    String router,
    boolean up,
    OptionalLong lastSuccessNs,
    OptionalDouble pollDurationSeconds,
    Map<String, Boolean> modules,
    List<InterfaceFigures> interfaces,
    List<ClassFigures> classes,
    List<ShaperFigures> shapers,
    List<PathProbe> probes,
    List<LinkHealth> links,
    Surroundings surroundings) {
  public RouterSnapshot {
    modules = Map.copyOf(modules);
    interfaces = List.copyOf(interfaces);
    classes = List.copyOf(classes);
    shapers = List.copyOf(shapers);
    probes = List.copyOf(probes);
    links = List.copyOf(links);
  }
}
