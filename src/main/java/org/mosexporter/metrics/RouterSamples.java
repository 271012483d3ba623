package org.mosexporter.metrics;

import static java.util.stream.Collectors.joining;

import io.prometheus.metrics.model.snapshots.Labels;
import org.mosexporter.config.Dscp;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.ShaperFigures;
import org.mosexporter.network.TrafficDirection;

/** Routers to samples. */
final class RouterSamples {
  private static final double NS_PER_SECOND = 1e9;

  /** Of drops where the MIB does not split them disjointly. */
  private static final String UNSPECIFIED = "unspecified";

  private final Samples samples;

  RouterSamples(Samples samples) {
    this.samples = samples;
  }

  void add(RouterSnapshot router) {
    Labels labels = Samples.labels(RouterFamilies.UP, router.site(), router.router());
    samples.add(RouterFamilies.UP, router.up() ? 1 : 0, labels);
    router
        .lastSuccessNs()
        .ifPresent(ns -> samples.add(RouterFamilies.LAST_SUCCESS, ns / NS_PER_SECOND, labels));
    samples.add(RouterFamilies.POLL_DURATION, router.pollDurationSeconds(), labels);
    router
        .modules()
        .forEach(
            (module, up) ->
                samples.sample(
                    RouterFamilies.MODULE_UP, up ? 1 : 0, router.site(), router.router(), module));
    router.interfaces().forEach(of -> addInterface(router, of));
    router.classes().forEach(of -> addClass(router, of));
    router.shapers().forEach(of -> addShaper(router, of));
  }

  private void addInterface(RouterSnapshot router, InterfaceFigures of) {
    samples.sample(
        RouterFamilies.INTERFACE_INFO,
        1,
        router.site(),
        router.router(),
        of.name(),
        of.alias(),
        of.description());
    Labels port =
        Samples.labels(RouterFamilies.INTERFACE_UP, router.site(), router.router(), of.name());
    samples.add(RouterFamilies.INTERFACE_UP, of.operationallyUp() ? 1 : 0, port);
    samples.add(RouterFamilies.SPEED, of.speedBitsPerSecond(), port);
    of.halfDuplex().ifPresent(half -> samples.add(RouterFamilies.HALF_DUPLEX, half ? 1 : 0, port));
    addTraffic(of.input(), port.add("direction", TrafficDirection.INPUT.label()));
    addTraffic(of.output(), port.add("direction", TrafficDirection.OUTPUT.label()));
  }

  private void addTraffic(InterfaceFigures.Traffic traffic, Labels labels) {
    samples.add(RouterFamilies.INTERFACE_BYTES, traffic.bytes(), labels);
    samples.add(RouterFamilies.INTERFACE_PACKETS, traffic.packets(), labels);
    samples.add(RouterFamilies.INTERFACE_ERRORS, traffic.errors(), labels);
    samples.add(RouterFamilies.INTERFACE_DISCARDS, traffic.discards(), labels);
  }

  private void addClass(RouterSnapshot router, ClassFigures of) {
    Labels labels =
        classLabels(router, of.networkInterface(), of.direction(), of.policy(), of.name());
    samples.add(
        RouterFamilies.CLASS_INFO,
        1,
        labels
            .add("match", LabelText.of(String.join("; ", of.match())))
            .add(
                "dscp",
                of.dscp().stream()
                    .filter(RouterSamples::isDscp)
                    .map(Dscp::label)
                    .collect(joining(",")))
            .add("priority", Boolean.toString(of.priority())));
    samples.add(RouterFamilies.CLASS_PACKETS, of.packets(), labels);
    samples.add(RouterFamilies.CLASS_BYTES, of.bytes(), labels);
    Labels drops = labels.add("reason", UNSPECIFIED);
    samples.add(RouterFamilies.CLASS_DROPPED_PACKETS, of.droppedPackets(), drops);
    samples.add(RouterFamilies.CLASS_DROPPED_BYTES, of.droppedBytes(), drops);
    samples.add(RouterFamilies.QUEUE_PACKETS, of.queuePackets(), labels);
    samples.add(RouterFamilies.QUEUE_LIMIT, of.queueLimitPackets(), labels);
  }

  /** What a router says of itself need not fit the six bits (RFC 2474 §3). */
  private static boolean isDscp(int code) {
    return code >= 0 && code < 64;
  }

  private void addShaper(RouterSnapshot router, ShaperFigures of) {
    Labels labels =
        classLabels(router, of.networkInterface(), of.direction(), of.policy(), of.name());
    samples.add(RouterFamilies.SHAPER_RATE, of.rateBitsPerSecond(), labels);
    samples.add(RouterFamilies.SHAPER_PACKETS, of.packets(), labels);
    samples.add(RouterFamilies.SHAPER_BYTES, of.bytes(), labels);
    samples.add(RouterFamilies.SHAPER_DROPPED_PACKETS, of.droppedPackets(), labels);
    samples.add(RouterFamilies.SHAPER_DROPPED_BYTES, of.droppedBytes(), labels);
  }

  private static Labels classLabels(
      RouterSnapshot router,
      String networkInterface,
      TrafficDirection direction,
      String policy,
      String name) {
    return Samples.labels(
        RouterFamilies.CLASS_PACKETS,
        router.site(),
        router.router(),
        networkInterface,
        direction.label(),
        policy,
        name);
  }
}
