package org.mosexporter.metrics;

import static java.util.stream.Collectors.joining;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.TreeMap;
import org.mosexporter.config.Dscp;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Shaper;
import org.mosexporter.network.ShaperFigures;
import org.mosexporter.network.TrafficDirection;

/** The traffic classes of one router to samples. */
final class ClassSamples {
  private final Samples samples;
  private final RouterSnapshot router;

  ClassSamples(Samples samples, RouterSnapshot router) {
    this.samples = samples;
    this.router = router;
  }

  void addLeaf(ClassFigures of) {
    Labels labels = labels(of.networkInterface(), of.direction(), of.policy(), of.name());
    samples.add(
        ClassFamilies.INFO,
        1,
        labels
            .add("match", LabelText.of(String.join("; ", of.match())))
            .add("dscp", codePoints(of))
            .add("priority", Boolean.toString(of.priority())));
    of.setDscp().ifPresent(dscp -> samples.add(ClassFamilies.SET_DSCP, dscp, labels));
    samples.add(ClassFamilies.QUEUE_PACKETS, of.queuePackets(), labels);
    samples.add(ClassFamilies.QUEUE_LIMIT, of.queueLimitPackets(), labels);
    addShaper(of.shaper(), labels);
    of.counters().forEach((counter, total) -> addLeafCounter(counter, total, labels));
    addWred(of.counters(), labels);
  }

  private static String codePoints(ClassFigures of) {
    return of.dscp().stream().filter(ClassSamples::isDscp).map(Dscp::label).collect(joining(","));
  }

  /** What a router says of itself need not fit the six bits (RFC 2474 §3). */
  private static boolean isDscp(int code) {
    return code >= 0 && code < 64;
  }

  private void addLeafCounter(ClassCounter counter, long total, Labels labels) {
    String detail = counter.detail();
    switch (counter.kind()) {
      case PACKETS -> samples.add(ClassFamilies.PACKETS, total, labels);
      case BYTES -> samples.add(ClassFamilies.BYTES, total, labels);
      case DROPPED_PACKETS ->
          samples.add(ClassFamilies.DROPPED_PACKETS, total, labels.add("reason", detail));
      case DROPPED_BYTES ->
          samples.add(ClassFamilies.DROPPED_BYTES, total, labels.add("reason", detail));
      case QUEUE_DROPPED_PACKETS -> samples.add(ClassFamilies.QUEUE_DROPPED_PACKETS, total, labels);
      case QUEUE_DROPPED_BYTES -> samples.add(ClassFamilies.QUEUE_DROPPED_BYTES, total, labels);
      case POLICED_PACKETS ->
          samples.add(ClassFamilies.POLICED_PACKETS, total, labels.add("outcome", detail));
      case POLICED_BYTES ->
          samples.add(ClassFamilies.POLICED_BYTES, total, labels.add("outcome", detail));
      case MARKED_PACKETS ->
          samples.add(ClassFamilies.MARKED_PACKETS, total, labels.add("dscp", detail));
      case WRED_RANDOM_DROPPED_PACKETS, WRED_TAIL_DROPPED_PACKETS -> {}
      case SHAPER_DELAYED_PACKETS,
          SHAPER_DELAYED_BYTES,
          SHAPER_DROPPED_PACKETS,
          SHAPER_DROPPED_BYTES ->
          addShaperCounter(counter, total, labels);
    }
  }

  /** At random and for want of room together. */
  private void addWred(Map<ClassCounter, Long> counters, Labels labels) {
    Map<String, Long> byCodePoint = new TreeMap<>();
    counters.forEach(
        (counter, total) -> {
          if (counter.kind() == ClassCounter.Kind.WRED_RANDOM_DROPPED_PACKETS
              || counter.kind() == ClassCounter.Kind.WRED_TAIL_DROPPED_PACKETS) {
            byCodePoint.merge(counter.detail(), total, Long::sum);
          }
        });
    byCodePoint.forEach(
        (dscp, total) ->
            samples.add(ClassFamilies.WRED_DROPPED_PACKETS, total, labels.add("dscp", dscp)));
  }

  void addParent(ShaperFigures of) {
    Labels labels = labels(of.networkInterface(), of.direction(), of.policy(), of.name());
    addShaper(of.shaper(), labels);
    of.counters().forEach((counter, total) -> addShaperCounter(counter, total, labels));
    samples.add(ClassFamilies.SHAPER_PACKETS, of.packets(), labels);
    samples.add(ClassFamilies.SHAPER_BYTES, of.bytes(), labels);
    samples.add(ClassFamilies.SHAPER_DROPPED_PACKETS, of.droppedPackets(), labels);
    samples.add(ClassFamilies.SHAPER_DROPPED_BYTES, of.droppedBytes(), labels);
  }

  private void addShaper(Shaper shaper, Labels labels) {
    samples.add(ClassFamilies.SHAPER_RATE, shaper.rateBitsPerSecond(), labels);
    samples.add(ClassFamilies.SHAPER_QUEUE_PACKETS, shaper.queuePackets(), labels);
    shaper
        .active()
        .ifPresent(active -> samples.add(ClassFamilies.SHAPER_ACTIVE, active ? 1 : 0, labels));
  }

  /** Only what the shaper counts. */
  private void addShaperCounter(ClassCounter counter, long total, Labels labels) {
    switch (counter.kind()) {
      case SHAPER_DELAYED_PACKETS ->
          samples.add(ClassFamilies.SHAPER_DELAYED_PACKETS, total, labels);
      case SHAPER_DELAYED_BYTES -> samples.add(ClassFamilies.SHAPER_DELAYED_BYTES, total, labels);
      case SHAPER_DROPPED_PACKETS ->
          samples.add(ClassFamilies.SHAPER_QUEUE_DROPPED_PACKETS, total, labels);
      case SHAPER_DROPPED_BYTES ->
          samples.add(ClassFamilies.SHAPER_QUEUE_DROPPED_BYTES, total, labels);
      default -> {}
    }
  }

  private Labels labels(
      String networkInterface, TrafficDirection direction, String policy, String name) {
    return Samples.labels(
        ClassFamilies.PACKETS,
        router.site(),
        router.router(),
        networkInterface,
        direction.label(),
        policy,
        name);
  }
}
